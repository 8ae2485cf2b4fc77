import Records

/// The cells of a total on their way to its rows: a few numbers in a flat row each, since there may be a million of them.
struct CellTable {
    private let width: Int
    /// One number for each dimension and one for the currency, cell by cell.
    private var numbers: [Int32] = []
    private var amounts: [Int128] = []
    private(set) var currencies: [String] = []

    /// - Parameter dimensions: how many numbers tell a cell from another, the currency aside.
    init(dimensions: Int) { width = dimensions + 1 }

    var count: Int { amounts.count }

    /// Memory that is not used costs nothing; a table that grows is copied.
    mutating func reserve(_ cells: Int) {
        numbers.reserveCapacity(cells * width)
        amounts.reserveCapacity(cells)
    }

    /// Cells of one key may come in parts.
    ///
    /// - Parameter first: the cells from here on may have the same key; a few of them are looked at.
    mutating func add(_ key: UnsafeBufferPointer<Int32>, _ currency: String, _ micros: Int128, lookingBackTo first: Int) {
        let currency = number(of: currency)
        for cell in (max(first, count - Self.mostLookedAt)..<count).reversed() where has(cell, key, currency) {
            amounts[cell] += micros
            return
        }
        numbers.append(contentsOf: key)
        numbers.append(currency)
        amounts.append(micros)
    }

    private static let mostLookedAt = 16

    private func has(_ cell: Int, _ key: UnsafeBufferPointer<Int32>, _ currency: Int32) -> Bool {
        let start = cell * width
        for index in key.indices where numbers[start + index] != key[index] { return false }
        return numbers[start + width - 1] == currency
    }

    /// Appends the cells of another table, whose numbers are others; nil: the numbers of a dimension are the same.
    mutating func append(_ other: CellTable, _ others: [[Int32]?]) {
        let all = others + [other.currencies.map { number(of: $0) }]
        let start = numbers.count
        numbers += other.numbers
        for (index, mapped) in all.enumerated() {
            guard let mapped else { continue }
            for place in stride(from: start + index, to: numbers.count, by: width) { numbers[place] = mapped[Int(numbers[place])] }
        }
        amounts += other.amounts
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

    /// Every key once, with its sum, in the order of `ranks`, which gives the place of each number of a dimension and of a currency.
    ///
    /// - Parameter body: takes a number for each dimension and one for the currency, valid while it runs, and the sum.
    func forEachSum(_ ranks: [[Int32]], _ body: (_ numbers: UnsafePointer<Int32>, _ micros: Int128) throws -> Void) rethrows {
        let order = order(ranks)
        try numbers.withUnsafeBufferPointer { numbers in
            var index = 0
            while index < order.count {
                let cell = Int(order[index])
                var micros = amounts[cell]
                index += 1
                while index < order.count, areEqual(Int(order[index]), cell) {
                    micros += amounts[Int(order[index])]
                    index += 1
                }
                if micros != 0 { try body(numbers.baseAddress! + cell * width, micros) }
            }
        }
    }

    /// Cells sorted dimension by dimension, from the last; of small dimensions several at once.
    private func order(_ ranks: [[Int32]]) -> [Int32] {
        var order = amounts.indices.map { Int32($0) }
        var last = ranks.count
        while last > 0 {
            var (first, limit) = (last - 1, max(1, ranks[last - 1].count))
            while first > 0, limit * ranks[first - 1].count <= Self.mostTogether {
                first -= 1
                limit *= max(1, ranks[first].count)
            }
            if limit > 1 { order = CountingOrder.sorted(order, below: limit) { place($0, ranks, first..<last) } }
            last = first
        }
        return order
    }

    /// As many places as a processor's nearest memory holds.
    private static let mostTogether = 1 << 14

    /// The place of a cell by some dimensions.
    @inline(__always)
    private func place(_ cell: Int, _ ranks: [[Int32]], _ dimensions: Range<Int>) -> Int {
        var place = 0
        for index in dimensions { place = place * ranks[index].count + Int(ranks[index][Int(numbers[cell * width + index])]) }
        return place
    }

    private func areEqual(_ a: Int, _ b: Int) -> Bool {
        for index in 0..<width where numbers[a * width + index] != numbers[b * width + index] { return false }
        return true
    }
}
