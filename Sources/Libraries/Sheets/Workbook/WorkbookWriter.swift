internal import CXlsxWriter

/// A workbook (.xlsx) on its way to a file: sheets with headers, rows, lists to choose from, notes.
///
///     let book = try WorkbookWriter(path: "partners.xlsx")
///     let sheet = try book.sheet("Activities")
///     try sheet.header(["partner", "amount"], widths: [30, 12])
///     try sheet.row([.text("JICA"), .decimal("1200.50")])
///     try book.close()
///
/// Texts are texts, whatever they begin with: nothing becomes a formula or a link. One thread at a time.
public final class WorkbookWriter {
    private let path: String
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private let formats: WorkbookFormats
    private var names: Set<String> = []
    private var lists: UnsafeMutablePointer<lxw_worksheet>?
    private var listCount = 0

    public init(path: String) throws(SheetError) {
        guard let book = workbook_new(path), let formats = WorkbookFormats(book) else {
            throw SheetError(path, "The workbook cannot be made.")
        }
        self.path = path
        self.book = book
        self.formats = formats
    }

    /// What was not closed is not written.
    deinit { if let book { lxw_workbook_free(book) } }

    /// A new sheet behind the others.
    ///
    /// - Parameter name: up to 31 characters without `[]:*?/\`, each name once.
    public func sheet(_ name: String, isRightToLeft: Bool = false) throws(SheetError) -> WorkbookSheetWriter {
        let sheet = try add(name)
        if isRightToLeft { worksheet_right_to_left(sheet) }
        return WorkbookSheetWriter(self, sheet, formats)
    }

    /// Writes the file; nothing can be added after it.
    public func close() throws(SheetError) {
        guard let book else { throw SheetError(path, "The workbook is closed.") }
        self.book = nil
        let code = workbook_close(book)
        guard code == LXW_NO_ERROR else {
            throw SheetError(path, "The workbook cannot be written: \(String(cString: lxw_strerror(code))).")
        }
    }

    private func add(_ name: String) throws(SheetError) -> UnsafeMutablePointer<lxw_worksheet> {
        let isUsable = (1...31).contains(name.utf16.count) && !name.contains { "[]:*?/\\".contains($0) || $0 < " " }
        guard isUsable, !name.hasPrefix("'"), !name.hasSuffix("'"), names.insert(name.lowercased()).inserted else {
            throw SheetError(path, "The name of a sheet is used twice, too long, or has one of []:*?/\\ in it: \(name)")
        }
        guard let book, let sheet = workbook_add_worksheet(book, name) else { throw SheetError(path, "The workbook is closed.") }
        return sheet
    }

    /// Writes a list where nobody sees it, and gives the formula that stands for it: lists in place may hold neither commas nor many words.
    fileprivate func remember(_ values: [String]) throws(SheetError) -> String {
        if lists == nil {
            lists = try add("_lists")
            worksheet_hide(lists)
        }
        let column = listCount
        listCount += 1
        for (row, value) in values.enumerated() {
            worksheet_write_string(lists, UInt32(row), UInt16(column), WorkbookSheetWriter.clean(value), nil)
        }
        let letters = ColumnLetters.name(column)
        return "='_lists'!$\(letters)$1:$\(letters)$\(values.count)"
    }

    fileprivate func check(_ code: lxw_error, _ place: String) throws(SheetError) {
        guard book != nil else { throw SheetError(path, "The workbook is closed.") }
        guard code == LXW_NO_ERROR else { throw SheetError(path, "\(place) cannot be written: \(String(cString: lxw_strerror(code))).") }
    }

    fileprivate func checkOpen() throws(SheetError) { try check(LXW_NO_ERROR, "") }
}

/// How cells look; made once for a workbook.
private struct WorkbookFormats {
    let heading: UnsafeMutablePointer<lxw_format>
    let small: UnsafeMutablePointer<lxw_format>
    let wrapped: UnsafeMutablePointer<lxw_format>
    let text: UnsafeMutablePointer<lxw_format>

