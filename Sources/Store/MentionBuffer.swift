import SQL

/// Mentions on their way into the store: by term and then by activity, as the table is laid out, so that its pages are met in order.
struct MentionBuffer {
    private static let limit = 1 << 18

    /// Term in the high half, activity in the low one.
    private var pairs: [UInt64] = []

    var isFull: Bool { pairs.count >= Self.limit }

    mutating func add(term: Int32, activity: Int64) { pairs.append(UInt64(term) << 32 | UInt64(activity)) }

    mutating func write(to database: Database) throws {
        pairs.sort()
        let insert = try database.statement("INSERT OR IGNORE INTO mention VALUES (?, ?)")
        var last: UInt64?
        for pair in pairs where pair != last {
            try insert.run { row in
                row.add(Int(pair >> 32))
                row.add(Int(pair & 0xFFFF_FFFF))
            }
            last = pair
        }
        pairs.removeAll(keepingCapacity: true)
    }
}
