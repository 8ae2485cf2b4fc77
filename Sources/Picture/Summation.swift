import Records
import SQL
import Store
import Threads

/// Adds the rows of slabs up by the dimensions of a query, keeping apart what conversion needs to tell apart.
///
/// Keys are: one group number per dimension, what the money was published in, and (for constant prices) year and country of the side.
struct Summation {
    private let query: TotalsQuery
    private let labels: Labels
    private var selection: Selection
    private var groups: [Grouping]
    private var years = Numbering()
    private var deflation: Grouping
    private var sums: SumTable
    private var cells: CellTable
    private var prices: Prices

    init(_ query: TotalsQuery, _ prices: Prices, labels: Labels, reference: Reference, visibility: Visibility) {
        self.query = query
        self.labels = labels
        let namer = DimensionNamer(query, labels, reference)
        selection = Selection(query, namer, labels, visibility)
        groups = query.dimensions.map { dimension in Grouping { namer.label(dimension, $0) } }
        deflation = Grouping { reference.register.party(labels.party($0))?.country ?? "" }
        sums = SumTable(width: query.dimensions.count + 3)
        cells = CellTable(dimensions: query.dimensions.count)
        self.prices = prices
    }

    private var isDeflated: Bool { query.prices != .current }

    mutating func add(_ slab: Slab) {
        let rows = selection.rows(of: slab)
        if !rows.isEmpty { addTogether(rows, keyColumns(slab), slab) }
    }

    /// Adds what other threads leave of a scan.
    mutating func add(_ scan: FactScan, _ database: Database) throws {
        guard query.dimensions.contains(.activity) else { return try scan.read(database) { add($0) } }
        cells.reserve(scan.activities * 2)
        try scan.read(database) { addActivities($0) }
    }

    /// All that is of an activity comes in one slab: its sums are whole.
    private mutating func addActivities(_ slab: Slab) {
        let (rows, columns) = (selection.rows(of: slab), keyColumns(slab))
        let activity = query.dimensions.firstIndex(of: .activity)!
        let others = columns.indices.filter { $0 != activity }.map { columns[$0] }
        var firstCell = 0
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: columns.count) { key in
            ActivitySums(others, slab.activities, rows: rows).read(slab.amounts) { row, sum, isFirst in
                if isFirst { firstCell = cells.count }
                for index in columns.indices { key[index] = columns[index].isEmpty ? 0 : columns[index][row] }
                addCell(key.baseAddress!, sum, lookingBackTo: firstCell)
            }
        }
    }

    /// What was added up, for another summation of the same query that has none of these activities.
    var part: Part { Part(cells: cells, labels: groups.map(\.labels)) }

    struct Part: Sendable {
        fileprivate let cells: CellTable
        /// What the numbers of each dimension are called.
        fileprivate let labels: [[String]]
    }

    mutating func add(_ part: Part) {
        let numbers = query.dimensions.indices.map { index in
            query.dimensions[index] == .activity ? nil : part.labels[index].map { groups[index].number(labelled: $0) }
        }
        cells.append(part.cells, numbers)
    }

    private mutating func addTogether(_ rows: [Int32], _ columns: [[Int32]], _ slab: Slab) {
        let width = query.dimensions.count
        var numbered = columns
        numbered[width + 1] = years.numbers(columns[width + 1])
        let radices = groups.map(\.count) + [prices.count, years.count, deflation.count]
        guard CellSums.fits(radices) else { return add(rows, columns, slab) }
        CellSums(numbered, radices: radices).read(rows, slab.amounts) { key, amount in
            if isDeflated { key[width + 1] = years.values[Int(key[width + 1])] }
            sums.add(key, amount)
        }
    }

    private mutating func add(_ rows: [Int32], _ columns: [[Int32]], _ slab: Slab) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: columns.count) { key in
            for row in rows {
                for index in columns.indices { key[index] = columns[index].isEmpty ? 0 : columns[index][Int(row)] }
                sums.add(key.baseAddress!, slab.amounts[Int(row)])
            }
        }
    }

    /// Columns that are 0 in every row are empty.
    private mutating func keyColumns(_ slab: Slab) -> [[Int32]] {
        var keys: [[Int32]] = []
        for (index, dimension) in query.dimensions.enumerated() {
            let column = DimensionNamer.column(dimension, query)
            keys.append(column.map { groups[index].numbers(slab.column($0)) } ?? slab.activities)
        }
        keys.append(prices.numbers(slab, labels))
        keys.append(isDeflated ? slab.column(.day).map { Int32(PackedDay.year($0)) } : [])
        keys.append(isDeflated ? deflation.numbers(slab.column(DimensionNamer.side(query.rule))) : [])
        return keys
    }

    // MARK: The answer

    /// Hands over the rows of the answer in their order.
    ///
    /// - Parameter identifiers: of all activities, where they are on their way.
    mutating func finish(_ database: Database, _ identifiers: Background<OrderedTexts, any Error>?, _ body: (TotalsRow) throws -> Void)
        throws
    {
        for row in 0..<sums.count where sums.amount(row) != 0 {
            sums.key(row).withUnsafeBufferPointer { addCell($0.baseAddress!, sums.amount(row)) }
        }
        sums = SumTable(width: 1)
        let cells = cells
        var texts = try query.dimensions.enumerated().map { index, dimension in
            guard dimension == .activity else { return OrderedTexts(groups[index].labels) }
            return try identifiers?.value() ?? OrderedTexts(identifiersIn: database, of: cells.occurring(in: index))
        }
        texts.append(OrderedTexts(cells.currencies))
        try TotalsAnswer(texts, cells).forEachRow(body)
    }

    private mutating func addCell(_ key: UnsafePointer<Int32>, _ amount: Int128, lookingBackTo first: Int? = nil) {
        let rest = key + query.dimensions.count
        let country = isDeflated ? deflation.labels[Int(rest[2])] : ""
        let money = prices.money(amount, rest[0], year: rest[1], country: country)
        let dimensions = UnsafeBufferPointer(start: key, count: query.dimensions.count)
        cells.add(dimensions, money.currency, money.micros, lookingBackTo: first ?? cells.count)
    }
}
