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
    mutating func add(_ key: UnsafeBufferPointer<Int32>, _ currency: String, _ micros: Int128) {
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

    func number(_ cell: Int, _ dimension: Int) -> Int { Int(numbers[cell * width + dimension]) }
    func currency(_ cell: Int) -> String { currencies[Int(numbers[cell * width + width - 1])] }

    /// Every key once, with its sum and one of its cells, in the order of `ranks`, which gives the place of each number of a dimension,
    /// then of their currencies.
    func forEachSum(_ ranks: [[Int32]], _ body: (_ cell: Int, _ micros: Int128) throws -> Void) rethrows {
        let keys = joined(ranks + [Ranks.of(currencies)])
        let order = keys.order
        var index = 0
        while index < order.count {
            let cell = Int(order[index])
            var micros: Int128 = 0
            while index < order.count, keys.areEqual(Int(order[index]), cell) {
                micros += amounts[Int(order[index])]
                index += 1
            }
            if micros != 0 { try body(cell, micros) }
        }
    }

    /// One number a cell that sorts as its row does.
    private func joined(_ ranks: [[Int32]]) -> SortKeys {
        var keys = [UInt128](repeating: 0, count: amounts.count)
        var span: UInt128 = 1
        for (index, rank) in ranks.enumerated() {
            let radix = UInt128(max(1, rank.count))
            if span.multipliedReportingOverflow(by: radix).overflow { (keys, span) = Self.condensed(keys) }
            for cell in keys.indices { keys[cell] = keys[cell] &* radix &+ UInt128(UInt32(rank[Int(numbers[cell * width + index])])) }
            span = span &* radix
        }
        return SortKeys(keys, span: span)
    }

    /// The same keys as places among the different ones, for those who ask for every dimension of a large store at once.
    private static func condensed(_ keys: [UInt128]) -> (keys: [UInt128], span: UInt128) {
        var places: [UInt128: UInt128] = [:]
        for key in Set(keys).sorted() { places[key] = UInt128(places.count) }
        return (keys.map { places[$0]! }, UInt128(max(1, places.count)))
    }
}

/// Numbers that sort as their cells do.
private enum SortKeys {
    case short([UInt64], span: UInt64)
    case long([UInt128])

    /// - Parameter span: above every key.
    init(_ keys: [UInt128], span: UInt128) {
        if let span = UInt64(exactly: span) {
            self = .short(keys.map { UInt64(truncatingIfNeeded: $0) }, span: span)
        } else {
            self = .long(keys)
        }
    }

    var order: [Int32] {
        switch self {
        case .short(let keys, let span): Self.order(keys, span: span)
        case .long(let keys): keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { Int32($0) }
        }
    }

    func areEqual(_ a: Int, _ b: Int) -> Bool {
        switch self {
        case .short(let keys, _): keys[a] == keys[b]
        case .long(let keys): keys[a] == keys[b]
        }
    }

    private static let digitBits = 11

    /// Digit by digit from the last: a million keys are sorted in a few passes.
    private static func order(_ keys: [UInt64], span: UInt64) -> [Int32] {
        var order = keys.indices.map { Int32($0) }
        for shift in stride(from: 0, to: UInt64.bitWidth - span.leadingZeroBitCount, by: digitBits) {
            keys.withUnsafeBufferPointer { order = sorted(order, by: $0, UInt64(shift)) }
        }
        return order
    }

    /// Cells of one digit stay in the order in which they are.
    private static func sorted(_ order: [Int32], by keys: UnsafeBufferPointer<UInt64>, _ shift: UInt64) -> [Int32] {
        func digit(_ cell: Int32) -> Int { Int(truncatingIfNeeded: keys[Int(cell)] >> shift & (1 << UInt64(digitBits) - 1)) }
        var starts = [Int](repeating: 0, count: 1 << digitBits + 1)
        for cell in order { starts[digit(cell) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        return [Int32](unsafeUninitializedCapacity: order.count) { next, count in
            for cell in order {
                let digit = digit(cell)
                next[starts[digit]] = cell
                starts[digit] += 1
            }
            count = order.count
        }
    }
}
