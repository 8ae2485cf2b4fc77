import Compression
import XML

/// Rows of one sheet of a workbook. Rows without any value do not come; a row's line is its number.
final class WorkbookRows: RowSource {
    /// Columns that a workbook can have.
    private static let mostColumns = 16_384

    private let package: WorkbookPackage
    private let reader: MarkupReader
    private let texts: SharedTexts
    private let styles: CellStyles
    private var problems = ProblemList()
    private var cells: CellList
    /// The row's values that are not shared.
    private let values = ByteArena()
    private var line = 0
    private var column = 0
    private var value: [UInt8] = []
    private var text: RichText
    private var isEnded = false

    init(_ package: WorkbookPackage, sheet: Int) throws(SheetError) {
        self.package = package
        (texts, styles) = try package.tables()
        reader = try package.reader(package.parts[sheet].path)
        text = RichText(limit: package.limits.cellBytes)
        // Last: what fails before would leave it behind.
        cells = CellList()
    }

    deinit { cells.free() }

    let bytesRead = 0

    func drainProblems() -> [SheetProblem] { problems.drain() }

    func next() throws(SheetError) -> SheetRow? {
        while !isEnded {
            guard let token = token() else { break }
            if token == .end, reader.isNamed("sheetData") { isEnded = true }
            guard token == .start, reader.isNamed("row") else { continue }
            beginRow()
            readRow()
            if cells.count > 0 { return finishRow() }
        }
        return nil
    }

    private func finishRow() -> SheetRow {
        cells.row(UnsafePointer(values.base), shared: texts.base, line: line, of: self)
    }

    /// Nil at the end and where damage ends the sheet.
    private func token() -> MarkupReader.Token? {
        do throws(MarkupReader.Failure) {
            if let token = try reader.next() { return token }
            if let fault = reader.fault {
                problems.add(.fault(fault, line: line))
            } else if reader.depth > 0 {
                problem(.error, "sheet-damaged", "The sheet ends in the middle; what follows is lost: save the workbook anew.")
            }
        } catch {
            problem(
                .error, "sheet-damaged", "The sheet cannot be read on (\(error.explanation)); what follows is lost: save the workbook anew."
            )
        }
        isEnded = true
        return nil
    }

    private func problem(_ severity: SheetProblem.Severity, _ rule: String, _ message: String) {
        problems.add(SheetProblem(severity, rule, line: line, message))
    }

    // MARK: Rows and cells

    private func beginRow() {
        let number = reader.withAttribute("r") { Self.integer($0) } ?? nil
        line = max(line + 1, min(number ?? 0, 1 << 30))
        column = 0
        cells.clear()
        values.clear()
    }

    private func readRow() {
        while let token = token() {
            if token == .end, reader.isNamed("row") { return }
            if token == .start, reader.isNamed("c") { readCell() }
        }
    }

    private struct Head {
        var column: Int
        var style: Int
        var type: UInt8
        var isInline: Bool
    }

    private func readCell() {
        let head = self.head()
        var isValue = false
        var hasFormula = false
        value.removeAll(keepingCapacity: true)
        text.begin()
        while let token = token() {
            switch token {
            case .start where reader.isNamed("v"): isValue = true
            case .start where reader.isNamed("f"): hasFormula = true
            case .end where reader.isNamed("v"): isValue = false
            case .end where reader.isNamed("c"):
                column = head.column + 1
                return set(head, hasFormula)
            case .text where isValue:
                if value.count < package.limits.cellBytes { reader.withText { value.append(contentsOf: $0) } }
            default: if head.isInline { text.take(token, reader) }
            }
        }
    }

    /// The first letter tells the type: n, s, str, inlineStr, b, e, d.
    private func head() -> Head {
        let place = reader.withAttribute("r") { Self.column($0) } ?? nil
        let style = reader.withAttribute("s") { Self.integer($0) } ?? nil
        var head = Head(column: place ?? column, style: style ?? 0, type: UInt8(ascii: "n"), isInline: false)
        reader.withAttribute("t") { name in
            head.type = name.count == 1 ? name[0] : name.first == UInt8(ascii: "i") ? UInt8(ascii: "i") : UInt8(ascii: "t")
            head.isInline = head.type == UInt8(ascii: "i")
        }
        return head
    }

