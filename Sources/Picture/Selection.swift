import Records
import Store

/// Which rows of a slab count: those of the query's flow, rule and filters that the reader may see.
struct Selection {
    private let query: TotalsQuery
    private let visibility: Visibility
    private var countryFilter: Filter
    private var partyFilter: Filter
    private var sectorFilter: Filter
    private var yearFilter: Filter

    init(_ query: TotalsQuery, _ namer: DimensionNamer, _ labels: Labels, _ visibility: Visibility) {
        self.query = query
        self.visibility = visibility
        let (first, last) = (query.firstYear ?? Int.min, query.lastYear ?? Int.max)
        countryFilter = Filter { query.countries.contains(labels.term($0)) }
        partyFilter = Filter { query.parties.contains(labels.party($0)) }
        sectorFilter = Filter { namer.matchesSector($0) }
        yearFilter = Filter { Int(namer.label(.year, $0)).map { $0 >= first && $0 <= last } ?? false }
    }

    mutating func rows(of slab: Slab) -> [Int32] {
        var rows = slab.isSelected ? CountingOrder.unsorted(slab.amounts.count) : countable(slab)
        if !query.countries.isEmpty, !slab.isOfCountries { countryFilter.narrow(&rows, slab.column(DimensionNamer.country(query))) }
        if !query.parties.isEmpty { partyFilter.narrow(&rows, slab.column(DimensionNamer.side(query.rule))) }
        if !query.sectors.isEmpty { sectorFilter.narrow(&rows, slab.column(.sector)) }
        if query.firstYear != nil || query.lastYear != nil { yearFilter.narrow(&rows, slab.column(.day)) }
        return rows
    }

    private func countable(_ slab: Slab) -> [Int32] {
        guard !slab.amounts.isEmpty else { return [] }
        let (audience, flows, rules) = (slab.column(.audience), slab.column(.flow), slab.column(.rules))
        let (flow, rule) = (FlowNumber.number(query.flow), query.rule.rawValue)
        let isVisible = (0...(audience.max() ?? 0)).map { visibility.audiences.contains($0) }
        return [Int32](unsafeUninitializedCapacity: slab.amounts.count) { rows, count in
            for row in slab.amounts.indices {
                rows[count] = Int32(truncatingIfNeeded: row)
                let counts = flows[row] == flow && rules[row] & rule != 0 && isVisible[Int(audience[row])]
                count += counts ? 1 : 0
            }
        }
    }
}

/// Rows whose value of a column is accepted; each value is asked about once.
private struct Filter {
    /// By value: 0 not yet asked, 1 refused, 2 accepted.
    private var answers: [UInt8] = []
    private let accepts: (Int32) -> Bool

    init(_ accepts: @escaping (Int32) -> Bool) { self.accepts = accepts }

    mutating func narrow(_ rows: inout [Int32], _ column: [Int32]) { rows = rows.filter { accepted(column[Int($0)]) } }

    private mutating func accepted(_ value: Int32) -> Bool {
        let index = Int(value)
        if index >= answers.count { answers.append(contentsOf: repeatElement(0, count: index + 1 - answers.count)) }
        if answers[index] == 0 { answers[index] = accepts(value) ? 2 : 1 }
        return answers[index] == 2
    }
}
