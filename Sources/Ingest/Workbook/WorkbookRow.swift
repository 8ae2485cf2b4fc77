import Records
import Sheets
import Text

/// A row of a partner workbook, and what is wrong with it as its cells are read.
public struct WorkbookRow: Sendable {
    struct Cell: Sendable {
        var text: String
        /// A number to the spreadsheet program, whose digits mean one thing only.
        var isNumber: Bool
    }

    public var sheet: WorkbookSheet { layout.sheet }
    /// The row in the sheet; in a CSV file the line.
    public let line: Int
    public private(set) var problems: [Problem] = []
    private let layout: WorkbookLayout
    private let cells: [WorkbookSheet.Column: Cell]

    private static let longest = 2000

    init(_ layout: WorkbookLayout, _ cells: [WorkbookSheet.Column: Cell], _ line: Int) {
        (self.layout, self.cells, self.line) = (layout, cells, line)
    }

    /// The cell on one line, at most 2,000 characters of it; empty when there is nothing in it.
    public func text(_ column: WorkbookSheet.Column) -> String {
        cells[column].map { String(sanitised(WhiteSpace.folded($0.text)).prefix(Self.longest)) } ?? ""
    }

    /// Says which of the cells that it needs are empty; false when one is.
    public mutating func hasWhatItNeeds() -> Bool {
        let missing = sheet.required.filter { text($0).isEmpty }
        if !missing.isEmpty { tell(ProblemRules.workbookCellMissing, missing, "nothing stands there, and the row is left out") }
        return missing.isEmpty
    }

    /// - Parameter what: what is wrong and what becomes of it; the rule's remedy follows.
    public mutating func tell(_ rule: ProblemRule, _ column: WorkbookSheet.Column, _ what: String) {
        tell(rule, [column], what)
    }

    private mutating func tell(_ rule: ProblemRule, _ columns: [WorkbookSheet.Column], _ what: String) {
        let names = columns.map { "\(layout.columns[$0].map(ColumnLetters.name) ?? "–") (\(sheet.tag($0)))" }
        let place = "\(layout.name), row \(line), column\(columns.count == 1 ? "" : "s") \(names.joined(separator: ", "))"
        problems.append(Problem(rule.severity, rule: rule.rule, line: line, message: "\(place): \(what): \(rule.remedy)."))
    }

    // MARK: Dates

    /// Nil when there is none, or none that can be read.
    public mutating func date(_ column: WorkbookSheet.Column) -> IndicatorDate? {
        let text = text(column)
        guard !text.isEmpty else { return nil }
        switch EnteredDate(text) {
        case .date(let date): return date
        case .ambiguous: tell(ProblemRules.workbookDateAmbiguous, column, "\(shown(text)) may be of two days; it is left out")
        case .unreadable: tell(ProblemRules.workbookDateUnreadable, column, "\(shown(text)) is no date that can be read; it is left out")
        }
        return nil
    }

    /// Start and end; neither where the end is before the start, for either may be wrong.
    public mutating func period() -> (start: IndicatorDate?, end: IndicatorDate?) {
        let (start, end) = (date(.start), date(.end))
        guard let start, let end, end.lastDay < start.firstDay else { return (start, end) }
        tell(ProblemRules.workbookDatesReversed, .end, "the end \(end) is before the start \(start); both are left out")
        return (nil, nil)
    }

    // MARK: Numbers

    /// Nil when there is none, or none that can be read.
    public mutating func number(_ column: WorkbookSheet.Column) -> Amount? {
        let text = text(column)
        guard !text.isEmpty, let cell = cells[column] else { return nil }
        switch EnteredNumber(text, isNumber: cell.isNumber) {
        case .number(let amount): return amount
        case .ambiguous: tellNumber(column, text, "may be of two sizes")
        case .negative: tellNumber(column, text, "is negative")
        case .outOfRange: tellNumber(column, text, "is beyond any number")
        case .unreadable: tellNumber(column, text, "is no number")
        }
        return nil
    }

    private mutating func tellNumber(_ column: WorkbookSheet.Column, _ text: String, _ what: String) {
        tell(ProblemRules.workbookNumberUnreadable, column, "\(shown(text)) \(what); it is left out")
    }

    /// What was written, unless it has letters: a telephone number's owner does not belong into a list of problems.
    private func shown(_ text: String) -> String {
        plainDigits(text).unicodeScalars.contains { $0.properties.isAlphabetic } ? "the text" : Quote.quoted(text)
    }
}

/// A date as people type it: `2012-03-04`, `2012/3/4`, `2012-03`, `03/2012`, `2012`, `25/12/2012`, `4 March 2012`, `２０１２年３月４日`.
enum EnteredDate: Equatable {
    case date(IndicatorDate)
    case ambiguous
    case unreadable

    init(_ text: String) {
        var plain = plainDigits(text)
        if let time = plain.firstIndex(where: { $0 == "T" || $0 == " " }), plain[time...].contains(":") { plain = String(plain[..<time]) }
        let parts = plain.split(whereSeparator: { "-/.".contains($0) }).map { $0.filter { $0 != " " } }
        let numbers = parts.compactMap { Self.isDigits($0) ? Int($0) : nil }
        guard numbers.count == parts.count else {
            self = Self.named(plain)
            return
        }
        self = Self.date(numbers, yearFirst: parts.first?.count == 4, yearLast: parts.last?.count == 4)
    }

    /// A day whose month is a word; two digits of a year could be a day's.
    private static func named(_ text: String) -> EnteredDate {
        guard text.contains(/\d{4}/), let day = WrittenDay.parse(text) else { return .unreadable }
        return made([day.year, day.month, day.day])
    }

    private static func isDigits(_ text: String) -> Bool {
        (1...4).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func date(_ numbers: [Int], yearFirst: Bool, yearLast: Bool) -> EnteredDate {
        if yearFirst { return numbers.count <= 3 ? made(numbers) : .unreadable }
        guard yearLast else { return numbers.count == 3 ? .ambiguous : .unreadable }
        if numbers.count == 2 { return made([numbers[1], numbers[0]]) }
        guard numbers.count == 3 else { return .unreadable }
        let (a, b) = (numbers[0], numbers[1])
        if a <= 12, b <= 12, a != b { return .ambiguous }
        return made(a > 12 ? [numbers[2], b, a] : [numbers[2], a, b])
    }

    /// Year, month and day, as many as there are. A year typed into a cell of dates is a day of 1905 to the spreadsheet program.
    private static func made(_ numbers: [Int]) -> EnteredDate {
        guard (1945...2199).contains(numbers[0]) else { return .unreadable }
        let text = numbers.enumerated().map { Digits.padded($1, $0 == 0 ? 4 : 2) }.joined(separator: "-")
        return IndicatorDate(text).map { .date($0) } ?? .unreadable
    }
}

/// A number of at least zero as people type it, in digits of any width or script.
enum EnteredNumber: Equatable {
    case number(Amount)
    case ambiguous
    case negative
    case outOfRange
    case unreadable

    init(_ text: String, isNumber: Bool) {
        let plain = plainDigits(text)
        // One point before three digits parts thousands in one country and decimals in another.
        if !isNumber, plain.wholeMatch(of: /\d{1,3}\.\d{3}/) != nil, !plain.hasPrefix("0.") {
            self = .ambiguous
            return
        }
        switch PublishedNumber.parse(plain) {
        case .value(let amount, _): self = amount < .zero ? .negative : .number(amount)
        case .outOfRange: self = .outOfRange
        case .unreadable: self = .unreadable
        }
    }
}
