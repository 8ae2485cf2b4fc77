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
        cells = CellTable(width: query.dimensions.count + 1)
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
        let filled = columns.indices.filter { !columns[$0].isEmpty }
        var firstCell = 0
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: columns.count) { key in
            key.initialize(repeating: 0)
            ActivitySums(others, slab.activities, rows: rows).read(slab.amounts) { row, sum, isFirst in
                if isFirst { firstCell = cells.count }
                for index in filled { key[index] = columns[index][row] }
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
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: query.dimensions.count + 3) { key in
            for row in 0..<sums.count where sums.amount(row) != 0 {
                _ = key.initialize(fromContentsOf: sums.key(row))
                addCell(key, sums.amount(row), lookingBackTo: cells.count)
            }
        }
        sums = SumTable(width: 1)
    }

    /// The currency takes the place of what the money was published in.
    private mutating func addCell(_ key: UnsafeMutableBufferPointer<Int32>, _ amount: Int128, lookingBackTo first: Int) {
        let width = query.dimensions.count
        let country = isDeflated ? deflation.labels[Int(key[width + 2])] : ""
        let money = prices.money(amount, key[width], year: key[width + 1], country: country)
        key[width] = money.currency
        cells.add(UnsafeBufferPointer(rebasing: key[...width]), money.micros, lookingBackTo: first)
    }
}
