import Records
import SQL
import Store
import Threads

/// Answers totals from the roll-ups, or from the facts when activities are asked for; only from what the reader may see.
public final class Totals {
    private let store: Store
    private let reference: Reference
    private let visibility: Visibility
    let labels: Labels
    private let twins: [Store]
    private var loadedRates: ExchangeRates?
    /// Nil when nothing is kept.
    private var shelves: [RollupShelf.Key: RollupShelf]?

    /// - Parameters:
    ///   - twins: two, for answers by activity; without them one thread makes the whole answer.
    ///   - manyQuestions: about the same few countries, whose roll-ups are then read once.
    public init(
        _ store: Store, _ reference: Reference, _ visibility: Visibility, twins: [Store] = [], manyQuestions: Bool = false
    ) {
        shelves = manyQuestions ? [:] : nil
        self.store = store
        self.twins = twins
        self.reference = reference
        self.visibility = visibility
        labels = Labels(store, reference)
    }

    public func answer(_ query: TotalsQuery) throws -> TotalsTable {
        let found = try rows(query)
        var rows: [TotalsTable.Row] = []
        for part in 0..<found.parts {
            found.forEachRow(in: part) { rows.append(TotalsTable.Row(keys: $0.keys, currency: $0.currency, amount: $0.amount)) }
        }
        return TotalsTable(dimensions: query.dimensions, rows: rows)
    }

    /// The same for answers of a million rows, whose texts are made only where they are asked for.
    public func rows(_ query: TotalsQuery) throws -> TotalsRows {
        let prices = try Prices(query, store: store, rates: try rates(), reference: reference)
        var sums = Summation(query, prices, labels: labels, reference: reference, visibility: visibility)
        if query.isOfActivities {
            let identifiers = query.isOfEverything ? allIdentifiers() : nil
            try addFacts(query, prices, to: &sums)
            return try checked(sums.finish(store.database, identifiers))
        }
        try readRollups(query) { sums.add($0) }
        return try checked(sums.finish(store.database, nil))
    }

    /// Rows are worth nothing without their names.
    private func checked(_ rows: TotalsRows) throws -> TotalsRows {
        if let failure = labels.failure { throw failure }
        return rows
    }

    /// They take a while to read, and a twin reads them meanwhile.
    private func allIdentifiers() -> Background<OrderedTexts, any Error>? {
        twins.first.map { twin in Background { try OrderedTexts(identifiersIn: twin.database) } }
    }

    /// The last twin reads what this thread leaves.
    private func addFacts(_ query: TotalsQuery, _ prices: Prices, to sums: inout Summation) throws {
        let scan = try FactScan(store.database, query, visibility)
        // Sums of several activities would stand in both parts.
        let others = (query.dimensions.contains(.activity) ? twins.dropFirst().last : nil).map { twin in
            Background { [reference, visibility] in
                let labels = Labels(twin, reference)
                var sums = Summation(query, prices, labels: labels, reference: reference, visibility: visibility)
                try sums.add(scan, twin.database)
                if let failure = labels.failure { throw failure }
                return sums.part
            }
        }
        try sums.add(scan, store.database)
        if let others { sums.add(try others.value()) }
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
struct Slab: Sendable {
    var columns: [RollupColumn: [Int32]]
    var amounts: [Int128]
    /// Row numbers of the activities, where facts are scanned.
    var activities: [Int32] = []
    /// Every row is of the flow and rule asked for, and may be seen.
    var isSelected = false
    /// Every row is of the countries asked for.
    var isOfCountries = false

    static func ofCountries() -> Slab { Slab(columns: [:], amounts: [], isOfCountries: true) }

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

    /// Segments are handed over a few at once: what they fill is used again for the next ones while it is near.
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

    static let slabRows = 1 << 15

    func segments() throws -> [RollupReader.Segment] { try RollupReader.segments(flow, level, countries: countries, database) }

    private func slab(_ segments: ArraySlice<RollupReader.Segment>) throws -> Slab {
        var slab = Slab(columns: [:], amounts: try amounts(segments))
        for column in columns { slab.columns[column] = try values(column, segments) }
        return slab
    }

    private func amounts(_ segments: ArraySlice<RollupReader.Segment>) throws -> [Int128] {
        var amounts: [Int128] = []
        amounts.reserveCapacity(segments.reduce(0) { $0 + $1.rows })
        for segment in segments { try RollupReader.appendAmounts(segment, database, to: &amounts) }
        return amounts
    }

    private func values(_ column: RollupColumn, _ segments: ArraySlice<RollupReader.Segment>) throws -> [Int32] {
        var values: [Int32] = []
        values.reserveCapacity(segments.reduce(0) { $0 + $1.rows })
        for segment in segments { try RollupReader.append(column, segment, database, to: &values) }
        return values
    }
}

// MARK: - Some rows of a segment

extension RollupScan {
    func rows(_ segment: RollupReader.Segment, _ column: RollupColumn, _ accepts: (Int32) -> Bool) throws -> [Int32] {
        try RollupReader.rows(segment, column, database, accepts)
    }

    func narrow(_ rows: inout [Int32], _ segment: RollupReader.Segment, _ column: RollupColumn, _ accepts: (Int32) -> Bool) throws {
        try RollupReader.narrow(&rows, segment, column, database, accepts)
    }

    func append(_ column: RollupColumn, _ segment: RollupReader.Segment, rows: [Int32], to values: inout [Int32]) throws {
        try RollupReader.append(column, segment, rows: rows, database, to: &values)
    }

    func appendAmounts(_ segment: RollupReader.Segment, rows: [Int32], to amounts: inout [Int128]) throws {
        try RollupReader.appendAmounts(segment, rows: rows, database, to: &amounts)
    }
}
