import Records
import SQL
import Store
import Threads

/// Adds the rows of slabs up by the dimensions of a query, keeping apart what conversion needs to tell apart.
///
/// Keys are: one group number per dimension, what the money was published in, and, for constant prices only, year and country of the side.
struct Summation {
    private let query: TotalsQuery
    private let labels: Labels
    private var selection: Selection
    private var groups: [Grouping]
    private var years = Grouping { String(PackedDay.year($0)) }
    private var deflation: Grouping
    private var sums: CellSums
    /// By keys that are too long to be joined.
    private var longSums: SumTable
    private var cells: CellTable
    private var prices: Prices

    init(_ query: TotalsQuery, _ prices: Prices, labels: Labels, reference: Reference, visibility: Visibility) {
        self.query = query
        self.labels = labels
        let namer = DimensionNamer(query, labels, reference)
        selection = Selection(query, namer, labels, visibility)
        groups = query.dimensions.map { dimension in Grouping { namer.label(dimension, $0) } }
        deflation = Grouping { reference.register.party(labels.party($0))?.country ?? "" }
        let fields = query.dimensions.count + (query.prices == .current ? 1 : 3)
        sums = CellSums(fields: fields)
        longSums = SumTable(width: fields)
        cells = CellTable(width: query.dimensions.count + 1)
        self.prices = prices
    }

    private var isDeflated: Bool { query.prices != .current }

    mutating func add(_ slab: Slab) {
        let rows = selection.rows(of: slab)
        if !rows.isEmpty { addTogether(rows, slab) }
    }

    /// Adds what other threads leave of a scan.
    mutating func add(_ scan: FactScan, _ database: Database) throws {
        guard query.dimensions.contains(.activity) else { return try scan.read(database) { add($0) } }
        cells.reserve(scan.activities * 2)
        try scan.read(database) { addActivities($0) }
    }

    /// All that is of an activity comes in one slab: its sums are whole.
    private mutating func addActivities(_ slab: Slab) {
        let (rows, columns) = (selection.rows(of: slab), fields(slab).map(\.column))
        let activity = query.dimensions.firstIndex(of: .activity)!
        let others = columns.indices.filter { $0 != activity }.map { columns[$0] }
        var firstCell = 0
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: columns.count) { key in
            ActivitySums(others, slab.activities, rows: rows).read(slab.amounts) { row, sum, isFirst in
                if isFirst { firstCell = cells.count }
                for index in columns.indices { key[index] = columns[index][row] }
                addCell(key, sum, lookingBackTo: firstCell)
            }
        }
    }

    /// What was added up, for another summation of the same query that has none of these activities.
    var part: Part { Part(cells: cells, labels: groups.map(\.labels), currencies: prices.currencies) }

    struct Part: Sendable {
        fileprivate let cells: CellTable
        /// What the numbers of each dimension are called.
        fileprivate let labels: [[String]]
        fileprivate let currencies: [String]
    }

    mutating func add(_ part: Part) {
        let numbers = query.dimensions.indices.map { index in
            query.dimensions[index] == .activity ? nil : part.labels[index].map { groups[index].number(labelled: $0) }
        }
        cells.append(part.cells, numbers + [part.currencies.map { prices.number(ofCurrency: $0) }])
    }

    private mutating func addTogether(_ rows: [Int32], _ slab: Slab) {
        let fields = fields(slab)
        if sums.fit(fieldCounts) { return sums.add(fields, rows, slab.amounts) }
        let columns = fields.map(\.column)
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: columns.count) { key in
            for row in rows {
                for index in columns.indices { key[index] = columns[index][Int(row)] }
                longSums.add(key.baseAddress!, slab.amounts[Int(row)])
            }
        }
    }

    private mutating func fields(_ slab: Slab) -> [KeyField] {
        var fields: [KeyField] = []
        for (index, dimension) in query.dimensions.enumerated() {
            let column = DimensionNamer.column(dimension, query)
            fields.append(column.map { groups[index].field(slab.column($0)) } ?? KeyField(slab.activities))
        }
        fields.append(KeyField(prices.numbers(slab, labels)))
        guard isDeflated else { return fields }
        return fields + [years.field(slab.column(.day)), deflation.field(slab.column(DimensionNamer.side(query.rule)))]
    }

    private var fieldCounts: [Int] { groups.map(\.count) + [prices.count] + (isDeflated ? [years.count, deflation.count] : []) }

    // MARK: The answer

    /// The rows of the answer.
    ///
    /// - Parameter identifiers: of all activities, where they are on their way.
    mutating func finish(_ database: Database, _ identifiers: Background<OrderedTexts, any Error>?) throws -> TotalsRows {
        addCells()
        let cells = cells
        var texts = try query.dimensions.enumerated().map { index, dimension in
            guard dimension == .activity else { return OrderedTexts(groups[index].labels) }
            return try identifiers?.value() ?? OrderedTexts(identifiersIn: database, of: cells.occurring(in: index))
        }
        texts.append(OrderedTexts(prices.currencies))
        return TotalsRows(texts, cells)
    }

    private mutating func addCells() {
        let (joined, long) = (sums, longSums)
        joined.forEachSum { key, sum in addCell(key, sum, lookingBackTo: cells.count) }
        for row in 0..<long.count where long.amount(row) != 0 {
            var key = Array(long.key(row))
            key.withUnsafeMutableBufferPointer { addCell($0, long.amount(row), lookingBackTo: cells.count) }
        }
    }

    /// The currency takes the place of what the money was published in.
    private mutating func addCell(_ key: UnsafeMutableBufferPointer<Int32>, _ amount: Int128, lookingBackTo first: Int) {
        let width = query.dimensions.count
        let year = isDeflated ? Int(years.labels[Int(key[width + 1])]) : nil
        let country = isDeflated ? deflation.labels[Int(key[width + 2])] : ""
        let money = prices.money(amount, key[width], year: year, country: country)
        key[width] = money.currency
        cells.add(UnsafeBufferPointer(rebasing: key[...width]), money.micros, lookingBackTo: first)
    }
}

/// One number of the keys of a slab, row by row: a value, or what stands for it.
struct KeyField {
    let values: [Int32]
    /// By value; nil where values stand for themselves.
    let numbers: [Int32]?

    init(_ values: [Int32], numbers: [Int32]? = nil) { (self.values, self.numbers) = (values, numbers) }

    var column: [Int32] { numbers.map { numbers in values.map { numbers[Int($0)] } } ?? values }
}
