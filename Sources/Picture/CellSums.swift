/// Amounts of one slab added up by a key of several small numbers.
///
/// The numbers are joined into one: where few joined numbers are possible each has a place of its own, else places are found by hash.
struct CellSums {
    /// The most places that are laid out for all possible keys.
    private static let mostPlaces = 1 << 20

    private let radices: [Int]
    private let columns: [[Int32]]

    /// - Parameters:
    ///   - columns: parts of the key, row by row; an empty one is 0 in every row.
    ///   - radices: above the largest number of each column.
    init(_ columns: [[Int32]], radices: [Int]) {
        self.columns = columns
        self.radices = radices.map { max(1, $0) }
    }

    /// Whether keys of these radices can be joined into 64 bits.
    static func fits(_ radices: [Int]) -> Bool { radices.reduce(1.0) { $0 * Double(max(1, $1)) } < 1e19 }

    /// Hands every key that occurs in `rows` to `body`, with its sum.
    func read(_ rows: [Int32], _ amounts: [Int128], _ body: (UnsafeMutablePointer<Int32>, Int128) -> Void) {
        let joined = joined(rows)
        let places = radices.reduce(1.0) { $0 * Double($1) }
        if places <= Double(Self.mostPlaces), Int(places) < rows.count * 8 {
            addInPlace(joined, rows, amounts, places: Int(places), body)
        } else {
            addByHash(joined, rows, amounts, body)
        }
    }

    /// One number a row.
    private func joined(_ rows: [Int32]) -> [UInt64] {
        var joined = [UInt64](repeating: 0, count: rows.count)
        for (column, radix) in zip(columns, radices) where !column.isEmpty {
            column.withUnsafeBufferPointer { unsafeColumn in
                joined.withUnsafeMutableBufferPointer { unsafeJoined in
                    for index in 0..<rows.count {
                        unsafeJoined[index] =
                            unsafeJoined[index] &* UInt64(radix) &+ UInt64(UInt32(bitPattern: unsafeColumn[Int(rows[index])]))
                    }
                }
            }
        }
        return joined
    }

    private func addInPlace(
        _ joined: [UInt64], _ rows: [Int32], _ amounts: [Int128], places: Int, _ body: (UnsafeMutablePointer<Int32>, Int128) -> Void
    ) {
        var sums = [Int128](repeating: 0, count: places)
        sums.withUnsafeMutableBufferPointer { unsafeSums in
            amounts.withUnsafeBufferPointer { unsafeAmounts in
                for index in 0..<rows.count { unsafeSums[Int(joined[index])] += unsafeAmounts[Int(rows[index])] }
            }
        }
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: radices.count) { key in
            for place in 0..<places where sums[place] != 0 {
                split(UInt64(place), into: key)
                body(key.baseAddress!, sums[place])
            }
        }
    }

    private func addByHash(_ joined: [UInt64], _ rows: [Int32], _ amounts: [Int128], _ body: (UnsafeMutablePointer<Int32>, Int128) -> Void)
    {
        var table = JoinedSums()
        joined.withUnsafeBufferPointer { unsafeJoined in
            amounts.withUnsafeBufferPointer { unsafeAmounts in
                for index in 0..<rows.count { table.add(unsafeJoined[index], unsafeAmounts[Int(rows[index])]) }
            }
        }
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: radices.count) { key in
            for row in table.keys.indices where table.sums[row] != 0 {
                split(table.keys[row], into: key)
                body(key.baseAddress!, table.sums[row])
            }
        }
    }

    private func split(_ joined: UInt64, into key: UnsafeMutableBufferPointer<Int32>) {
        var rest = joined
        for column in radices.indices.reversed() {
            guard !columns[column].isEmpty else {
                key[column] = 0
                continue
            }
            key[column] = Int32(truncatingIfNeeded: rest % UInt64(radices[column]))
            rest /= UInt64(radices[column])
        }
    }
}

/// Sums by one number, found by open addressing.
private struct JoinedSums {
    private(set) var keys: [UInt64] = []
    private(set) var sums: [Int128] = []
    /// Row + 1 by hash; 0 is free. The length is a power of two.
    private var slots = [Int32](repeating: 0, count: 1 << 12)

    @inline(__always)
    mutating func add(_ key: UInt64, _ amount: Int128) {
        var slot = place(key)
        while slots[slot] != 0 {
            let row = Int(slots[slot]) - 1
            if keys[row] == key {
                sums[row] += amount
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        keys.append(key)
        sums.append(amount)
        slots[slot] = Int32(keys.count)
        if keys.count * 2 >= slots.count { grow() }
    }

    @inline(__always)
    private func place(_ key: UInt64) -> Int {
        let mixed = (key ^ (key >> 29)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: (mixed ^ (mixed >> 32)) & UInt64(slots.count - 1))
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 4)
        for row in keys.indices {
            var slot = place(keys[row])
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(row + 1)
        }
    }
}
