import Records
import SQL

/// The roll-ups as a query reads them: segment by segment, column by column.
public enum RollupReader {
    public struct Segment: Sendable {
        let id: Int64
        public let rows: Int
    }

    /// The segments of one flow.
    ///
    /// - Parameter countries: terms; only what may hold one of them is wanted. Nil: everything.
    public static func segments(_ flow: Flow, _ level: RollupLevel, countries: [Int]?, _ database: Database) throws -> [Segment] {
        let found = try database.rows(
            "SELECT id, rows, first_country, last_country FROM rollup WHERE flow = ? AND level = ? ORDER BY id",
            Int(FlowNumber.number(flow)), level.rawValue
        ) { (segment: Segment(id: $0.int64(0), rows: $0.int(1)), holds: $0.int(2)...$0.int(3)) }
        return found.filter { one in countries?.contains { one.holds.contains($0) } ?? true }.map(\.segment)
    }

    /// Appends the values of a column to `values`.
    public static func append(_ column: RollupColumn, _ segment: Segment, _ database: Database, to values: inout [Int32]) throws {
        values += try bytes(column.rawValue, segment, database) { try PackedColumn.values($0, count: segment.rows) }
    }

    public static func appendAmounts(_ segment: Segment, _ database: Database, to amounts: inout [Int128]) throws {
        amounts += try bytes(RollupColumn.count, segment, database) { try PackedColumn.amounts($0, count: segment.rows) }
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
    /// Audience by activity, 0 for records that never count.
    public static func audiences(_ database: Database) throws -> [Int32] {
        var found: [Int32] = []
        try database.statement("SELECT id, audience FROM activity ORDER BY id").forEach([]) { row in
            let activity = row.int(0)
            if activity >= found.count { found.append(contentsOf: repeatElement(0, count: activity + 1 - found.count)) }
            found[activity] = Int32(row.optionalInt(1) ?? 0)
        }
        return found
    }

    /// Blocks in the order of their activities, with the number of the first of them.
    public static func forEachBlock(_ database: Database, _ body: (Int64, PackedTable) throws -> Void) throws {
        try database.statement("SELECT first_activity, facts FROM block ORDER BY id").forEach([]) { row in
            try row.withBytes(1) { try body(row.int64(0), try PackedTable($0, width: FactColumn.count)) }
        }
    }

    public static func forEachAdjustment(_ database: Database, _ body: (Int32, Int32, PackedTable) throws -> Void) throws {
        try database.statement("SELECT activity, audience, facts FROM adjustment").forEach([]) { row in
            try row.withBytes(2) { try body(Int32(row.int(0)), Int32(row.int(1)), try PackedTable($0, width: FactColumn.count)) }
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
