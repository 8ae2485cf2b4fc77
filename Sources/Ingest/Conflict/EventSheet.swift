import Records

/// A table of conflict events, read row by row: a bad row loses itself only.
public struct EventSheet {
    public let dataset: ConflictEvent.Dataset
    /// Rows with data in them so far, those with problems included.
    public private(set) var rows = 0
    public private(set) var problems: [Problem] = []

    private var reader: CSVReader
    private let columns: EventColumns
    private let countries: CountryCodes

    private static let largest = 2 << 30

    /// Whether the file is a dataset of conflict events, and which.
    public static func dataset(path: String) throws -> ConflictEvent.Dataset? {
        var first = CSVReader(try SmallFile.read(path, maximum: 8192))
        return first.next().flatMap { EventColumns($0) }?.dataset
    }

    /// Throws when the file cannot be read or is no such dataset.
    public init?(path: String, countries: CountryCodes) throws {
        var reader = CSVReader(try SmallFile.read(path, maximum: Self.largest))
        guard let columns = reader.next().flatMap({ EventColumns($0) }) else { return nil }
        (self.reader, self.columns, self.countries, dataset) = (reader, columns, countries, columns.dataset)
    }

    /// The next event and its line; nil at the end of the file.
    public mutating func next() -> (event: ConflictEvent, line: Int)? {
        while true {
            let line = reader.line
            guard let row = reader.next() else { return nil }
            if row.allSatisfy({ WhiteSpace.trimmed($0).isEmpty }) || isTagRow(row) { continue }
            rows += 1
            if let event = event(row, line) { return (event, line) }
        }
    }

    /// The row of HXL hashtags that HDX puts under the header.
    private func isTagRow(_ row: [String]) -> Bool {
        rows == 0 && row.first { !$0.isEmpty }?.hasPrefix("#") == true
    }

    private mutating func event(_ row: [String], _ line: Int) -> ConflictEvent? {
        let event =
            switch dataset {
            case .ucdp: UCDPEvent.read(row, columns, countries)
            case .acled: ACLEDEvent.read(row, columns, countries)
            case .acledMonthly: MonthlyCount.read(row, columns, countries)
            }
        guard let event else {
            let rule = ProblemRules.eventUnreadable
            problems.append(Problem(rule, line: line, "The row has no identifier, date or number of deaths that can be read"))
            return nil
        }
        if event.country.isEmpty {
            problems.append(Problem(ProblemRules.eventCountryUnknown, line: line, "The event is in no country that is known"))
        }
        if event.deaths.low > event.deaths.best || event.deaths.best > event.deaths.high {
            problems.append(Problem(ProblemRules.eventDeathsReversed, line: line, "Low, best and high estimate do not ascend"))
        }
        return event
    }

    /// The problems since the last call.
    public mutating func takeProblems() -> [Problem] {
        defer { problems.removeAll() }
        return problems
    }
}

extension Problem {
    fileprivate init(_ rule: ProblemRule, line: Int, _ finding: String) {
        self.init(rule.severity, rule: rule.rule, line: line, message: "\(finding): \(rule.remedy).")
    }
}
