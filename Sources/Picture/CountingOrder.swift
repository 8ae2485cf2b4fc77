/// Rows sorted by numbers without comparing them.
enum CountingOrder {
    /// Rows as they stand.
    static func unsorted(_ count: Int) -> [Int32] { (0..<count).map { Int32(truncatingIfNeeded: $0) } }

    /// The rows of `order` by their numbers, which are small and below `limit`; those that have one in common stay as they are.
    @inline(__always)
    static func sorted(_ order: [Int32], below limit: Int, by number: (Int) -> Int) -> [Int32] {
        guard !order.isEmpty else { return [] }
        var starts = [Int32](repeating: 0, count: limit + 1)
        return starts.withUnsafeMutableBufferPointer { starts in
            for row in order { starts[number(Int(row)) + 1] += 1 }
            for index in 0..<limit { starts[index + 1] += starts[index] }
            return [Int32](unsafeUninitializedCapacity: order.count) { sorted, count in
                for row in order {
                    let number = number(Int(row))
                    sorted[Int(starts[number])] = row
                    starts[number] += 1
                }
                count = order.count
            }
        }
    }

    /// The same by numbers of any size, digit by digit from the last.
    @inline(__always)
    static func sorted(_ order: [Int32], below limit: UInt64, by number: (Int) -> UInt64) -> [Int32] {
        var (sorted, shift) = (order, 0)
        while (limit - 1) >> shift > 0 {
            sorted = Self.sorted(sorted, below: 1 << digit) { Int(truncatingIfNeeded: number($0) >> shift) & (1 << digit - 1) }
            shift += digit
        }
        return sorted
    }

    /// Bits of a digit: as many places as a processor's nearest memory holds.
    private static let digit = 11
}
