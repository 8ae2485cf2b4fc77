import Records
import Store

/// Which rows of a slab count: those of the query's flow, rule and filters that the reader may see.
struct Selection {
    private let query: TotalsQuery
    private let visibility: Visibility
    private var countryFilter: Grouping
    private var partyFilter: Grouping
    private var sectorFilter: Grouping
    private var yearFilter: Grouping

    init(_ query: TotalsQuery, _ namer: DimensionNamer, _ labels: Labels, _ visibility: Visibility) {
        self.query = query
        self.visibility = visibility
        countryFilter = Grouping { labels.term($0) }
        partyFilter = Grouping { labels.party($0) }
        sectorFilter = Grouping { namer.matchesSector($0) ? "1" : "0" }
        yearFilter = Grouping { namer.label(.year, $0) }
    }

    mutating func rows(of slab: Slab) -> [Int32] {
        var rows = countable(slab)
        if !query.countries.isEmpty {
            keep(&rows, slab.column(DimensionNamer.country(query)), &countryFilter) { query.countries.contains($0) }
        }
        if !query.parties.isEmpty { keep(&rows, slab.column(DimensionNamer.side(query.rule)), &partyFilter) { query.parties.contains($0) } }
        if !query.sectors.isEmpty { keep(&rows, slab.column(.sector), &sectorFilter) { $0 == "1" } }
        guard query.firstYear != nil || query.lastYear != nil else { return rows }
        let (first, last) = (query.firstYear ?? Int.min, query.lastYear ?? Int.max)
        keep(&rows, slab.column(.day), &yearFilter) { Int($0).map { $0 >= first && $0 <= last } ?? false }
        return rows
    }

    private func countable(_ slab: Slab) -> [Int32] {
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

    private func keep(_ rows: inout [Int32], _ column: [Int32], _ grouping: inout Grouping, _ accepts: (String) -> Bool) {
        let numbers = grouping.numbers(column)
        let accepted = grouping.labels.map(accepts)
        rows.removeAll { !accepted[Int(numbers[Int($0)])] }
    }
}
