import Records
import Sheets

/// The workbook that partners fill in by hand: what it takes is in its columns, how to fill it in on its first sheet.
///
///     try WorkbookTemplate(words, language: .arabic).write(to: "partners.xlsx")
public struct WorkbookTemplate: Sendable {
    private let words: WorkbookWords
    private let language: WorkbookWords.Language
    /// For whom it is made: a party and its agencies; empty for every party.
    public var providers: [WorkbookWords.Entry] = []
    /// Empty for every country.
    public var countries: [WorkbookWords.Entry] = []
    /// First-level divisions of these countries.
    public var places: [WorkbookWords.Entry] = []

    private static let filledRows = 1000
    /// A spreadsheet program would take 007 for 7, 2012 for a day of 1905, and 3/4/2012 for the day of its own country.
    private static let texts: Set<WorkbookSheet.Column> = [.ref, .budgetCode, .start, .end, .date]

    public init(_ words: WorkbookWords, language: WorkbookWords.Language) { (self.words, self.language) = (words, language) }

    public func write(to path: String) throws {
        let book = try WorkbookWriter(path: path)
        try writeGuide(try sheet("sheet", book))
        for kind in WorkbookSheet.allCases { try write(kind, try sheet(kind.rawValue, book)) }
        try writeLists(try sheet("lists", book))
        try book.close()
    }

    private func sheet(_ text: String, _ book: WorkbookWriter) throws -> WorkbookSheetWriter {
        try book.sheet(words.text(text, language), isRightToLeft: language == .arabic)
    }

    // MARK: Read me

    private func writeGuide(_ sheet: WorkbookSheetWriter) throws {
        try sheet.column(0, width: 110)
        try sheet.row([.text(words.text("title", language))], style: .heading)
        let names = (providers.prefix(1) + countries).map { $0.name(language) }
        if !names.isEmpty { try sheet.row([.text(words.text("for", language) + names.joined(separator: " · "))], style: .wrapped) }
        for line in words.lines("read", language) { try sheet.row([.text(line)], style: .wrapped) }
    }

    // MARK: Sheets to fill in

    /// Headers in every language, the chosen one first, and the hashtags that are read.
    private func write(_ kind: WorkbookSheet, _ sheet: WorkbookSheetWriter) throws {
        for (place, column) in kind.columns.enumerated() {
            try sheet.column(place, width: words.width(column), isText: Self.texts.contains(column))
        }
        for (place, shown) in language.first.enumerated() {
            try sheet.row(kind.columns.map { .text(words.header($0, shown)) }, style: place == 0 ? .heading : .small)
        }
        try sheet.row(kind.columns.map { .text(kind.tag($0)) }, style: .small)
        try sheet.freeze()
        for (place, column) in kind.columns.enumerated() { try offer(column, at: place, sheet) }
    }

    private func offer(_ column: WorkbookSheet.Column, at place: Int, _ sheet: WorkbookSheetWriter) throws {
        let hint = words.hint(column, language)
        if !hint.isEmpty { try sheet.note(hint, row: 0, column: place) }
        let (values, isOpen) = offered(column)
        try sheet.allow(values, inColumn: place, rows: sheet.rows...Self.filledRows, isOpen: isOpen)
    }

    /// What a column's drop-down offers, and whether others may be typed: names in other languages, codes.
    private func offered(_ column: WorkbookSheet.Column) -> (values: [String], isOpen: Bool) {
        switch column {
        case .kind: (names(entries(.kind)), false)
        case .budget: (names(entries(.budget)), false)
        case .status: (names(entries(.status)), false)
        case .theme: (names(entries(.theme)), true)
        case .country: (names(entries(.country)), true)
        case .currency: (entries(.currency).map(\.code), true)
        case .provider: (providers.map(\.code), true)
        case .place: (names(places), true)
        default: ([], true)
        }
    }

    private func names(_ entries: [WorkbookWords.Entry]) -> [String] { entries.map { $0.name(language) } }

    private func entries(_ list: WorkbookWords.List) -> [WorkbookWords.Entry] {
        list == .country && !countries.isEmpty ? countries : words.entries(list)
    }

    // MARK: Lists

    /// Two columns for each list: codes, and what they are called.
    private func writeLists(_ sheet: WorkbookSheetWriter) throws {
        var lists = WorkbookWords.List.allCases.map { (words.text("list-\($0.rawValue)", language), entries($0)) }
        let more = [("list-provider", providers), ("list-place", places)].filter { !$0.1.isEmpty }
        lists += more.map { (words.text($0.0, language), $0.1) }
        for place in lists.indices {
            try sheet.column(2 * place, width: 18)
            try sheet.column(2 * place + 1, width: 34)
        }
        try sheet.row(lists.flatMap { [.text($0.0), .empty] }, style: .heading)
        try sheet.freeze()
        for row in 0..<(lists.map(\.1.count).max() ?? 0) {
            try sheet.row(lists.flatMap { cells($0.1, row) })
        }
    }

    private func cells(_ entries: [WorkbookWords.Entry], _ row: Int) -> [WorkbookSheetWriter.Value] {
        guard row < entries.count else { return [.empty, .empty] }
        return [.text(entries[row].code), .text(entries[row].name(language))]
    }
}
