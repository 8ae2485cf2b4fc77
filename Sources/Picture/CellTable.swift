import Records

/// The cells of a total on their way to its rows: a few numbers in a flat row each, since there may be a million of them.
struct CellTable {
    private let width: Int
    /// One number for each dimension and one for the currency, cell by cell.
    private var numbers: [Int32] = []
    private var amounts: [Int128] = []
    private var currencies: [String] = []

    /// - Parameter dimensions: how many numbers tell a cell from another, the currency aside.
    init(dimensions: Int) { width = dimensions + 1 }

    /// Cells of one key may come in parts.
    mutating func add(_ key: ArraySlice<Int32>, _ currency: String, _ micros: Int128) {
        numbers.append(contentsOf: key)
        numbers.append(number(of: currency))
        amounts.append(micros)
    }

    /// Currencies are few: looking through them is cheaper than hashing.
    private mutating func number(of currency: String) -> Int32 {
        if let known = currencies.firstIndex(of: currency) { return Int32(known) }
        currencies.append(currency)
        return Int32(currencies.count - 1)
    }

    /// The numbers that occur in a dimension, up to the largest.
    func occurring(in dimension: Int) -> [Bool] {
        let places = stride(from: dimension, to: numbers.count, by: width)
        let largest = places.reduce(-1) { max($0, Int(numbers[$1])) }
        var found = [Bool](repeating: false, count: largest + 1)
        for place in places { found[Int(numbers[place])] = true }
        return found
    }

    /// Rows in the order of `ranks`, which gives the place of each number of a dimension, then of their currencies.
    func rows(_ ranks: [[Int32]], text: (_ dimension: Int, _ number: Int) -> String) -> [TotalsTable.Row] {
        var joined = joined(ranks + [Ranks.of(currencies)])
        joined.sort { $0.key < $1.key }
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
            if micros != 0 { rows.append(row(Int(cell), micros, text)) }
        }
        return rows
    }

    /// One number a cell that sorts as its row does.
    private func joined(_ ranks: [[Int32]]) -> [(key: UInt128, cell: Int32)] {
        var keys = [UInt128](repeating: 0, count: amounts.count)
        var span: UInt128 = 1
        for (index, rank) in ranks.enumerated() {
            let radix = UInt128(max(1, rank.count))
            if span.multipliedReportingOverflow(by: radix).overflow { (keys, span) = Self.condensed(keys) }
            for cell in keys.indices { keys[cell] = keys[cell] &* radix &+ UInt128(UInt32(rank[Int(numbers[cell * width + index])])) }
            span = span &* radix
        }
        return keys.enumerated().map { ($1, Int32($0)) }
    }

    /// The same keys as places among the different ones, for those who ask for every dimension of a large store at once.
    private static func condensed(_ keys: [UInt128]) -> (keys: [UInt128], span: UInt128) {
        var places: [UInt128: UInt128] = [:]
        for key in Set(keys).sorted() { places[key] = UInt128(places.count) }
        return (keys.map { places[$0]! }, UInt128(max(1, places.count)))
    }

    private func row(_ cell: Int, _ micros: Int128, _ text: (Int, Int) -> String) -> TotalsTable.Row {
        let first = cell * width
        let keys = (0..<width - 1).map { text($0, Int(numbers[first + $0])) }
        return TotalsTable.Row(keys: keys, currency: currencies[Int(numbers[first + width - 1])], amount: Amount(micros: micros))
    }
}
