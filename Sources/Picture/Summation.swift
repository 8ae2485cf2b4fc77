import Records
import SQL
import Store

/// Adds the rows of slabs up by the dimensions of a query, keeping apart what conversion needs to tell apart.
///
/// Keys are: one group number per dimension, currency, month of the rate, and (for constant prices) year and country of the side.
struct Summation {
    private let query: TotalsQuery
    private let labels: Labels
    private var selection: Selection
    private var groups: [Grouping]
    private var currencies = Numbering()
    private var months = Numbering()
    private var years = Numbering()
    private var deflation: Grouping
    private var sums: SumTable

    init(_ query: TotalsQuery, labels: Labels, reference: Reference, visibility: Visibility) {
        self.query = query
        self.labels = labels
        let namer = DimensionNamer(query, labels, reference)
        selection = Selection(query, namer, labels, visibility)
        groups = query.dimensions.map { dimension in Grouping { namer.label(dimension, $0) } }
        deflation = Grouping { reference.register.party(labels.party($0))?.country ?? "" }
        sums = SumTable(width: query.dimensions.count + 4)
    }

    private var isDeflated: Bool { query.prices != .current }

    mutating func add(_ slab: Slab) {
        let rows = selection.rows(of: slab)
        guard !rows.isEmpty else { return }
        let columns = keyColumns(slab)
        if query.dimensions.contains(.activity) { addOneByOne(rows, columns, slab) } else { addTogether(rows, columns, slab) }
    }

    /// Where many rows have a key in common.
    private mutating func addTogether(_ rows: [Int32], _ columns: [[Int32]], _ slab: Slab) {
        let width = query.dimensions.count
        var numbered = columns
        numbered[width] = currencies.numbers(columns[width])
        numbered[width + 1] = months.numbers(columns[width + 1])
        numbered[width + 2] = years.numbers(columns[width + 2])
        let radices = groups.map(\.count) + [currencies.count, months.count, years.count, deflation.count]
        guard CellSums.fits(radices) else { return addOneByOne(rows, columns, slab) }
        let values = [currencies.values, months.values, years.values]
        CellSums(numbered, radices: radices).read(rows, slab.amounts) { key, amount in
            for index in values.indices where !columns[width + index].isEmpty {
                key[width + index] = values[index][Int(key[width + index])]
            }
            sums.add(key, amount)
        }
    }

    /// Where few have, and keys are many.
    private mutating func addOneByOne(_ rows: [Int32], _ columns: [[Int32]], _ slab: Slab) {
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
        keys.append(slab.column(.currency))
        keys.append(query.rateMonths(slab, labels))
        keys.append(isDeflated ? slab.column(.day).map { Int32(PackedDay.year($0)) } : [])
        keys.append(isDeflated ? deflation.numbers(slab.column(DimensionNamer.side(query.rule))) : [])
        return keys
    }

    // MARK: The answer

    func table(_ prices: Prices, _ database: Database) throws -> TotalsTable {
        let cells = cells(prices)
        guard let side = query.dimensions.firstIndex(of: .activity) else {
            let rows = cells.rows(groups.map { $0.ranks() }) { groups[$0].labels[$1] }
            return TotalsTable(dimensions: query.dimensions, rows: rows)
        }
        let names = try Identifiers(database, of: cells.occurring(in: side))
        let ranks = groups.indices.map { $0 == side ? names.ranks : groups[$0].ranks() }
        let rows = cells.rows(ranks) { $0 == side ? names.text(of: $1) : groups[$0].labels[$1] }
        return TotalsTable(dimensions: query.dimensions, rows: rows)
    }

    private func cells(_ prices: Prices) -> CellTable {
        let width = query.dimensions.count
        var cells = CellTable(dimensions: width)
        for row in 0..<sums.count where sums.amount(row) != 0 {
            let key = sums.key(row)
            let rest = key.startIndex + width
            let money = prices.money(
                sums.amount(row), labels.term(key[rest]), month: key[rest + 1], year: key[rest + 2],
                country: isDeflated ? deflation.labels[Int(key[rest + 3])] : "")
            cells.add(key.prefix(width), money.currency, money.micros)
        }
        return cells
    }
}
