/// Amounts summed by equal keys: an open-addressing table over flat arrays, for millions of facts with few distinct keys.
public struct SumTable {
    private let width: Int
    private var keys: [Int32] = []
    private var amounts: [Int128] = []
    /// Row number + 1 by hash; 0 is free. The length is a power of two.
    private var slots: [Int32]

    /// - Parameter width: values in a key.
    public init(width: Int) {
        self.width = width
        slots = [Int32](repeating: 0, count: 1 << 12)
    }

    public var count: Int { amounts.count }

    /// The key and sum of a row, in the order of first appearance.
    public func key(_ row: Int) -> ArraySlice<Int32> { keys[row * width..<(row + 1) * width] }
    public func amount(_ row: Int) -> Int128 { amounts[row] }

    /// Adds `amount` to the row of `key`, which holds `width` values.
    @inline(__always)
    public mutating func add(_ key: UnsafePointer<Int32>, _ amount: Int128) {
        if amounts.count * 2 >= slots.count { grow() }
        var slot = hash(key) & (slots.count - 1)
        while true {
            let row = Int(slots[slot]) - 1
            if row < 0 { break }
            if matches(row, key) {
                amounts[row] += amount
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        amounts.append(amount)
        keys.append(contentsOf: UnsafeBufferPointer(start: key, count: width))
        slots[slot] = Int32(amounts.count)
    }

    /// Adds facts `range` of a block under `audience`, or takes them away.
    mutating func add(_ facts: ColumnTable, _ range: Range<Int>, audience: Int32, sign: Int128 = 1) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: width) { key in
            key[0] = audience
            for row in range {
                for column in 1..<width { key[column] = facts.columns[column + RollupColumn.firstShared - 1][row] }
                add(key.baseAddress!, facts.amounts[row] * sign)
            }
        }
    }

    /// Adds every row of a table of the same width.
    mutating func add(segment: ColumnTable) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: width) { key in
            for row in 0..<segment.count {
                for column in 0..<width { key[column] = segment.columns[column][row] }
                add(key.baseAddress!, segment.amounts[row])
            }
        }
    }

    /// The rows with anything in them, in the order of their keys, so that equal sums are stored as equal bytes.
    func table() -> ColumnTable { table(of: amounts.indices.filter { amounts[$0] != 0 }) }

    /// The same for each value of a column, one after another: all at once would be in memory twice.
    func forEachPart(by column: Int, _ body: (Int32, ColumnTable) throws -> Void) rethrows {
        var rows: [Int32: [Int]] = [:]
        for row in amounts.indices where amounts[row] != 0 { rows[keys[row * width + column], default: []].append(row) }
        for value in rows.keys.sorted() { try body(value, table(of: rows.removeValue(forKey: value)!)) }
    }

    private func table(of rows: [Int]) -> ColumnTable {
        let rows = sorted(rows)
        let columns = (0..<width).map { column in rows.map { keys[$0 * width + column] } }
        return ColumnTable(columns: columns, amounts: rows.map { amounts[$0] })
    }

    private func sorted(_ rows: [Int]) -> [Int] {
        keys.withUnsafeBufferPointer { unsafeKeys in
            rows.sorted { a, b in
                for column in 0..<width {
                    let (x, y) = (unsafeKeys[a * width + column], unsafeKeys[b * width + column])
                    if x != y { return x < y }
                }
                return false
            }
        }
    }

    @inline(__always)
    private func matches(_ row: Int, _ key: UnsafePointer<Int32>) -> Bool {
        keys.withUnsafeBufferPointer { keys in
            let base = keys.baseAddress! + row * width
            for column in 0..<width where base[column] != key[column] { return false }
            return true
        }
    }

    @inline(__always)
    private func hash(_ key: UnsafePointer<Int32>) -> Int {
        var mixed: UInt64 = 0x9E37_79B9_7F4A_7C15
        for column in 0..<width {
            mixed = (mixed ^ UInt64(UInt32(bitPattern: key[column]))) &* 0xFF51_AFD7_ED55_8CCD
            mixed ^= mixed >> 32
        }
        return Int(truncatingIfNeeded: mixed & 0x7FFF_FFFF_FFFF_FFFF)
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        keys.withUnsafeBufferPointer { keys in
            for row in amounts.indices {
                var slot = hash(keys.baseAddress! + row * width) & (slots.count - 1)
                while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
                slots[slot] = Int32(row + 1)
            }
        }
    }
}
