import Records
import Sheets

/// A table of conflict events, read row by row: a bad row loses itself only.
public struct EventSheet {
    /// An event, and the row it was read from, which is valid until the next is asked for.
    public struct Item {
        public let event: ConflictEvent
        public let row: SheetRow
    }

    /// Names of the columns as published.
    public let header: [String]
    /// Rows with data in them so far, those with problems included.
    public private(set) var rows = 0

    private let reader: SheetRows
    private let layout: any EventLayout
    private let countries: CountryCodes
    private var problems: [Problem] = []

    private static let layouts: [any EventLayout.Type] = [UCDPLayout.self, ACLEDLayout.self, MonthlyLayout.self]

    /// Nil when the sheet's first row is the header of no dataset that is known.
    public static func dataset(of file: SheetFile) throws -> ConflictEvent.Dataset? { try open(file)?.layout.dataset }

    /// Nil when the file is no such dataset; throws when it cannot be read.
    public init?(path: String, countries: CountryCodes) throws {
        guard let opened = try Self.open(SheetFile(path: path)) else { return nil }
        (reader, header, layout) = opened
        self.countries = countries
    }

    private static func open(_ file: SheetFile) throws -> (SheetRows, header: [String], layout: any EventLayout)? {
        let reader = try file.rows()
        guard let header = try reader.next()?.texts else { return nil }
        let names = SheetHeader(header)
        return layouts.lazy.compactMap { $0.init(names) }.first.map { (reader, header, $0) }
    }

    /// The next event; nil at the end of the file. Throws when the file cannot be read on.
    public mutating func next() throws -> Item? {
        while let row = try reader.next() {
            if row.isBlank || isTagRow(row) { continue }
            rows += 1
            if let event = event(row) { return Item(event: event, row: row) }
        }
        return nil
    }

    /// The row of HXL hashtags that HDX puts under the header.
    private func isTagRow(_ row: SheetRow) -> Bool {
        rows == 0 && (0..<row.count).first { !row.isBlank($0) }.map { row.trimmed($0).hasPrefix("#") } == true
    }

    private mutating func event(_ row: SheetRow) -> ConflictEvent? {
        guard let event = layout.read(row, countries) else {
            note(ProblemRules.eventUnreadable, row, "The row has no identifier, day or number of deaths that can be read")
            return nil
        }
        if event.country.isEmpty { note(ProblemRules.eventCountryUnknown, row, "The event is in no country that is known") }
        if event.deaths.low > event.deaths.best || event.deaths.best > event.deaths.high {
            note(ProblemRules.eventDeathsReversed, row, "Low, best and high estimate do not ascend")
        }
        return event
    }

    private mutating func note(_ rule: ProblemRule, _ row: SheetRow, _ finding: String) {
        problems.append(Problem(rule.severity, rule: rule.rule, line: row.line, message: "\(finding): \(rule.remedy)."))
    }

    /// The problems since the last call.
    public mutating func drainProblems() -> [Problem] {
        defer { problems.removeAll() }
        return problems + reader.drainProblems().map(Problem.init)
    }
}
