import Records
import Store

/// Adds the rows of slabs up by the dimensions of a query, keeping apart what conversion needs to tell apart.
///
/// Keys are: one group number per dimension, currency, month of the rate, and (for constant prices) year and country of the side.
struct Summation {
    private let query: TotalsQuery
    private let visibility: Visibility
    private let labels: Labels
    private var groups: [Grouping]
    private var countryFilter: Grouping
    private var partyFilter: Grouping
    private var sectorFilter: Grouping
    private var yearFilter: Grouping
    private var deflation: Grouping
    private var sums: SumTable

    init(_ query: TotalsQuery, labels: Labels, reference: Reference, visibility: Visibility) {
        self.query = query
        self.visibility = visibility
        self.labels = labels
        let namer = DimensionNamer(query, labels, reference)
        groups = query.dimensions.map { dimension in Grouping { namer.label(dimension, $0) } }
        countryFilter = Grouping { labels.term($0) }
        partyFilter = Grouping { labels.party($0) }
        sectorFilter = Grouping { namer.matchesSector($0) ? "1" : "0" }
        yearFilter = Grouping { namer.label(.year, $0) }
        deflation = Grouping { reference.register.party(labels.party($0))?.country ?? "" }
        sums = SumTable(width: query.dimensions.count + 4)
    }

    /// What has to be read.
    var columns: Set<RollupColumn> {
        var needed: Set<RollupColumn> = [.audience, .flow, .rules, .currency]
        for dimension in query.dimensions { if let column = DimensionNamer.column(dimension, query) { needed.insert(column) } }
        if query.currency != .original { needed.insert(.rateMonth) }
        if !query.countries.isEmpty { needed.insert(DimensionNamer.country(query)) }
        if !query.parties.isEmpty || isDeflated { needed.insert(DimensionNamer.side(query.rule)) }
        if !query.sectors.isEmpty { needed.insert(.sector) }
        if query.firstYear != nil || query.lastYear != nil || isDeflated { needed.insert(.day) }
        return needed
    }

    private var isDeflated: Bool { query.prices != .current }

