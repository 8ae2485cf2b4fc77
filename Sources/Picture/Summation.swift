import Records
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

    mutating func add(_ slab: Slab) throws {
        let rows = selection.rows(of: slab)
        guard !rows.isEmpty else { return }
        let columns = keyColumns(slab)
        let radices = groups.map(\.count) + [currencies.count, months.count, years.count, deflation.count]
        let width = query.dimensions.count
        CellSums(columns, radices: radices).forEach(rows, slab.amounts) { key, amount in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: width + 4) { whole in
                for index in 0..<width { whole[index] = key[index] }
                whole[width] = columns[width].isEmpty ? 0 : currencies.values[Int(key[width])]
                whole[width + 1] = columns[width + 1].isEmpty ? 0 : months.values[Int(key[width + 1])]
                whole[width + 2] = columns[width + 2].isEmpty ? 0 : years.values[Int(key[width + 2])]
                whole[width + 3] = key[width + 3]
                sums.add(whole.baseAddress!, amount)
            }
        }
    }

    private mutating func keyColumns(_ slab: Slab) -> [[Int32]] {
        var keys: [[Int32]] = []
        for (index, dimension) in query.dimensions.enumerated() {
            keys.append(groups[index].numbers(slab.column(DimensionNamer.column(dimension, query)!)))
        }
        keys.append(currencies.numbers(slab.column(.currency)))
        keys.append(months.numbers(query.rateMonths(slab, labels)))
        keys.append(isDeflated ? years.numbers(slab.column(.day).map { Int32(PackedDay.year($0)) }) : [])
        keys.append(isDeflated ? deflation.numbers(slab.column(DimensionNamer.side(query.rule))) : [])
        return keys
    }

    // MARK: The answer

    func table(_ prices: Prices) -> TotalsTable {
        var cells: [Cell: Int128] = [:]
        let width = query.dimensions.count
        for row in 0..<sums.count where sums.amount(row) != 0 {
            let key = Array(sums.key(row))
            let money = prices.money(
                sums.amount(row), labels.term(key[width]), month: key[width + 1], year: key[width + 2],
                country: isDeflated ? deflation.labels[Int(key[width + 3])] : "")
            cells[Cell(groups: Array(key[..<width]), currency: money.currency), default: 0] += money.micros
        }
        return TotalsTable(dimensions: query.dimensions, rows: rows(cells))
    }

    private struct Cell: Hashable {
        var groups: [Int32]
        var currency: String
    }

    /// Sorted by the places that labels have among their own, so that texts are compared once for each label.
    private func rows(_ cells: [Cell: Int128]) -> [TotalsTable.Row] {
        let ranks = groups.map { $0.ranks() }
        func ranked(_ cell: Cell) -> [Int32] { zip(cell.groups, ranks).map { $1[Int($0)] } }
        let found = cells.lazy.filter { $0.value != 0 }.map { (rank: ranked($0.key), cell: $0.key, micros: $0.value) }
        let sorted = found.sorted { a, b in
            for (x, y) in zip(a.rank, b.rank) where x != y { return x < y }
            return Bytewise.order(a.cell.currency, b.cell.currency) < 0
        }
        return sorted.map { row in
            let names = row.cell.groups.enumerated().map { index, number in groups[index].labels[Int(number)] }
            return TotalsTable.Row(keys: names, currency: row.cell.currency, amount: Amount(micros: row.micros))
        }
    }
}
