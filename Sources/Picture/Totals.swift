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
    /// Nil when nothing is kept.
    private var shelves: [RollupShelf.Key: RollupShelf]?

    /// - Parameter manyQuestions: about the same few countries, whose roll-ups are then read once.
    public init(_ store: Store, _ reference: Reference, _ visibility: Visibility, manyQuestions: Bool = false) {
        shelves = manyQuestions ? [:] : nil
        self.store = store
        self.reference = reference
        self.visibility = visibility
        labels = Labels(store, reference)
    }

    public func answer(_ query: TotalsQuery) throws -> TotalsTable {
        var rows: [TotalsTable.Row] = []
        try forEachRow(query) { row in
            rows.append(TotalsTable.Row(keys: row.keys, currency: row.currency, amount: row.amount))
        }
        return TotalsTable(dimensions: query.dimensions, rows: rows)
    }

    /// The rows of an answer one by one, for answers of a million of them.
    public func forEachRow(_ query: TotalsQuery, _ body: (TotalsRow) throws -> Void) throws {
        var identifiers: Background<Identifiers>?
        let prices = try Prices(query, store: store, rates: try rates(), reference: reference)
        var sums = Summation(query, prices, labels: labels, reference: reference, visibility: visibility)
        if query.dimensions.contains(.activity) {
            let scan = FactScan(store.database, query, visibility)
            identifiers = query.isOfEverything ? allIdentifiers() : nil
            try scan.readAdjustments { sums.addAdjustments($0) }
            try scan.readFacts { sums.addFacts($0) }
        } else {
            try readRollups(query) { sums.add($0) }
        }
        try sums.finish(store.database, identifiers, body)
        if let failure = labels.failure { throw failure }
    }

    /// They take as long to read as the facts, and another connection reads them meanwhile. It begins after this one's first look at
    /// the store, so that it misses nothing that this one sees.
    private func allIdentifiers() -> Background<Identifiers> {
        Background { [path = store.path] in try Identifiers(allIn: Store.forReading(path).database) }
    }

    private func readRollups(_ query: TotalsQuery, _ body: (Slab) throws -> Void) throws {
        let countries = query.borders == .then ? query.countries : []
        let scan = try RollupScan(store, query.flow, query.level, columns: query.columns, countries: countries)
        guard let shelves, !countries.isEmpty else { return try scan.read(body) }
        let key = RollupShelf.Key(flow: query.flow, level: query.level, countries: countries)
        let shelf = shelves[key] ?? RollupShelf(visibility)
        self.shelves?[key] = shelf
        try shelf.read(scan, body)
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
    /// Every row is of the flow and rule asked for, and may be seen.
    var isSelected = false

    static func ofFacts() -> Slab { Slab(columns: [:], amounts: [], isSelected: true) }

    func column(_ column: RollupColumn) -> [Int32] { columns[column] ?? [] }
}

/// Reads the roll-ups of one flow, segment by segment.
struct RollupScan {
    private let database: Database
    private let flow: Flow
    private let level: RollupLevel
    let columns: Set<RollupColumn>
    /// Terms. Nil: everything.
    let countries: [Int]?

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
        let segments = try segments()
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

    static let slabRows = 1 << 19

    func segments() throws -> [RollupReader.Segment] { try RollupReader.segments(flow, level, countries: countries, database) }

    private func slab(_ segments: ArraySlice<RollupReader.Segment>) throws -> Slab {
        var slab = Slab(columns: [:], amounts: try amounts(segments))
        for column in columns { slab.columns[column] = try values(column, segments) }
        return slab
    }

    func amounts(_ segments: ArraySlice<RollupReader.Segment>) throws -> [Int128] {
        var amounts: [Int128] = []
        amounts.reserveCapacity(segments.reduce(0) { $0 + $1.rows })
        for segment in segments { try RollupReader.appendAmounts(segment, database, to: &amounts) }
        return amounts
    }

    func values(_ column: RollupColumn, _ segments: ArraySlice<RollupReader.Segment>) throws -> [Int32] {
        var values: [Int32] = []
        values.reserveCapacity(segments.reduce(0) { $0 + $1.rows })
        for segment in segments { try RollupReader.append(column, segment, database, to: &values) }
        return values
    }
}

/// Reads the facts and adjustments of one flow that count under a rule, of the activities that the reader may see.
struct FactScan {
    private let database: Database
    private let query: TotalsQuery
    private let visibility: Visibility
    private let columns: [RollupColumn]

    init(_ database: Database, _ query: TotalsQuery, _ visibility: Visibility) {
        self.database = database
        self.query = query
        self.visibility = visibility
        columns = query.columns.subtracting([.audience, .flow, .rules]).sorted { $0.rawValue < $1.rawValue }
    }

    func readAdjustments(_ body: (Slab) throws -> Void) throws {
        var slab = Slab.ofFacts()
        try FactReader.forEachAdjustment(query.rule, visibility, database) { activity, facts in
            let rows = counted(facts)
            slab.activities.append(contentsOf: repeatElement(activity, count: rows.count))
            add(facts, rows, to: &slab)
            try deliver(&slab, atLeast: Self.slabRows, body)
        }
        try deliver(&slab, atLeast: 1, body)
    }

    /// All facts of an activity come in one slab.
    func readFacts(_ body: (Slab) throws -> Void) throws {
        let isVisible = try FactReader.visible(visibility, database)
        var slab = Slab.ofFacts()
        try FactReader.forEachBlock(database) { first, facts in
            var rows = counted(facts)
            facts.narrow(&rows, FactColumn.activity.rawValue) { isVisible[Int(first) + Int($0)] }
            let start = slab.activities.count
            facts.append(FactColumn.activity.rawValue, rows: rows, to: &slab.activities)
            for index in start..<slab.activities.count { slab.activities[index] += Int32(first) }
            add(facts, rows, to: &slab)
            try deliver(&slab, atLeast: Self.slabRows, body)
        }
        try deliver(&slab, atLeast: 1, body)
    }

    /// Blocks are small, adjustments smaller: they are handed over many at once.
    private static let slabRows = 1 << 12

    private func deliver(_ slab: inout Slab, atLeast limit: Int, _ body: (Slab) throws -> Void) throws {
        guard slab.amounts.count >= limit else { return }
        try body(slab)
        slab = Slab.ofFacts()
    }

    private func counted(_ facts: PackedTable) -> [Int32] {
        let (flow, rule) = (FlowNumber.number(query.flow), query.rule.rawValue)
        var rows = (0..<Int32(facts.count)).map { $0 }
        facts.narrow(&rows, FactColumn.flow.rawValue) { $0 == flow }
        facts.narrow(&rows, FactColumn.rules.rawValue) { $0 & rule != 0 }
        return rows
    }

    private func add(_ facts: PackedTable, _ rows: [Int32], to slab: inout Slab) {
        facts.appendAmounts(rows: rows, to: &slab.amounts)
        for column in columns { facts.append(column.factColumn, rows: rows, to: &slab.columns[column, default: []]) }
    }
}
