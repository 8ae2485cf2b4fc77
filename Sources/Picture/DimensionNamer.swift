import Records
import Store

/// Which column a dimension reads, and what its values are called.
struct DimensionNamer {
    private let query: TotalsQuery
    private let labels: Labels
    private let calendar: FiscalCalendar?
    private let reference: Reference

    init(_ query: TotalsQuery, _ labels: Labels, _ reference: Reference) {
        self.query = query
        self.labels = labels
        self.reference = reference
        if case .fiscal(let party) = query.year { calendar = reference.register.fiscalYear(of: party) } else { calendar = nil }
    }

    /// Nil for activities, which stand in no roll-up.
    static func column(_ dimension: Dimension, _ query: TotalsQuery) -> RollupColumn? {
        switch dimension {
        case .activity: nil
        case .country: country(query)
        case .sector, .category, .theme, .goal: .sector
        case .year: .day
        case .reporter: .reporterRef
        case .funder: .funder
        case .implementer: .implementer
        case .party, .agency: side(query.rule)
        case .place: .place
        case .assistance: .assistance
        case .finance: .finance
        case .aidType: .aidType
        }
    }

    static func country(_ query: TotalsQuery) -> RollupColumn { query.borders == .now ? .countryNow : .country }

    /// The side that the rule names.
    static func side(_ rule: CountingRule) -> RollupColumn {
        switch rule {
        case .reporter: .reporter
        case .funder, .net: .funder
        case .implementer: .implementer
        }
    }

    func label(_ dimension: Dimension, _ value: Int32) -> String {
        switch dimension {
        case .category: labels.category(value)
        case .theme: labels.theme(value)
        case .goal: labels.goal(value)
        case .year: year(value)
        case .funder, .implementer: labels.organisation(value)
        case .party: labels.party(value)
        case .agency: labels.agency(value)
        default: labels.term(value)
        }
    }

    private func year(_ packed: Int32) -> String {
        guard packed != PackedDay.unknown else { return "unknown" }
        guard let calendar else { return Digits.padded(PackedDay.year(packed), 4) }
        return calendar.year(of: PackedDay.representative(packed)).map { Digits.padded($0, 4) } ?? "unknown"
    }

    func matchesSector(_ sector: Int32) -> Bool { reference.themes.isMeant(labels.term(sector), by: query.sectors) }
}

extension TotalsQuery {
    /// What has to be read of roll-ups or facts.
    var columns: Set<RollupColumn> {
        var needed: Set<RollupColumn> = [.audience, .flow, .rules, .currency]
        for dimension in dimensions { if let column = DimensionNamer.column(dimension, self) { needed.insert(column) } }
        if currency != .original { needed.insert(.rateMonth) }
        if !countries.isEmpty { needed.insert(DimensionNamer.country(self)) }
        if !parties.isEmpty || prices != .current { needed.insert(DimensionNamer.side(rule)) }
        if !sectors.isEmpty { needed.insert(.sector) }
        if firstYear != nil || lastYear != nil || prices != .current { needed.insert(.day) }
        return needed
    }

    /// The coarsest level of roll-ups that can answer.
    var level: RollupLevel { RollupColumn.level(for: columns, needsDay: year != .calendar) }
}
