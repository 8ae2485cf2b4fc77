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
        let distinct = pairs.indices.filter { $0 == 0 || pairs[$0] != pairs[$0 - 1] }.map { pairs[$0] }
        let whole = distinct.count / Self.rowsAtOnce * Self.rowsAtOnce
        for first in stride(from: 0, to: whole, by: Self.rowsAtOnce) {
            try Self.insert(distinct[first..<first + Self.rowsAtOnce], into: database)
        }
        for index in whole..<distinct.count { try Self.insert(distinct[index...index], into: database) }
        pairs.removeAll(keepingCapacity: true)
    }

    /// A statement costs as much as a few rows, so that many rows share one.
    private static let rowsAtOnce = 50
    private static let one = statement(rows: 1)
    private static let many = statement(rows: rowsAtOnce)

    private static func statement(rows: Int) -> String {
        "INSERT INTO mention VALUES " + repeatElement("(?, ?)", count: rows).joined(separator: ", ")
    }

    private static func insert(_ pairs: ArraySlice<UInt64>, into database: Database) throws {
        try database.statement(pairs.count == 1 ? one : many).run { row in
            for pair in pairs {
                row.add(Int(pair >> 32))
                row.add(Int(pair & 0xFFFF_FFFF))
            }
        }
    }
}