    mutating func add(_ slab: Slab) throws {
        let rows = selected(slab)
        guard !rows.isEmpty else { return }
        let keys = keyColumns(slab)
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: keys.count) { key in
            for row in rows {
                for index in keys.indices { key[index] = keys[index].isEmpty ? 0 : keys[index][row] }
                sums.add(key.baseAddress!, slab.amounts[row])
            }
        }
    }

    private mutating func keyColumns(_ slab: Slab) -> [[Int32]] {
        var keys: [[Int32]] = []
        for (index, dimension) in query.dimensions.enumerated() {
            if let column = DimensionNamer.column(dimension, query) {
                keys.append(groups[index].numbers(slab.column(column)))
            } else {
                keys.append(slab.activities)
            }
        }
        keys.append(slab.column(.currency))
        keys.append(query.currency == .original ? [] : slab.column(.rateMonth))
        keys.append(isDeflated ? slab.column(.day).map { Int32(PackedDay.year($0)) } : [])
        keys.append(isDeflated ? deflation.numbers(slab.column(DimensionNamer.side(query.rule))) : [])
        return keys
    }

    // MARK: Which rows count

    private mutating func selected(_ slab: Slab) -> [Int] {
        let (audience, flows, rules) = (slab.column(.audience), slab.column(.flow), slab.column(.rules))
        let (flow, rule) = (FlowNumber.number(query.flow), query.rule.rawValue)
        let visible = visibility.audiences
        var rows: [Int] = []
        var last: (audience: Int32, isVisible: Bool) = (-1, false)
        for row in slab.amounts.indices where flows[row] == flow && rules[row] & rule != 0 {
            if audience[row] != last.audience { last = (audience[row], visible.contains(audience[row])) }
            if last.isVisible { rows.append(row) }
        }
        narrow(&rows, slab)
        return rows
    }

    private mutating func narrow(_ rows: inout [Int], _ slab: Slab) {
        if !query.countries.isEmpty { keep(&rows, slab.column(DimensionNamer.country(query)), &countryFilter) { query.countries.contains($0) } }
        if !query.parties.isEmpty { keep(&rows, slab.column(DimensionNamer.side(query.rule)), &partyFilter) { query.parties.contains($0) } }
        if !query.sectors.isEmpty { keep(&rows, slab.column(.sector), &sectorFilter) { $0 == "1" } }
        guard query.firstYear != nil || query.lastYear != nil else { return }
        let (first, last) = (query.firstYear ?? Int.min, query.lastYear ?? Int.max)
        keep(&rows, slab.column(.day), &yearFilter) { Int($0).map { $0 >= first && $0 <= last } ?? false }
    }

    private func keep(_ rows: inout [Int], _ column: [Int32], _ grouping: inout Grouping, _ accepts: (String) -> Bool) {
        let numbers = grouping.numbers(column)
        let accepted = grouping.labels.map(accepts)
        rows.removeAll { !accepted[Int(numbers[$0])] }
    }

    // MARK: The answer

    func table(_ prices: Prices, identifiers: [Int32: String]) -> TotalsTable {
        var cells: [Cell: Int128] = [:]
        let width = query.dimensions.count
        for row in 0..<sums.count where sums.amount(row) != 0 {
            let key = Array(sums.key(row))
            let currency = labels.term(key[width])
            let money = prices.money(
                sums.amount(row), currency, month: key[width + 1], year: key[width + 2],
                country: isDeflated ? deflation.labels[Int(key[width + 3])] : "")
            cells[Cell(groups: Array(key[..<width]), currency: money.currency), default: 0] += money.micros
        }
        let rows = cells.filter { $0.value != 0 }.map { cell, micros in
            TotalsTable.Row(keys: names(cell.groups, identifiers), currency: cell.currency, amount: Amount(micros: micros))
        }
        return TotalsTable(dimensions: query.dimensions, rows: rows.sorted(by: Self.precedes))
    }

    private struct Cell: Hashable {
        var groups: [Int32]
        var currency: String
    }

    private func names(_ numbers: [Int32], _ identifiers: [Int32: String]) -> [String] {
        numbers.enumerated().map { index, number in
            query.dimensions[index] == .activity ? identifiers[number] ?? "" : groups[index].labels[Int(number)]
        }
    }

    private static func precedes(_ a: TotalsTable.Row, _ b: TotalsTable.Row) -> Bool {
        for (x, y) in zip(a.keys, b.keys) {
            let order = Bytewise.order(x, y)
            if order != 0 { return order < 0 }
        }
        return Bytewise.order(a.currency, b.currency) < 0
    }
}

/// Which column a dimension reads, and what its values are called.
struct DimensionNamer {
    private let query: TotalsQuery
    private let labels: Labels
    private let calendar: FiscalCalendar?
    private let themes: Themes

    init(_ query: TotalsQuery, _ labels: Labels, _ reference: Reference) {
        self.query = query
        self.labels = labels
        themes = reference.themes
        if case .fiscal(let party) = query.year { calendar = reference.register.fiscalYear(of: party) } else { calendar = nil }
    }

    /// Nil for activities, which stand in no roll-up.
    static func column(_ dimension: Dimension, _ query: TotalsQuery) -> RollupColumn? {
        switch dimension {
        case .activity: nil
        case .country: country(query)
        case .sector, .category, .theme: .sector
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
        case .year: year(value)
        case .funder, .implementer: labels.organisation(value)
        case .party: labels.party(value)
        case .agency: labels.agency(value)
        default: labels.term(value)
        }
    }

    private func year(_ packed: Int32) -> String {
        guard packed != PackedDay.unknown else { return "unknown" }
        guard let calendar else { return Self.fourDigits(PackedDay.year(packed)) }
        return calendar.year(of: PackedDay.representative(packed)).map(Self.fourDigits) ?? "unknown"
    }

    private static func fourDigits(_ year: Int) -> String {
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    func matchesSector(_ sector: Int32) -> Bool {
        let code = labels.term(sector)
        return query.sectors.contains(code) || query.sectors.contains(String(code.prefix(3))) || query.sectors.contains(themes.theme(of: code))
    }
}
