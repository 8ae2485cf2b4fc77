import Records
import SQL
import Store

/// Totals by activity: facts are read block by block, and each block's activities are summed and converted before the next is read.
///
/// A million activities become a million rows, so a cell is a few numbers in a flat row until the very last step.
struct ActivityTotals {
    private let query: TotalsQuery
    private let database: Database
    private let labels: Labels
    private let prices: Prices
    private let columns: Set<RollupColumn>
    /// Where the activity stands among the dimensions.
    private let side: Int
    private var selection: Selection
    /// One for each dimension; the activity's stays empty.
    private var groups: [Grouping]
    private var deflation: Grouping
    private var currencyNumbers: [String: Int32] = [:]
    private var currencyNames: [String] = []
    /// One number for each dimension and the currency, cell by cell.
    private var numbers: [Int32] = []
    private var amounts: [Int128] = []

    init(_ query: TotalsQuery, _ database: Database, labels: Labels, reference: Reference, visibility: Visibility, _ prices: Prices) {
        self.query = query
        self.database = database
        self.labels = labels
        self.prices = prices
        columns = query.columns
        side = query.dimensions.firstIndex(of: .activity) ?? 0
        let namer = DimensionNamer(query, labels, reference)
        selection = Selection(query, namer, labels, visibility)
        groups = query.dimensions.map { dimension in Grouping { namer.label(dimension, $0) } }
        deflation = Grouping { reference.register.party(labels.party($0))?.country ?? "" }
    }

    mutating func table() throws -> TotalsTable {
        try FactScan(database, columns: columns).read { add($0) }
        return TotalsTable(dimensions: query.dimensions, rows: try rows())
    }

    // MARK: Sums

    private mutating func add(_ slab: Slab) {
        let rows = selection.rows(of: slab)
        guard !rows.isEmpty else { return }
        let keys = keyColumns(slab)
        var sums = SumTable(width: keys.count, slots: 1 << 9)
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: keys.count) { key in
            for row in rows {
                for index in keys.indices { key[index] = keys[index].isEmpty ? 0 : keys[index][Int(row)] }
                sums.add(key.baseAddress!, slab.amounts[Int(row)])
            }
        }
        for row in 0..<sums.count { settle(sums.key(row), sums.amount(row)) }
    }

    /// The dimensions, currency, month of the rate, year and country of the side.
    private mutating func keyColumns(_ slab: Slab) -> [[Int32]] {
        var keys: [[Int32]] = []
        for (index, dimension) in query.dimensions.enumerated() {
            let column = DimensionNamer.column(dimension, query)
            keys.append(column.map { groups[index].numbers(slab.column($0)) } ?? slab.activities)
        }
        keys.append(slab.column(.currency))
        keys.append(query.rateMonths(slab, labels))
        let isDeflated = query.prices != .current
        keys.append(isDeflated ? slab.column(.day).map { Int32(PackedDay.year($0)) } : [])
        keys.append(isDeflated ? deflation.numbers(slab.column(DimensionNamer.side(query.rule))) : [])
        return keys
    }

    /// A sum becomes a cell; cells of one currency that was several are put together at the end.
    private mutating func settle(_ key: ArraySlice<Int32>, _ micros: Int128) {
        let width = query.dimensions.count
        let rest = key.dropFirst(width)
        let (currency, month, year, country) = (
            rest[rest.startIndex], rest[rest.startIndex + 1], rest[rest.startIndex + 2], rest[rest.startIndex + 3]
        )
        let money = prices.money(
            micros, labels.term(currency), month: month, year: year,
            country: query.prices == .current ? "" : deflation.labels[Int(country)])
        numbers.append(contentsOf: key.prefix(width))
        numbers.append(number(ofCurrency: money.currency))
        amounts.append(money.micros)
    }

    private mutating func number(ofCurrency name: String) -> Int32 {
        if let known = currencyNumbers[name] { return known }
        let number = Int32(currencyNames.count)
        currencyNumbers[name] = number
        currencyNames.append(name)
        return number
    }

    // MARK: The answer

    private func rows() throws -> [TotalsTable.Row] {
        let names = try Identifiers(database, of: activities())
        let ranks = groups.map { $0.ranks() }
        let currencyRanks = Ranks.of(currencyNames)
        let width = groups.count + 1
        let radices =
            groups.indices.map { $0 == side ? UInt128(names.count) : UInt128(max(1, ranks[$0].count)) } + [
                UInt128(max(1, currencyNames.count))
            ]
        var joined: [(key: UInt128, cell: Int32)] = []
        joined.reserveCapacity(amounts.count)
        for cell in amounts.indices {
            var key: UInt128 = 0
            for index in 0..<width {
                let number = Int(numbers[cell * width + index])
                let rank = index == side ? names.ranks[number] : index == width - 1 ? currencyRanks[number] : ranks[index][number]
                key = key * radices[index] + UInt128(UInt32(bitPattern: rank))
            }
            joined.append((key, Int32(cell)))
        }
        joined.sort { $0.key < $1.key }
        return merged(joined, names)
    }

    private func merged(_ joined: [(key: UInt128, cell: Int32)], _ names: Identifiers) -> [TotalsTable.Row] {
        var rows: [TotalsTable.Row] = []
        rows.reserveCapacity(joined.count)
        var index = 0
        while index < joined.count {
            let (key, cell) = joined[index]
            var micros: Int128 = 0
            while index < joined.count, joined[index].key == key {
                micros += amounts[Int(joined[index].cell)]
                index += 1
            }
            if micros != 0 { rows.append(row(Int(cell), micros, names)) }
        }
        return rows
    }

    private func row(_ cell: Int, _ micros: Int128, _ names: Identifiers) -> TotalsTable.Row {
        let first = cell * (groups.count + 1)
        let keys = groups.indices.map { index in
            let number = Int(numbers[first + index])
            return index == side ? names.text(of: number) : groups[index].labels[number]
        }
        return TotalsTable.Row(
            keys: keys, currency: currencyNames[Int(numbers[first + groups.count])], amount: Amount(micros: micros))
    }

    /// Which activities have a cell.
    private func activities() -> [Bool] {
        let width = groups.count + 1
        let largest = stride(from: side, to: numbers.count, by: width).reduce(0) { max($0, Int(numbers[$1])) }
        var found = [Bool](repeating: false, count: largest + 1)
        for place in stride(from: side, to: numbers.count, by: width) { found[Int(numbers[place])] = true }
        return found
    }
}

/// Identifiers of activities with their places among one another, bytewise: the index has them in order.
private struct Identifiers {
    /// Place by activity.
    private(set) var ranks: [Int32]
    private var texts: [String] = []

    init(_ database: Database, of wanted: [Bool]) throws {
        ranks = [Int32](repeating: 0, count: wanted.count)
        try database.statement("SELECT id, identifier FROM activity ORDER BY identifier").forEach([]) { row in
            let activity = row.int(0)
            guard activity < wanted.count, wanted[activity] else { return }
            ranks[activity] = Int32(texts.count)
            texts.append(row.text(1))
        }
    }

    var count: Int { max(1, texts.count) }

    func text(of activity: Int) -> String { texts[Int(ranks[activity])] }
}
