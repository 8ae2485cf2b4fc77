import Records
import SQL
import Store

/// Conflict events and deaths counted by dataset, place and time, from what the reader may see.
///
/// Every row belongs to one dataset: datasets code by rules of their own and are never added together.
public struct EventCounts {
    public enum Dimension: String, CaseIterable, Sendable {
        case country, place, year, month, type
    }

    public struct Query: Sendable {
        public var by: [Dimension] = []
        public var countries: Set<String> = []
        public var firstYear: Int?
        public var lastYear: Int?
        public var borders = TotalsQuery.Borders.then
        public init(by: [Dimension] = []) { self.by = by }
    }

    public struct Row: Hashable, Sendable {
        public var dataset: ConflictEvent.Dataset
        /// Parallel to the query's dimensions: codes as stored, a year `2021`, a month `2021-07` or `2021-00` where only the year is known.
        public var values: [String]
        public var events: Int
        public var deaths: ConflictEvent.Deaths
    }

    private let store: Store
    private let visibility: Visibility

    public init(_ store: Store, _ visibility: Visibility) {
        self.store = store
        self.visibility = visibility
    }

    /// Sorted by dataset and the dimensions, bytewise.
    public func rows(_ query: Query) throws -> [Row] {
        let columns = query.by.map(\.sql)
        let groups = (["m.dataset"] + columns).joined(separator: ", ")
        let names = query.by.compactMap { $0.join(query.country) }.joined(separator: " ")
        let rows = try store.database.rows(
            """
            SELECT \(groups), sum(m.events), sum(m.low), sum(m.best), sum(m.high) FROM event_month m \(names)
            WHERE \(try query.conditions(store, visibility)) GROUP BY \(groups)
            """
        ) { row -> Row? in
            guard let dataset = ConflictEvent.Dataset(rawValue: row.int(0)) else { return nil }
            let count = Int32(columns.count)
            return Row(
                dataset: dataset, values: (0..<count).map { row.text($0 + 1) }, events: row.int(count + 1),
                deaths: ConflictEvent.Deaths(low: row.int(count + 2), best: row.int(count + 3), high: row.int(count + 4)))
        }
        return rows.compactMap { $0 }.sorted()
    }
}

extension EventCounts.Query {
    /// The column of the country, as borders were or are now.
    var country: String { borders == .now ? "m.country_now" : "m.country" }

    /// What restricts rows of `event` or `event_month`, called m.
    func conditions(_ store: Store, _ visibility: Visibility) throws -> String {
        var conditions = [visibility.sql("m.audience")]
        if !countries.isEmpty {
            let numbers = try countries.sorted().compactMap { try store.number(of: Term(.country, $0)) }
            conditions.append("\(country) IN (\(numbers.map(String.init).joined(separator: ",")))")
        }
        if let firstYear { conditions.append("m.month >= \(firstYear * 100)") }
        if let lastYear { conditions.append("m.month < \((lastYear + 1) * 100)") }
        return conditions.joined(separator: " AND ")
    }
}

extension EventCounts.Dimension {
    fileprivate var sql: String {
        switch self {
        case .country: "c.text"
        case .place: "p.text"
        case .year: "printf('%04d', m.month / 100)"
        case .month: "printf('%04d-%02d', m.month / 100, m.month % 100)"
        case .type: "k.text"
        }
    }

    /// The table that names what the column numbers.
    fileprivate func join(_ country: String) -> String? {
        switch self {
        case .country: "JOIN term c ON c.id = \(country)"
        case .place: "JOIN term p ON p.id = m.place"
        case .type: "JOIN term k ON k.id = m.kind"
        case .year, .month: nil
        }
    }
}

extension EventCounts.Row: Comparable {
    public static func < (a: Self, b: Self) -> Bool {
        guard a.dataset == b.dataset else { return a.dataset.rawValue < b.dataset.rawValue }
        return a.values.lexicographicallyPrecedes(b.values) { Bytewise.order($0, $1) < 0 }
    }
}
