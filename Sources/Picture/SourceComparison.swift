import Records
import SQL
import Store

/// The same party's money by two sources side by side: activities in the store, and what the party's donors told the OECD's Creditor Reporting
/// System (CRS); with what explains the difference.
///
/// Activities are counted under `net`, so that money is its funder's and counts once. The CRS figure of a party, recipient and year is that of the
/// table written last.
public struct SourceComparison {
    public struct Query: Sendable {
        /// Empty: every country that either source has.
        public var countries: Set<String> = []
        public var parties: Set<String> = ["USA", "JPN"]
        public var firstYear: Int?
        public var lastYear: Int?
        public init() {}
    }

    public struct Row: Sendable {
        public var country: String
        public var party: String
        public var year: String
        /// Nil where no activity has money.
        public var activities: Amount?
        /// Nil where no table has a figure.
        public var crs: Amount?
        public var difference: Amount? { activities.flatMap { activities in crs.map { activities - $0 } } }
        /// What explains the difference, the weightiest first.
        public var reasons: [Reason] = []
    }

    /// What makes the two sources differ, as far as the store tells.
    public enum Reason: Hashable, Sendable {
        case noActivities
        /// The store has no table of that year.
        case noTable
        /// The table has no figure for donor and recipient.
        case noFigure
        /// Of the party's agencies only these have money in the activities.
        case agencies([String])
        /// Security assistance among the activities, most of which is no official development assistance.
        case security(Amount)
        /// Money of the party that others report.
        case reportedByOthers(Amount)
        /// Money that the party's own reports count and that is another funder's, or counted in another record.
        case notItsOwn(Amount)
        case notConverted([String])
    }

    private struct Key: Hashable {
        var country: String
        var party: String
        var year: String
    }

    private let store: Store
    private let reference: Reference
    private let visibility: Visibility
    private let totals: Totals
    private var labels: Labels { totals.labels }

    public init(_ store: Store, _ reference: Reference, _ visibility: Visibility) {
        self.store = store
        self.reference = reference
        self.visibility = visibility
        totals = Totals(store, reference, visibility)
    }

    /// By country, party and year. Throws when the reader sees no table of the CRS.
    public func rows(_ query: Query) throws -> [Row] {
        let (figures, years) = try figures(query)
        let activities = try activities(query)
        let keys = Set(figures.keys).union(activities.keys.filter { query.countries.contains($0.country) || years.contains($0.year) })
        return keys.sorted { ($0.country, $0.party, $0.year) < ($1.country, $1.party, $1.year) }.map { key in
            var row = Row(country: key.country, party: key.party, year: key.year)
            (row.activities, row.crs) = (activities[key]?.spend, figures[key])
            if row.crs == nil { row.reasons.append(years.contains(key.year) ? .noFigure : .noTable) }
            row.reasons += activities[key]?.reasons ?? [.noActivities]
            return row
        }
    }
}

// MARK: - The Creditor Reporting System

extension SourceComparison {
    private func figures(_ query: Query) throws -> (figures: [Key: Amount], years: Set<String>) {
        var (figures, years): ([Key: Amount], Set<String>) = ([:], [])
        var (ofDocument, document): ([Key: Amount], Int64) = ([:], 0)
        let select = """
            SELECT c.year, c.donor, c.country, c.micros, d.id FROM crs c JOIN document d ON d.id = c.document
            WHERE d.state <> 'withdrawn' AND \(visibility.markSQL("d.handling")) ORDER BY d.turn, d.id
            """
        try store.database.statement(select).forEach([]) { row in
            if row.int64(4) != document {
                figures.merge(ofDocument) { $1 }
                (ofDocument, document) = ([:], row.int64(4))
            }
            years.insert(String(row.int(0)))
            let (party, country) = (labels.party(Int32(row.int(1))), labels.term(Int32(row.int(2))))
            guard Self.isWanted(row.int(0), query), query.parties.contains(party), country != Split.unspecified,
                query.countries.isEmpty || query.countries.contains(country)
            else { return }
            ofDocument[Key(country: country, party: party, year: String(row.int(0))), default: .zero] += Amount(
                micros: Int128(row.int64(3)))
        }
        figures.merge(ofDocument) { $1 }
        guard !years.isEmpty else { throw NoTables() }
        if let failure = labels.failure { throw failure }
        return (figures, years)
    }

    private static func isWanted(_ year: Int, _ query: Query) -> Bool {
        year >= query.firstYear ?? year && year <= query.lastYear ?? year
    }
}

// MARK: - Activities

extension SourceComparison {
    /// What activities say of one key.
    private struct Published {
        var spend = Amount.zero
        var security = Amount.zero
        var byOthers = Amount.zero
        /// By the party's own reports, whoever's the money is.
        var reported = Amount.zero
        var agencies: Set<String> = []
        var currencies: Set<String> = []

        var reasons: [Reason] {
            var found: [Reason] = []
            if !agencies.isEmpty { found.append(.agencies(agencies.sorted())) }
            if security != .zero { found.append(.security(security)) }
            if byOthers != .zero { found.append(.reportedByOthers(byOthers)) }
            let own = spend - byOthers
            if (reported - own).isACentOrMore { found.append(.notItsOwn(reported - own)) }
            if !currencies.isEmpty { found.append(.notConverted(currencies.sorted())) }
            return found
        }
    }

    private func activities(_ query: Query) throws -> [Key: Published] {
        var found: [Key: Published] = [:]
        try forEach(query, .net, [.reporter, .agency, .assistance]) { key, rest, row in
            guard row.currency == "USD" else {
                found[key, default: Published()].currencies.insert(row.currency)
                return
            }
            found[key, default: Published()].spend += row.amount
            if !rest[0].isEmpty, reference.register.resolve(ref: rest[0], name: "").party != key.party {
                found[key]!.byOthers += row.amount
            }
            if rest[1] != Labels.unresolved { found[key]!.agencies.insert(rest[1]) }
            if rest[2] == Assistance.security.rawValue { found[key]!.security += row.amount }
        }
        try forEach(query, .reporter, []) { key, _, row in
            if row.currency == "USD" { found[key, default: Published()].reported += row.amount }
        }
        return found
    }

    private func forEach(
        _ query: Query, _ rule: CountingRule, _ others: [Dimension], _ body: (Key, [String], TotalsTable.Row) -> Void
    ) throws {
        var question = TotalsQuery(by: [.country, .party, .year] + others)
        question.rule = rule
        (question.countries, question.parties) = (query.countries, query.parties)
        (question.firstYear, question.lastYear) = (query.firstYear, query.lastYear)
        for row in try totals.answer(question).rows where row.amount != .zero {
            body(Key(country: row.keys[0], party: row.keys[1], year: row.keys[2]), Array(row.keys.dropFirst(3)), row)
        }
    }
}

extension Amount {
    fileprivate var isACentOrMore: Bool { micros.magnitude >= 5_000 }
}

/// There is nothing to compare activities with.
struct NoTables: Error, CustomStringConvertible {
    var description: String {
        "the store holds no table of the Creditor Reporting System that this reader may see: import some, named with their year as in crs_2019.csv"
    }
}
