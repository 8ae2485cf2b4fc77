import Records

/// Where the columns of a conflict dataset stand, and which dataset that makes it.
struct EventColumns: Sendable {
    let dataset: ConflictEvent.Dataset
    private let positions: [String: Int]

    /// Nil when the header is of no dataset that is known.
    ///
    /// UCDP GED: 42 and 49 columns. ACLED: with `data_id` and `iso3`, and as exported since 2023 with `disorder_type`. HDX: `Events` and
    /// `Fatalities` by month.
    init?(_ header: [String]) {
        let names = header.map { WhiteSpace.trimmed($0).lowercased() }
        positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        guard let dataset = Self.dataset(positions.keys) else { return nil }
        self.dataset = dataset
    }

    private static func dataset(_ names: some Collection<String>) -> ConflictEvent.Dataset? {
        let marks: [(ConflictEvent.Dataset, Set<String>)] = [
            (.ucdp, ["type_of_violence", "date_start", "date_prec", "where_prec", "best", "high", "low"]),
            (.acled, ["event_date", "event_type", "sub_event_type", "fatalities", "event_id_cnty"]),
            (.acledMonthly, ["month", "year", "events", "iso3", "admin1"]),
        ]
        return marks.first { $0.1.isSubset(of: names) }?.0
    }

    /// The trimmed cell of a named column, empty when there is none.
    func text(_ name: String, _ row: [String]) -> String {
        guard let index = positions[name], index < row.count else { return "" }
        return WhiteSpace.trimmed(row[index])
    }

    func number(_ name: String, _ row: [String]) -> Int? { Int(text(name, row)) }
}
