/// Rows sorted by small numbers without comparing them.
enum CountingOrder {
    /// The rows of `order` by their numbers, which are below `limit`; those that have one in common stay as they are.
    @inline(__always)
    static func sorted(_ order: [Int32], below limit: Int, by number: (Int) -> Int) -> [Int32] {
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
}