    init?(_ book: UnsafeMutablePointer<lxw_workbook>) {
        guard let heading = workbook_add_format(book), let small = workbook_add_format(book), let wrapped = workbook_add_format(book),
            let text = workbook_add_format(book)
        else { return nil }
        (self.heading, self.small, self.wrapped, self.text) = (heading, small, wrapped, text)
        format_set_bold(heading)
        for format in [heading, small] {
            format_set_text_wrap(format)
            format_set_bg_color(format, 0xDDE6EE)
        }
        format_set_bottom(heading, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_font_size(small, 9)
        format_set_font_color(small, 0x555555)
        format_set_text_wrap(wrapped)
        format_set_align(wrapped, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        format_set_num_format(text, "@")
    }
}

/// One sheet of a workbook, written row after row.
public final class WorkbookSheetWriter {
    /// How a row looks.
    public enum Style: Sendable { case plain, heading, small, wrapped }

    public enum Value: Sendable {
        case empty
        case text(String)
        case integer(Int)
        /// By its digits, such as `1200.50`; a text that is no number is written as text.
        case decimal(String)
        /// A code or an identifier: a text, however much it looks like a number.
        public static func code(_ text: String) -> Value { .text(text) }
    }

    /// Longest text of a cell, in UTF-16 units.
    private static let longest = 32_767

    private let writer: WorkbookWriter
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let formats: WorkbookFormats
    /// Rows so far; the next is written at this place, counted from 0.
    public private(set) var rows = 0

    fileprivate init(
        _ writer: WorkbookWriter, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: WorkbookFormats
    ) {
        (self.writer, self.sheet, self.formats) = (writer, sheet, formats)
    }

    /// A row of headings that stays in sight; `widths` in characters.
    public func header(_ texts: [String], widths: [Double] = []) throws(SheetError) {
        for (column, width) in widths.enumerated() { try self.column(column, width: width) }
        try row(texts.map { .text($0) }, style: .heading)
        try freeze()
    }

    /// - Parameters:
    ///   - width: in characters.
    ///   - isText: what is typed stays as it is typed: `007` keeps its zeros, `3/4/2012` does not become a day.
    public func column(_ column: Int, width: Double, isText: Bool = false) throws(SheetError) {
        try writer.checkOpen()
        worksheet_set_column(sheet, UInt16(column), UInt16(column), width, isText ? formats.text : nil)
    }

    /// What stands so far stays in sight.
    public func freeze() throws(SheetError) {
        try writer.checkOpen()
        worksheet_freeze_panes(sheet, UInt32(rows), 0)
    }

    public func row(_ values: [Value], style: Style = .plain) throws(SheetError) {
        try writer.checkOpen()
        let format = format(style)
        for (column, value) in values.enumerated() {
            try writer.check(write(value, UInt32(rows), UInt16(column), format), "Row \(rows + 1)")
        }
        rows += 1
    }

    private func format(_ style: Style) -> UnsafeMutablePointer<lxw_format>? {
        switch style {
        case .plain: nil
        case .heading: formats.heading
        case .small: formats.small
        case .wrapped: formats.wrapped
        }
    }

    private func write(_ value: Value, _ row: UInt32, _ column: UInt16, _ format: UnsafeMutablePointer<lxw_format>?) -> lxw_error {
        switch value {
        case .empty: return LXW_NO_ERROR
        case .text(let text): return text.isEmpty ? LXW_NO_ERROR : worksheet_write_string(sheet, row, column, Self.clean(text), format)
        case .integer(let number): return worksheet_write_number(sheet, row, column, Double(number), format)
        case .decimal(let digits):
            guard let number = Double(digits), number.isFinite else {
                return worksheet_write_string(sheet, row, column, Self.clean(digits), format)
            }
            return worksheet_write_number(sheet, row, column, number, format)
        }
    }

    /// These values are offered in a column, from one row to another, both counted from 0.
    ///
    /// - Parameter isOpen: others may be typed too, after a warning.
    public func allow(_ values: [String], inColumn column: Int, rows range: ClosedRange<Int>, isOpen: Bool = false) throws(SheetError) {
        guard !values.isEmpty else { return }
        let formula = try writer.remember(values)
        var rule = lxw_data_validation()
        rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
        if isOpen { rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue) }
        let code = formula.withCString { text in
            rule.value_formula = UnsafeMutablePointer(mutating: text)
            return worksheet_data_validation_range(
                sheet, UInt32(range.lowerBound), UInt16(column), UInt32(range.upperBound), UInt16(column), &rule)
        }
        try writer.check(code, "A list of values")
    }

    /// A note on a cell, both places counted from 0.
    public func note(_ text: String, row: Int, column: Int) throws(SheetError) {
        try writer.checkOpen()
        try writer.check(worksheet_write_comment(sheet, UInt32(row), UInt16(column), Self.clean(text)), "A note")
    }

    public func hide() { worksheet_hide(sheet) }

    /// Without zeros, at which C would end the text, and no longer than a cell may be.
    fileprivate static func clean(_ text: String) -> String {
        let text = text.unicodeScalars.contains("\0") ? String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" })) : text
        return text.utf16.count <= longest ? text : String(decoding: text.utf16.prefix(longest - 1), as: UTF16.self)
    }
}
