import Compression
import Records
import SQL

/// The roll-ups as a query reads them: segment by segment, column by column.
public enum RollupReader {
    public struct Segment: Sendable {
        let id: Int64
        let rows: Int
    }

    public static func segments(_ database: Database) throws -> [Segment] {
        try database.rows("SELECT id, rows FROM rollup ORDER BY id") { Segment(id: $0.int64(0), rows: $0.int(1)) }
    }

    public static func column(_ column: RollupColumn, _ segment: Segment, _ database: Database) throws -> [Int32] {
        try bytes(column.rawValue, segment, database) { try PackedColumn.values($0, count: segment.rows) }
    }

    public static func amounts(_ segment: Segment, _ database: Database) throws -> [Int128] {
        try bytes(RollupColumn.count, segment, database) { try PackedColumn.amounts($0, count: segment.rows) }
    }

    private static func bytes<T>(
        _ column: Int, _ segment: Segment, _ database: Database, _ read: (UnsafeRawBufferPointer) throws -> T
    ) throws -> T {
        let found = try database.first("SELECT bytes FROM rollup_column WHERE rollup = ? AND \"column\" = ?", segment.id, column) {
            try $0.withBytes(0, read)
        }
        guard let found else { throw StoreError.damaged("roll-up \(segment.id) lacks column \(column)") }
        return found
    }
}

/// The facts as a query reads them.
public enum FactReader {
    /// Audience by activity; records that never count are not in it.
    public static func audiences(_ database: Database) throws -> [Int32: Int32] {
        let rows = try database.rows("SELECT id, audience FROM activity WHERE audience IS NOT NULL") { (Int32($0.int(0)), Int32($0.int(1))) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    public static func forEachBlock(_ database: Database, _ body: (Int64, ColumnTable) throws -> Void) throws {
        let decompressor = ZstdDecompressor()
        try database.statement("SELECT first_activity, facts FROM block").forEach([]) { row in
            try body(row.int64(0), row.withBytes(1) { ColumnTable(try PackedTable($0, width: FactColumn.count, by: decompressor)) })
        }
    }

    public static func forEachAdjustment(_ database: Database, _ body: (Int32, Int32, ColumnTable) throws -> Void) throws {
        try database.statement("SELECT activity, audience, facts FROM adjustment").forEach([]) { row in
            try body(Int32(row.int(0)), Int32(row.int(1)), try ColumnTable(packed: row.bytes(2)))
        }
    }
}

/// Exchange rates as a query uses them: those that ship, overlaid with those imported.
public enum RateTable {
    public static func load(_ store: Store, _ reference: Reference) throws -> ExchangeRates {
        try RateWriter.rates(in: store.database, over: reference.rates)
    }
}

extension RollupColumn {
    /// Where the same value stands in a fact.
    public var factColumn: Int { rawValue + Self.firstShared - 1 }
}
