import Compression
import Ingest
import Records
import SQL

/// The original elements and the facts made of them, found again by activity.
public enum Originals {
    /// The record's XML as it stood in the file (in UTF-8).
    public static func bytes(of activity: Int64, in database: Database) throws -> [UInt8] {
        let found = try database.first(
            "SELECT b.originals, b.original_bytes, a.\"offset\", a.length FROM activity a JOIN block b ON b.id = a.block WHERE a.id = ?",
            activity
        ) { row in
            let whole = try Zstd.decompress(row.bytes(0), maximum: row.int(1))
            let range = row.int(2)..<row.int(2) + row.int(3)
            guard whole.indices.contains(range.lowerBound) || range.isEmpty, range.upperBound <= whole.count else {
                throw StoreError.damaged("the original of record \(activity) is cut short")
            }
            return Array(whole[range])
        }
        return found ?? []
    }

    /// Only this activity's facts, in order.
    public static func facts(of activity: Int64, in database: Database) throws -> ColumnTable {
        try FactShelf(database).facts(of: activity)
    }

    /// The block that holds this activity's facts, and which of its rows they are; nil for a record without a block.
    public static func withFacts<T>(of activity: Int64, in database: Database, _ body: (PackedTable, Range<Int>) throws -> T) throws -> T? {
        let select = "SELECT b.facts, a.first_fact, a.facts FROM activity a JOIN block b ON b.id = a.block WHERE a.id = ?"
        return try database.first(select, activity) { row in
            let rows = row.int(1)..<row.int(1) + row.int(2)
            return try row.withBytes(0) { bytes in
                let facts = try PackedTable(bytes, width: FactColumn.count)
                guard rows.upperBound <= facts.count else { throw StoreError.damaged("the facts of record \(activity) are cut short") }
                return try body(facts, rows)
            }
        }
    }

    /// The whole record, read again from its original.
    public static func activity(_ activity: Int64, in database: Database) throws -> Activity? {
        let place = try database.first(
            "SELECT a.line, d.root FROM activity a JOIN document d ON d.id = a.document WHERE a.id = ?", activity
        ) { ($0.int(0), root($0.text(1))) }
        guard let place else { return nil }
        return try IATIFile.read(original: bytes(of: activity, in: database), line: place.0, rootAttributes: place.1)
    }

    static func root(_ text: String) -> [(name: String, value: String)] {
        text.split(separator: "\u{1E}").map { pair in
            let parts = pair.split(separator: "\u{1F}", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
    }
}
