import SQL

/// Mentions on their way into the store: gathered by term, since one row that lists many activities is written faster than many rows.
struct MentionBuffer {
    private static let limit = 1 << 18

    /// Term in the high half, activity in the low one.
    private var pairs: [UInt64] = []

    var isFull: Bool { pairs.count >= Self.limit }

    /// Each pair is added once.
    mutating func add(term: Int32, activity: Int64) { pairs.append(UInt64(term) << 32 | UInt64(activity)) }

    mutating func write(to database: Database) throws {
        let rows = try BulkInsert(database, into: "mention", "term, first_activity, activities")
        pairs.sort()
        var first = 0
        while first < pairs.count {
            let term = pairs[first] >> 32
            let end = pairs[first...].firstIndex { $0 >> 32 != term } ?? pairs.count
            try Self.add(pairs[first..<end], to: rows)
            first = end
        }
        try rows.flush()
        pairs.removeAll(keepingCapacity: true)
    }

    /// Activities that name the same term.
    private static func add(_ pairs: ArraySlice<UInt64>, to rows: BulkInsert) throws {
        try rows.add { row in
            row.add(Int(pairs.first! >> 32))
            row.add(activity(pairs.first!))
            row.add(list(pairs))
        }
    }

    private static func list(_ pairs: ArraySlice<UInt64>) -> String {
        var list = "["
        for pair in pairs.dropLast() { list += "\(activity(pair))," }
        return list + "\(activity(pairs.last!))]"
    }

    private static func activity(_ pair: UInt64) -> Int { Int(pair & 0xFFFF_FFFF) }
}
