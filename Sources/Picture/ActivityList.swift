import Records
import SQL
import Store
import Text

/// Which activities a list shows.
public struct ActivityFilter: Sendable {
    public var search: String?
    public var countries: Set<String> = []
    public var parties: Set<String> = []
    public var sectors: Set<String> = []
    /// Any of them.
    public var markers: [PolicyMarkers.Question] = []
    public var firstYear: Int?
    public var lastYear: Int?
    public init() {}
}

/// One activity in a list: what a person needs to know it by.
public struct ListedActivity: Sendable {
    public var number: Int64
    public var identifier: String
    public var title: String
    public var titleJapanese: String
    public var reporter: OrganisationTerm
    public var party: String
    public var organisation: String
    public var start: String
    public var end: String
    public var endIsPlanned: Bool
    public var status: String
    public var sector: String
    public var file: String
    public var line: Int
    public var hasResults: Bool
}

/// Lists of activities, by words, country, party, sector and time; only of what the reader may see.
public struct ActivityList {
    private let store: Store
    private let reference: Reference
    private let visibility: Visibility

    public init(_ store: Store, _ reference: Reference, _ visibility: Visibility) {
        self.store = store
        self.reference = reference
        self.visibility = visibility
    }

    /// In the order of identifiers.
    public func forEach(_ filter: ActivityFilter, _ body: (ListedActivity) throws -> Void) throws {
        guard let condition = try condition(filter) else { return }
        try select(condition, "ORDER BY a.identifier, a.id", [], body)
    }

    /// Their numbers, in the order in which they were read.
    func numbers(_ filter: ActivityFilter) throws -> [Int64] {
        guard let condition = try condition(filter) else { return [] }
        return try store.database.rows("SELECT a.id FROM activity a WHERE \(condition) ORDER BY a.id") { $0.int64(0) }
    }

    /// Nil when nothing can be found.
    private func condition(_ filter: ActivityFilter) throws -> String? {
        var conditions = [visibility.sql("a.audience")]
        if let text = filter.search {
            // Every word must be there; Japanese and other scripts are cut as they were for the index.
            let words = searchTokens(text).split(separator: " ").map(String.init)
            guard !words.isEmpty else { return nil }
            conditions.append("a.id IN (\(ActivityText.selection(words, store.database.dialect)))")
        }
        try add(filter.countries, .country, to: &conditions)
        if !filter.sectors.isEmpty { try addSectors(filter.sectors, to: &conditions) }
        if !filter.markers.isEmpty { conditions.append(Self.mentions(try store.database.terms(of: filter.markers))) }
        if !filter.parties.isEmpty { try addParties(filter.parties, to: &conditions) }
        if let first = filter.firstYear { conditions.append("(a.\"end\" = '' OR a.\"end\" >= '\(Digits.padded(first, 4))')") }
        if let last = filter.lastYear { conditions.append("(a.start = '' OR a.start < '\(Digits.padded(last + 1, 4))')") }
        return conditions.joined(separator: " AND ")
    }

    /// One activity: the copy that counts for the reader.
    public func find(_ identifier: String) throws -> ListedActivity? {
        var found: ListedActivity?
        try select("\(visibility.sql("a.audience")) AND a.identifier = ?1", "", [Identity.normalised(identifier)]) { found = $0 }
        return found
    }

    public func rows(_ numbers: [Int64]) throws -> [ListedActivity] {
        var found: [Int64: ListedActivity] = [:]
        try select("\(visibility.sql("a.audience")) AND a.id IN (\(numbers.sqlList))", "", []) { found[$0.number] = $0 }
        return numbers.compactMap { found[$0] }
    }

    private func select(_ condition: String, _ order: String, _ values: [any SQLValue], _ body: (ListedActivity) throws -> Void) throws {
        let sql = """
            SELECT a.id, a.identifier, a.title, a.title_ja, o.text, coalesce(r.party, ''), coalesce(r.organisation, ''), a.start, a."end",
                a.end_planned, a.status, s.text, d.path, a.line, a.has_results
            FROM activity a JOIN document d ON d.id = a.document JOIN term o ON o.id = a.reporter JOIN term s ON s.id = a.sector
            LEFT JOIN resolution r ON r.term = a.reporter WHERE \(condition) \(order)
            """
        try store.database.statement(sql).forEach(values) { row in
            try body(
                ListedActivity(
                    number: row.int64(0), identifier: row.text(1), title: row.text(2), titleJapanese: row.text(3),
                    reporter: OrganisationTerm(text: row.text(4)), party: row.text(5), organisation: row.text(6), start: row.text(7),
                    end: row.text(8), endIsPlanned: row.int(9) == 1, status: row.text(10), sector: row.text(11), file: row.text(12),
                    line: row.int(13), hasResults: row.int(14) == 1))
        }
    }
}

// MARK: - Conditions

extension ActivityList {
    private func add(_ codes: Set<String>, _ kind: TermKind, to conditions: inout [String]) throws {
        guard !codes.isEmpty else { return }
        let terms = try codes.compactMap { try store.database.term(kind, $0) }
        let table = kind == .country ? "SELECT activity FROM standing WHERE country" : Self.mentioned
        conditions.append("a.id IN (\(table) IN (\(terms.sqlList)))")
    }

    private func addSectors(_ sectors: Set<String>, to conditions: inout [String]) throws {
        let terms = try store.database.terms(.sector).filter { reference.themes.isMeant($0.value, by: sectors) }
        conditions.append(Self.mentions(terms.keys))
    }

    private func addParties(_ parties: Set<String>, to conditions: inout [String]) throws {
        let labels = Labels(store, reference)
        let resolved = try store.database.rows("SELECT term FROM resolution") { Int32($0.int(0)) }
        conditions.append(Self.mentions(resolved.filter { parties.contains(labels.party($0)) }))
    }

    private static let mentioned = "SELECT CAST(value AS BIGINT) FROM mention, json_each(activities) WHERE term"

    private static func mentions(_ terms: some Sequence<Int32>) -> String {
        "a.id IN (\(mentioned) IN (\(terms.sqlList)))"
    }
}

extension Database {
    /// The terms of policy markers that answer any of the questions.
    func terms(of markers: [PolicyMarkers.Question]) throws -> [Int32] {
        try terms(.policyMarker).filter { PolicyMarkers.isMeant($0.value, by: markers) }.map(\.key)
    }
}
