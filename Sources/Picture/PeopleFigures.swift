import Records
import SQL
import Store

/// People in need, targeted, reached or displaced as humanitarian sheets count them, from what the reader may see (rule 17).
///
/// Figures of organisations, themes and months are never added: in each lowest place the largest counts. Then places are added; the range runs
/// from the largest place to the sum of the places. Measures, groups, people and households stay apart; parts of a total are left out.
public struct PeopleFigures {
    public enum Dimension: String, CaseIterable, Sendable {
        case country, place, cluster, theme, year
    }

    public struct Query: Sendable {
        public var by: [Dimension] = []
        public var countries: Set<String> = []
        public init(by: [Dimension] = []) { self.by = by }
    }

    public struct Row: Hashable, Sendable {
        public var measure: PeopleFigure.Measure
        public var group: PeopleFigure.Group
        public var isHouseholds: Bool
        /// Parallel to the query's dimensions.
        public var values: [String]
        /// Of the place with most.
        public var maximum: Int
        /// Of all places.
        public var sum: Int
    }

    private struct Key: Hashable {
        var measure: Int
        var group: Int
        var isHouseholds: Bool
        var values: [String]
    }

    private let store: Store
    private let reference: Reference
    private let visibility: Visibility
    private let labels: Labels

    public init(_ store: Store, _ reference: Reference, _ visibility: Visibility) {
        self.store = store
        self.reference = reference
        self.visibility = visibility
        labels = Labels(store, reference)
    }

    /// Sorted by measure, group, unit and the dimensions, bytewise.
    public func rows(_ query: Query) throws -> [Row] {
        var largest: [Key: [String: Int]] = [:]
        try store.database.statement(try select(query)).forEach([]) { row in
            let key = Key(measure: row.int(0), group: row.int(1), isHouseholds: row.int(2) == 1, values: query.by.map { value($0, row) })
            let place = "\(row.int(3)) \(row.int(4)) \(row.text(7))"
            largest[key, default: [:]][place] = max(largest[key]?[place] ?? 0, row.int(8))
        }
        if let failure = labels.failure { throw failure }
        return largest.compactMap { Self.row($0, $1) }.sorted(by: Self.precedes)
    }

    private func select(_ query: Query) throws -> String {
        var conditions = [visibility.documentSQL("d"), "p.breakdown = ''"]
        if !query.countries.isEmpty {
            let numbers = try query.countries.sorted().compactMap { try store.number(of: Term(.country, $0)) }
            conditions.append("p.country IN (\(numbers.map(String.init).joined(separator: ",")))")
        }
        return """
            SELECT p.measure, p."group", p.households, p.country, p.place, p.cluster, p.first / 10000, p.lowest, max(p.count)
            FROM people p JOIN document d ON d.id = p.document WHERE \(conditions.joined(separator: " AND ")) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
            """
    }

    private func value(_ dimension: Dimension, _ row: SQL.Row) -> String {
        switch dimension {
        case .country: labels.term(Int32(row.int(3)))
        case .place: labels.term(Int32(row.int(4)))
        case .cluster: labels.term(Int32(row.int(5)))
        case .theme: reference.themes.theme(named: labels.term(Int32(row.int(5))))
        case .year: row.int(6) == 0 ? "unknown" : Digits.padded(row.int(6), 4)
        }
    }

    private static func row(_ key: Key, _ places: [String: Int]) -> Row? {
        guard let measure = PeopleFigure.Measure(rawValue: key.measure), let group = PeopleFigure.Group(rawValue: key.group) else {
            return nil
        }
        return Row(
            measure: measure, group: group, isHouseholds: key.isHouseholds, values: key.values, maximum: places.values.max() ?? 0,
            sum: places.values.reduce(0, +))
    }

    private static func precedes(_ a: Row, _ b: Row) -> Bool {
        let (x, y) = (
            (a.measure.rawValue, a.group.rawValue, a.isHouseholds ? 1 : 0), (b.measure.rawValue, b.group.rawValue, b.isHouseholds ? 1 : 0)
        )
        return x == y ? a.values.lexicographicallyPrecedes(b.values) { Bytewise.order($0, $1) < 0 } : x < y
    }
}
