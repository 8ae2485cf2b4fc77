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

    /// The rows whose value of a column is one that `accepts` takes.
    public static func rows(
        _ segment: Segment, _ column: RollupColumn, _ database: Database, _ accepts: (Int32) -> Bool
    ) throws -> [Int32] {
        try values(column, segment, database) { PackedColumn.rows($0, at: 0, count: segment.rows, accepts) }
    }

    /// Leaves the rows whose value of a column is one that `accepts` takes.
    public static func narrow(
        _ rows: inout [Int32], _ segment: Segment, _ column: RollupColumn, _ database: Database, _ accepts: (Int32) -> Bool
    ) throws {
        try values(column, segment, database) { PackedColumn.narrow(&rows, $0, at: 0, count: segment.rows, accepts) }
    }

    /// Appends the values of some rows.
    public static func append(
        _ column: RollupColumn, _ segment: Segment, rows: [Int32], _ database: Database, to values: inout [Int32]
    ) throws {
        try Self.values(column, segment, database) { PackedColumn.append($0, at: 0, rows: rows, to: &values) }
    }

    public static func appendAmounts(_ segment: Segment, rows: [Int32], _ database: Database, to amounts: inout [Int128]) throws {
        try bytes(RollupColumn.count, segment, database) { bytes in
            guard PackedColumn.amountsLength(bytes, at: 0, count: segment.rows) == bytes.count else { throw damaged(segment) }
            PackedColumn.appendAmounts(bytes, at: 0, rows: rows, to: &amounts)
        }
    }

    /// The bytes of a column that has a value for every row.
    private static func values<T>(
        _ column: RollupColumn, _ segment: Segment, _ database: Database, _ read: (UnsafeRawBufferPointer) throws -> T
    ) throws -> T {
        try bytes(column.rawValue, segment, database) { bytes in
            guard PackedColumn.length(bytes, at: 0, count: segment.rows) == bytes.count else { throw damaged(segment) }
            return try read(bytes)
        }
    }

    private static func damaged(_ segment: Segment) -> StoreError {
        StoreError.damaged("a column of roll-up \(segment.id) has the wrong length")
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
    /// By activity, whether the reader sees it. Those that are not seen are few, as a rule: the others need not be handed over.
    public static func visible(_ visibility: Visibility, _ database: Database) throws -> [Bool] {
        let last = try database.first("SELECT max(id) FROM activity") { $0.int(0) } ?? 0
        var found = [Bool](repeating: true, count: last + 1)
        let select = "SELECT id FROM activity INDEXED BY activity_document WHERE (\(visibility.sql("audience"))) IS NOT TRUE"
        try database.statement(select).forEach([]) { found[$0.int(0)] = false }
        return found
    }

    /// All activities in their order, cut so that each stretch has all that is of some blocks.
    public static func stretches(blocks: Int, _ database: Database) throws -> [Range<Int>] {
        let firsts = try database.rows("SELECT first_activity FROM block ORDER BY first_activity") { $0.int(0) }
        let starts = stride(from: 0, to: firsts.count, by: blocks).map { firsts[$0] }
        return zip(starts, starts.dropFirst() + [Int.max]).map { $0..<$1 }
    }

    /// Blocks in the order of their activities, with the number of the first of them.
    public static func forEachBlock(_ activities: Range<Int>, _ database: Database, _ body: (Int, PackedTable) throws -> Void) throws {
        let select = "SELECT first_activity, facts FROM block WHERE first_activity >= ? AND first_activity < ? ORDER BY first_activity"
        try database.statement(select).forEach([activities.lowerBound, activities.upperBound]) { row in
            try row.withBytes(1) { try body(row.int(0), try PackedTable($0, width: FactColumn.count)) }
        }
    }

    /// The adjustments of some activities under a rule that are made for what the reader sees, in the order of activities.
    public static func forEachAdjustment(
        _ rule: CountingRule, _ visibility: Visibility, _ activities: Range<Int>, _ database: Database,
        _ body: (Int32, PackedTable) throws -> Void
    ) throws {
        let select = """
            SELECT activity, facts FROM adjustment INDEXED BY adjustment_activity
            WHERE activity >= ? AND activity < ? AND rules & ? <> 0 AND \(visibility.sql("audience")) ORDER BY activity
            """
        try database.statement(select).forEach([activities.lowerBound, activities.upperBound, Int(rule.rawValue)]) { row in
            try row.withBytes(1) { try body(Int32(row.int(0)), try PackedTable($0, width: FactColumn.count)) }
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
