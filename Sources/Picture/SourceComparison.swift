import Records
import SQL
import Store

/// The same party's money by several sources side by side: activities in the store, and what others say of the same party, country and year;
/// with what explains the difference.
///
/// Activities are counted under `net`, so that money is its funder's and counts once. Sources are never added together.
public struct SourceComparison {
    public struct Query: Sendable {
        /// Empty: every country that either side has.
        public var countries: Set<String> = []
        public var parties: Set<String> = ["USA", "JPN"]
        /// Empty: every source.
        public var sources: Set<ReportedAid.Source> = []
        /// Of activities, and of a source that has it.
        public var measure = ReportedAid.Measure.spent
        public var firstYear: Int?
        public var lastYear: Int?
        public init() {}
    }

    public struct Row: Sendable {
        public var country: String
        public var party: String
        public var year: String
        public var source: ReportedAid.Source
        /// Nil where no activity has money.
        public var activities: Amount?
        /// The source's; nil where it has none, or none that could be converted.
        public var figure: Amount?
        /// Of the source's figure; nil where it has none.
        public var measure: ReportedAid.Measure?
        public var difference: Amount? { activities.flatMap { activities in figure.map { activities - $0 } } }
        /// What explains the difference, the weightiest first.
        public var reasons: [Reason] = []
    }

    /// What makes two sources differ, as far as the store tells.
    public enum Reason: Hashable, Sendable {
        case noActivities
        /// The source has nothing of that year.
        case noTable
        /// The source has no figure for donor and recipient.
        case noFigure
        /// Years of both are the fiscal years of this party.
        case fiscalYears(String)
        /// The source has this kind of money alone, not the one that the activities are asked for.
        case otherMeasure(ReportedAid.Measure)
        /// Of the party's agencies only these have money in the activities.
        case agencies([String])
        /// Of the source's figure: of agencies that have no money in the activities.
        case otherAgencies(Amount, [String])
        /// Of the source's figure: no official development assistance.
        case otherFlows(Amount)
        /// Security assistance among the activities, most of which is no official development assistance.
        case security(Amount)
        /// Money of the party that others report.
        case reportedByOthers(Amount)
        /// Money that the party's own reports count and that is another funder's, or counted in another record.
        case notItsOwn(Amount)
        /// In the activities.
        case notConverted([String])
        /// In the source.
        case figureNotConverted([String])
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

    public init(_ store: Store, _ reference: Reference, _ visibility: Visibility) {
        self.store = store
        self.reference = reference
        self.visibility = visibility
        totals = Totals(store, reference, visibility)
    }

    /// By country, party, year and source. Throws when the reader sees none of the sources.
    public func rows(_ query: Query) throws -> [Row] {
        let reported = try ReportedFigures(query, store, visibility, totals.labels, try totals.rates())
        guard !reported.scopes.isEmpty else { throw NothingReported(sources: query.sources) }
        var published: [TotalsQuery.Year: [Key: Published]] = [:]
        var rows: [Row] = []
        for source in ReportedAid.Source.allCases where reported.scopes[source] != nil {
            let activities = try published[source.years] ?? activities(query, source.years)
            published[source.years] = activities
            rows += self.rows(source, reported, activities, query)
        }
        return rows.sorted { ($0.country, $0.party, $0.year, $0.source.rawValue) < ($1.country, $1.party, $1.year, $1.source.rawValue) }
    }

    private func rows(_ source: ReportedAid.Source, _ reported: ReportedFigures, _ activities: [Key: Published], _ query: Query) -> [Row] {
        let scope = reported.scopes[source]!
        let figures = reported.figures.keys.filter { $0.source == source }.map { Key(country: $0.country, party: $0.party, year: $0.year) }
        let others = activities.keys.filter { key in
            source.covers(key.country, of: key.party, scope) && (query.countries.contains(key.country) || scope.years.contains(key.year))
        }
        return Set(figures).union(others).map { row($0, source, reported, activities[$0], query) }
    }

