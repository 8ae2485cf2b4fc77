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
        let groups = (["m.dataset"] + query.by.map { $0.column(query) }).joined(separator: ", ")
        let names = try query.by.map { try $0.names(store.database) }
        let rows = try store.database.rows(
            """
            SELECT \(groups), sum(m.events), sum(m.low), sum(m.best), sum(m.high) FROM \(query.table) m
            WHERE \(try query.conditions(store, visibility)) GROUP BY \(groups)
            """
        ) { row -> Row? in
            guard let dataset = ConflictEvent.Dataset(rawValue: row.int(0)) else { return nil }
            let count = Int32(names.count)
            return Row(
                dataset: dataset, values: names.enumerated().map { $1(row.int(Int32($0) + 1)) }, events: row.int(count + 1),
                deaths: ConflictEvent.Deaths(low: row.int(count + 2), best: row.int(count + 3), high: row.int(count + 4)))
        }
        return rows.compactMap { $0 }.sorted()
    }
}

extension EventCounts.Query {
    /// The column of the country, as borders were or are now.
    var country: String { borders == .now ? "m.country_now" : "m.country" }

    /// The smallest table that has the dimensions.
    fileprivate var table: String { by.contains(.place) || by.contains(.type) ? "event_month" : "event_country_month" }

    /// What restricts rows of `event` or one of its sums, called m.
    func conditions(_ store: Store, _ visibility: Visibility) throws -> String {
        var conditions = [visibility.sql("m.audience")]
        if !countries.isEmpty { conditions.append("\(country) IN (\(try numbers(store)))") }
        if let firstYear { conditions.append("m.month >= \(firstYear * 100)") }
        if let lastYear { conditions.append("m.month < \((lastYear + 1) * 100)") }
        return conditions.joined(separator: " AND ")
    }

    /// Further leads to rows of `event` in the countries: their index is by document, and by country within one.
    func documents(_ store: Store) throws -> String {
        guard !countries.isEmpty else { return "" }
        return "AND m.document IN (SELECT m.document FROM event_country_month m WHERE \(country) IN (\(try numbers(store))))"
    }

    private func numbers(_ store: Store) throws -> String {
        try countries.compactMap { try store.number(of: Term(.country, $0)) }.sqlList
    }
}

extension EventCounts.Dimension {
    /// The number that stands for the dimension's value in the store.
    fileprivate func column(_ query: EventCounts.Query) -> String {
        switch self {
        case .country: query.country
        case .place: "m.place"
        case .year: "m.month / 100"
        case .month: "m.month"
        case .type: "m.kind"
        }
    }

    /// What the numbers are called.
    fileprivate func names(_ database: Database) throws -> (Int) -> String {
        switch self {
        case .country: try Self.terms(.country, database)
        case .place: try Self.terms(.place, database)
        case .type: try Self.terms(.eventType, database)
        case .year: { Digits.padded($0, 4) }
        case .month: { "\(Digits.padded($0 / 100, 4))-\(Digits.padded($0 % 100, 2))" }
        }
    }

    private static func terms(_ kind: TermKind, _ database: Database) throws -> (Int) -> String {
        let terms = try database.terms(kind)
        return { terms[Int32($0)] ?? "" }
    }
}

extension EventCounts.Row: Comparable {
    public static func < (a: Self, b: Self) -> Bool {
        guard a.dataset == b.dataset else { return a.dataset.rawValue < b.dataset.rawValue }
        return a.values.lexicographicallyPrecedes(b.values) { Bytewise.order($0, $1) < 0 }
    }
}
