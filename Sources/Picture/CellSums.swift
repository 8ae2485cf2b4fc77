/// Amounts added up by keys of several small numbers, slab after slab.
///
/// The numbers of a key are joined into one, each in a field of bits that is wide enough for the largest of its numbers so far; where a
/// field grows, what was added up is joined anew.
struct CellSums {
    /// In bits, of each field.
    private var widths: [Int]
    private var sums = JoinedSums()

    /// - Parameter fields: numbers in a key.
    init(fields: Int) { widths = [Int](repeating: 0, count: fields) }

    /// Makes room for numbers below `counts`. False where such keys do not fit a joined number.
    mutating func fit(_ counts: [Int]) -> Bool {
        let needed = counts.map { Int.bitWidth - max(0, $0 - 1).leadingZeroBitCount }
        if zip(needed, widths).allSatisfy({ $0 <= $1 }) { return true }
        let spare = JoinedSums.keyBits - zip(needed, widths).reduce(0) { $0 + max($1.0, $1.1) }
        guard spare >= 0 else { return false }
        // What is not needed yet saves joining anew.
        let wider = zip(needed, widths).map { max($0, $1) + spare / counts.count }
        if !sums.isEmpty { rejoin(wider) }
        widths = wider
        return true
    }

    private mutating func rejoin(_ wider: [Int]) {
        var joined = JoinedSums()
        forEachSum { key, amount in
            joined.add(zip(key, wider).reduce(0) { $0 << $1.1 | UInt64($1.0) }, amount)
        }
        sums = joined
    }

    /// Adds the amounts of `rows`, whose keys must fit.
    mutating func add(_ fields: [KeyField], _ rows: [Int32], _ amounts: [Int128]) {
        var joined = [UInt64](repeating: 0, count: rows.count)
        for (field, width) in zip(fields, widths) where width > 0 {
            field.values.withUnsafeBufferPointer { values in
                guard let numbers = field.numbers else { return Self.join(rows, width, to: &joined) { values[Int($0)] } }
                numbers.withUnsafeBufferPointer { numbers in
                    Self.join(rows, width, to: &joined) { numbers[Int(values[Int($0)])] }
                }
            }
        }
        sums.add(joined, rows, amounts)
    }

    @inline(__always)
    private static func join(_ rows: [Int32], _ width: Int, to joined: inout [UInt64], _ number: (Int32) -> Int32) {
        joined.withUnsafeMutableBufferPointer { joined in
            rows.withUnsafeBufferPointer { rows in
                for index in rows.indices {
                    joined[index] = joined[index] << UInt64(width) | UInt64(UInt32(bitPattern: number(rows[index])))
                }
            }
        }
    }

    /// Hands over every key with its sum, those of nothing left out.
    func forEachSum(_ body: (_ key: UnsafeMutableBufferPointer<Int32>, _ sum: Int128) -> Void) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: widths.count) { key in
            sums.forEachSum { joined, sum in
                var rest = joined
                for field in widths.indices.reversed() {
                    key[field] = Int32(rest & (1 << UInt64(widths[field]) - 1))
                    rest >>= UInt64(widths[field])
                }
                body(key, sum)
            }
        }
    }
}

/// Sums by one number, found by open addressing.
private struct JoinedSums {
    static let keyBits = 62

    private struct Slot {
        /// One more than the key; 0 is free.
        var mark: UInt64 = 0
        var sum: Int128 = 0
    }

    /// The length is a power of two.
    private var slots = [Slot](repeating: Slot(), count: 1 << 10)
    private var used = 0

    var isEmpty: Bool { used == 0 }

    mutating func add(_ keys: [UInt64], _ rows: [Int32], _ amounts: [Int128]) {
        var next = 0
        while next < keys.count {
            next = addUntilFull(keys, rows, amounts, from: next)
            growWhereFull()
        }
    }

    mutating func add(_ key: UInt64, _ amount: Int128) {
        used += slots.withUnsafeMutableBufferPointer { Self.add(key, amount, to: $0) } ? 1 : 0
        growWhereFull()
    }

    /// Says where it stopped.
    private mutating func addUntilFull(_ keys: [UInt64], _ rows: [Int32], _ amounts: [Int128], from first: Int) -> Int {
        var (next, free) = (first, slots.count / 2 - used)
        slots.withUnsafeMutableBufferPointer { slots in
            amounts.withUnsafeBufferPointer { amounts in
                while next < keys.count, free > 0 {
                    free -= Self.add(keys[next], amounts[Int(rows[next])], to: slots) ? 1 : 0
                    next += 1
                }
            }
        }
        used = slots.count / 2 - free
        return next
    }

    /// True for a key that was not met before.
    @inline(__always)
    private static func add(_ key: UInt64, _ amount: Int128, to slots: UnsafeMutableBufferPointer<Slot>) -> Bool {
        let mixed = (key ^ (key >> 29)) &* 0x9E37_79B9_7F4A_7C15
        var place = Int(truncatingIfNeeded: mixed ^ (mixed >> 32)) & (slots.count - 1)
        while slots[place].mark != 0 {
            if slots[place].mark == key + 1 {
                slots[place].sum += amount
                return false
            }
            place = (place + 1) & (slots.count - 1)
        }
        slots[place] = Slot(mark: key + 1, sum: amount)
        return true
    }

    private mutating func growWhereFull() {
        guard used * 2 >= slots.count else { return }
        var larger = [Slot](repeating: Slot(), count: slots.count * 4)
        larger.withUnsafeMutableBufferPointer { larger in
            for slot in slots where slot.mark != 0 { _ = Self.add(slot.mark - 1, slot.sum, to: larger) }
        }
        slots = larger
    }

    func forEachSum(_ body: (UInt64, Int128) -> Void) {
        for slot in slots where slot.sum != 0 { body(slot.mark - 1, slot.sum) }
    }
}