    private func row(
        _ key: Key, _ source: ReportedAid.Source, _ reported: ReportedFigures, _ activities: Published?, _ query: Query
    ) -> Row {
        var row = Row(country: key.country, party: key.party, year: key.year, source: source, activities: activities?.spend)
        let figure = reported.figures[.init(source: source, country: key.country, party: key.party, year: key.year)] ?? [:]
        let measure = figure[query.measure] == nil ? figure.keys.first : query.measure
        let sum = measure.flatMap { figure[$0] }
        (row.figure, row.measure) = (sum?.amount, measure)
        if sum == nil { row.reasons.append(reported.scopes[source]!.years.contains(key.year) ? .noFigure : .noTable) }
        if activities == nil { row.reasons.append(.noActivities) }
        if let measure, measure != query.measure { row.reasons.append(.otherMeasure(measure)) }
        if case .fiscal(let party) = source.years { row.reasons.append(.fiscalYears(party)) }
        row.reasons +=
            (activities?.reasons(besides: source) ?? []) + (sum?.reasons(besides: activities?.agencies ?? [], of: key.party) ?? [])
        return row
    }
}

extension ReportedAid.Source {
    fileprivate var years: TotalsQuery.Year { self == .foreignAssistance ? .fiscal("USA") : .calendar }

    /// Whether the source would have a figure for what activities say, if there were any money.
    fileprivate func covers(_ country: String, of party: String, _ scope: ReportedFigures.Scope) -> Bool {
        switch self {
        case .crs, .crsMicrodata: true
        case .foreignAssistance: party == "USA"
        case .aims: scope.countries.contains(country)
        }
    }

    /// Whether it holds official development assistance alone, or nearly so.
    fileprivate var leavesOutSecurity: Bool { self != .foreignAssistance }
}

extension ReportedFigures.Sum {
    fileprivate func reasons(besides agencies: Set<String>, of party: String) -> [SourceComparison.Reason] {
        var found: [SourceComparison.Reason] = []
        let others = agencies.isEmpty ? [:] : byAgency.filter { $0.key != party && !agencies.contains($0.key) }
        if !others.isEmpty { found.append(.otherAgencies(others.values.reduce(.zero, +), others.keys.sorted())) }
        if other != .zero { found.append(.otherFlows(other)) }
        if !notConverted.isEmpty { found.append(.figureNotConverted(notConverted.sorted())) }
        return found
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

        func reasons(besides source: ReportedAid.Source) -> [Reason] {
            var found: [Reason] = []
            if !agencies.isEmpty { found.append(.agencies(agencies.sorted())) }
            if security != .zero, source.leavesOutSecurity { found.append(.security(security)) }
            if byOthers != .zero { found.append(.reportedByOthers(byOthers)) }
            let own = spend - byOthers
            if (reported - own).isACentOrMore { found.append(.notItsOwn(reported - own)) }
            if !currencies.isEmpty { found.append(.notConverted(currencies.sorted())) }
            return found
        }
    }

    private func activities(_ query: Query, _ years: TotalsQuery.Year) throws -> [Key: Published] {
        var found: [Key: Published] = [:]
        try forEach(query, years, .net, [.reporter, .agency, .assistance]) { key, rest, row in
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
        try forEach(query, years, .reporter, []) { key, _, row in
            if row.currency == "USD" { found[key, default: Published()].reported += row.amount }
        }
        return found
    }

    private func forEach(
        _ query: Query, _ years: TotalsQuery.Year, _ rule: CountingRule, _ others: [Dimension],
        _ body: (Key, [String], TotalsTable.Row) -> Void
    ) throws {
        var question = TotalsQuery(by: [.country, .party, .year] + others)
        (question.rule, question.year) = (rule, years)
        question.flow = query.measure == .spent ? .spend : .commitments
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
struct NothingReported: Error, CustomStringConvertible {
    var sources: Set<ReportedAid.Source>

    var description: String {
        let wanted =
            sources.isEmpty ? "no source beside the activities" : "nothing of \(sources.map(\.rawValue).sorted().joined(separator: ", "))"
        return """
            the store holds \(wanted) that this reader may see: import tables of the Creditor Reporting System named with their year as in \
            crs_2019.csv, its microdata, us_foreign_aid_complete.csv or a government's register of aid
            """
    }
}
