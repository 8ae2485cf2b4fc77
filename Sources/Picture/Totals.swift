import Records
import SQL
import Store

/// Answers totals from the roll-ups, or from the facts when activities are asked for; only from what the reader may see.
public final class Totals {
    private let store: Store
    private let reference: Reference
    private let visibility: Visibility
    let labels: Labels
    private var loadedRates: ExchangeRates?

    public init(_ store: Store, _ reference: Reference, _ visibility: Visibility) {
        self.store = store
        self.reference = reference
        self.visibility = visibility
        labels = Labels(store, reference)
    }

    public func answer(_ query: TotalsQuery) throws -> TotalsTable {
        let prices = try Prices(query, store: store, rates: try rates(), reference: reference)
        var sums = Summation(query, labels: labels, reference: reference, visibility: visibility)
        if query.dimensions.contains(.activity) {
            try FactScan(store.database, columns: query.columns).read { sums.add($0) }
        } else {
            let countries = query.borders == .then ? query.countries : []
            try RollupScan(store, query.flow, query.level, columns: query.columns, countries: countries).read { sums.add($0) }
        }
        let table = try sums.table(prices, store.database)
        if let failure = labels.failure { throw failure }
        return table
    }

    func rates() throws -> ExchangeRates {
        if let loadedRates { return loadedRates }
        let made = try RateTable.load(store, reference)
        loadedRates = made
        return made
    }

    /// Spend as published in U.S. dollars by the term of a side's column.
    func spend(by column: RollupColumn, in countries: [String] = []) throws -> [Int32: Amount] {
        var sums = SumTable(width: 3)
        let (flow, rule) = (FlowNumber.number(.spend), CountingRule.reporter.rawValue)
        let needed: Set<RollupColumn> = [.audience, .flow, .rules, .currency, .rateMonth, .country, column]
        var country = Grouping { [labels] in labels.term($0) }
        try RollupScan(store, .spend, .coarse, columns: needed, countries: Set(countries)).read { slab in
            let (flows, rules, audiences) = (slab.column(.flow), slab.column(.rules), slab.column(.audience))
            let (terms, currencies, months) = (slab.column(column), slab.column(.currency), slab.column(.rateMonth))
            let places = country.numbers(slab.column(.country))
            let isWanted = country.labels.map { countries.isEmpty || countries.contains($0) }
            for row in slab.amounts.indices
            where flows[row] == flow && rules[row] & rule != 0 && visibility.audiences.contains(audiences[row]) {
                guard isWanted[Int(places[row])] else { continue }
                sums.add([terms[row], currencies[row], months[row]], slab.amounts[row])
            }
        }
        var found: [Int32: Amount] = [:]
        for row in 0..<sums.count {
            let key = Array(sums.key(row))
            let dollars = try rates().convert(sums.amount(row), from: labels.term(key[1]), to: "USD", month: key[2])
            found[key[0], default: .zero] += Amount(micros: dollars ?? 0)
        }
        return found
    }
}

/// Columns of one segment, only those that were asked for.
struct Slab {
    var columns: [RollupColumn: [Int32]]
    var amounts: [Int128]
    /// Row numbers of the activities, where facts are scanned.
    var activities: [Int32] = []

    func column(_ column: RollupColumn) -> [Int32] { columns[column] ?? [] }
}

/// Reads the roll-ups of one flow, segment by segment.
struct RollupScan {
    private let database: Database
    private let flow: Flow
    private let level: RollupLevel
    private let columns: Set<RollupColumn>
    private let countries: [Int]?

    /// - Parameter countries: what is of other countries need not be read. Empty: everything is.
    init(_ store: Store, _ flow: Flow, _ level: RollupLevel, columns: Set<RollupColumn>, countries: Set<String>) throws {
        database = store.database
        self.flow = flow
        self.level = level
        self.columns = columns
        self.countries = countries.isEmpty ? nil : try countries.compactMap { try store.database.term(.country, $0).map { Int($0) } }
    }

    /// Segments are handed over many at once, for keys that they have in common are added up sooner.
    func read(_ body: (Slab) throws -> Void) throws {
        let segments = try RollupReader.segments(flow, level, countries: countries, database)
        var first = 0
        while first < segments.count {
            var rows = 0
            let next = segments[first...].firstIndex { segment in
                rows += segment.rows
                return rows > Self.slabRows && rows > segment.rows
            }
            try body(try slab(segments[first..<(next ?? segments.count)]))
            first = next ?? segments.count
        }
    }

    private static let slabRows = 1 << 19

    private func slab(_ segments: ArraySlice<RollupReader.Segment>) throws -> Slab {
        let rows = segments.reduce(0) { $0 + $1.rows }
        var slab = Slab(columns: [:], amounts: [])
        slab.amounts.reserveCapacity(rows)
        for segment in segments { try RollupReader.appendAmounts(segment, database, to: &slab.amounts) }
        for column in columns {
            var values: [Int32] = []
            values.reserveCapacity(rows)
            for segment in segments { try RollupReader.append(column, segment, database, to: &values) }
            slab.columns[column] = values
        }
        return slab
    }
}

/// Reads every fact and adjustment, with the audience of its activity.
struct FactScan {
    private let database: Database
    private let columns: Set<RollupColumn>

    init(_ database: Database, columns: Set<RollupColumn>) {
        self.database = database
        self.columns = columns.subtracting([.audience])
    }

    func read(_ body: (Slab) throws -> Void) throws {
        let audiences = try FactReader.audiences(database)
        var slab = Slab(columns: [:], amounts: [])
        func deliver(atLeast limit: Int) throws {
            guard slab.amounts.count >= limit else { return }
            try body(slab)
            slab = Slab(columns: [:], amounts: [])
        }
        try FactReader.forEachBlock(database) { first, facts in
            let activities = facts.column(FactColumn.activity.rawValue).map { $0 + Int32(first) }
            add(facts, activities, activities.map { Int($0) < audiences.count ? audiences[Int($0)] : 0 }, to: &slab)
            try deliver(atLeast: Self.slabRows)
        }
        try FactReader.forEachAdjustment(database) { activity, audience, facts in
            let activities = [Int32](repeating: activity, count: facts.count)
            add(facts, activities, [Int32](repeating: audience, count: facts.count), to: &slab)
            try deliver(atLeast: Self.slabRows)
        }
        try deliver(atLeast: 1)
    }

    /// Blocks are small, adjustments smaller: they are handed over many at once.
    private static let slabRows = 1 << 13

    private func add(_ facts: PackedTable, _ activities: [Int32], _ audiences: [Int32], to slab: inout Slab) {
        slab.activities += activities
        slab.columns[.audience, default: []] += audiences
        slab.amounts += facts.amounts()
        for column in columns { slab.columns[column, default: []] += facts.column(column.factColumn) }
    }
}