    private func set(_ head: Head, _ hasFormula: Bool) {
        guard head.column < Self.mostColumns, head.column < package.limits.columns else {
            return problem(.error, "row-too-wide", "A cell stands beyond the last column that a workbook has; it is not read.")
        }
        guard values.count + value.count < package.limits.rowBytes else {
            return problem(.error, "row-too-long", "The row is longer than \(package.limits.rowBytes) bytes; the rest of it is not read.")
        }
        if head.isInline { return add(head.column, text.bytes, .text) }
        guard !value.isEmpty else {
            if hasFormula {
                problem(
                    .warning, "formula-uncalculated",
                    "The formula in cell \(cell(head.column)) has no result: open the workbook, let it calculate, and save it.")
            }
            return
        }
        switch head.type {
        case UInt8(ascii: "s"): setShared(head.column)
        case UInt8(ascii: "b"): add(head.column, Array((value == [0x31] || value == Array("true".utf8) ? "TRUE" : "FALSE").utf8), .boolean)
        case UInt8(ascii: "e"): setError(head.column)
        case UInt8(ascii: "d"): setISODate(head.column)
        case UInt8(ascii: "n"): setNumber(head)
        default:
            var plain: [UInt8] = []
            value.withUnsafeBufferPointer { EscapedCharacters.append($0, to: &plain) }
            add(head.column, plain, .text)
        }
    }

    private func add(_ column: Int, _ bytes: [UInt8], _ kind: SheetRow.Kind) {
        guard !bytes.isEmpty else { return }
        cells.set(column, values.count, bytes.count, kind)
        values.append(bytes)
    }

    private func setShared(_ column: Int) {
        guard let index = value.withUnsafeBufferPointer({ Self.integer($0) }), index < texts.count else {
            return problem(.error, "text-missing", "A cell refers to a text that the workbook does not have: save it anew.")
        }
        let range = texts.range(index)
        if !range.isEmpty { cells.set(column, -1 - range.lowerBound, range.count, .text) }
    }

    private func setError(_ column: Int) {
        let name = String(decoding: value.prefix(16), as: UTF8.self)
        problem(
            .warning, "cell-error", "Cell \(cell(column)) holds the error \(name) instead of a value and counts as empty: mend the formula."
        )
    }

    private func cell(_ column: Int) -> String { ColumnLetters.name(column) + String(line) }

    /// `2021-03-30T00:00:00` as a date alone.
    private func setISODate(_ column: Int) {
        var text = value.map { $0 == UInt8(ascii: "T") ? 0x20 : $0 }
        if text.last == UInt8(ascii: "Z") { text.removeLast() }
        add(column, text.count > 10 && text[10...].allSatisfy { " 0:.".utf8.contains($0) } ? Array(text[..<10]) : text, .date)
    }

    private func setNumber(_ head: Head) {
        let look = styles.look(head.style)
        guard let plain = CellNumber.plain(value) else { return add(head.column, value, .text) }
        guard look != .number else { return add(head.column, plain, .number) }
        let serial = Double(String(decoding: plain, as: UTF8.self)) ?? -1
        if let date = CellDate.text(serial, look, from1904: package.startsIn1904) { return add(head.column, Array(date.utf8), .date) }
        problem(
            .warning, "date-out-of-range",
            "Cell \(cell(head.column)) is formatted as a date and holds a number that is no day; it is read as a number: write a date.")
        add(head.column, plain, .number)
    }

    // MARK: Places

    /// Digits alone; nil for anything else.
    private static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard (1...9).contains(bytes.count) else { return nil }
        var value = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// `AB12` is column 27.
    private static func column(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var number = 0
        for byte in bytes.prefix(6) {
            let letter = byte | 0x20
            guard letter >= 0x61, letter <= 0x7A else { break }
            number = number * 26 + Int(letter - 0x60)
        }
        return number == 0 ? nil : number - 1
    }
}
