import SQL

/// Roll-ups on disk: segments that add up, one for each flow, one value per column.
///
/// A segment stands there twice: finely, by everything but the activity, and coarsely, without what few questions ask for.
enum Rollups {
    /// Raw values are stored.
    enum Kind: Int {
        case facts = 0
        case adjustments = 1
    }

    static func write(_ sums: SumTable, kind: Kind, to database: Database) throws {
        try sums.forEachPart(by: RollupColumn.flow.rawValue) { flow, part in
            try write(part, kind, .fine, flow, RollupColumn.allCases, to: database)
            try write(coarse(part), kind, .coarse, flow, RollupColumn.coarse, to: database)
        }
    }

    private static func write(
        _ table: ColumnTable, _ kind: Kind, _ level: RollupLevel, _ flow: Int32, _ columns: [RollupColumn], to database: Database
    ) throws {
        guard table.count > 0 else { return }
        let id = try database.run(
            "INSERT INTO rollup (kind, level, flow, rows) VALUES (?, ?, ?, ?)", kind.rawValue, level.rawValue, Int(flow), table.count)
        let insert = try database.statement("INSERT INTO rollup_column VALUES (?, ?, ?)")
        for (column, values) in zip(columns, table.columns) { try insert.run([id, column.rawValue, PackedColumn.packed(values)]) }
        try insert.run([id, RollupColumn.count, PackedColumn.packed(table.amounts)])
    }

    /// The columns of the coarse level, of days the year alone.
    private static func coarse(_ table: ColumnTable) -> ColumnTable {
        let days = table.columns[RollupColumn.day.rawValue].map { PackedDay.startOfYear($0) }
        let columns = RollupColumn.coarse.map { $0 == .day ? days : table.columns[$0.rawValue] }
        var sums = SumTable(width: columns.count)
        sums.add(segment: ColumnTable(columns: columns, amounts: table.amounts))
        return sums.table()
    }

    private static func read(_ id: Int64, rows: Int, from database: Database) throws -> ColumnTable {
        var columns: [[Int32]] = []
        var amounts: [Int128] = []
        let select = try database.statement("SELECT \"column\", bytes FROM rollup_column WHERE rollup = ? ORDER BY \"column\"")
        try select.forEach([id]) { row in
            if row.int(0) < RollupColumn.count {
                columns.append(try row.withBytes(1) { try PackedColumn.values($0, count: rows) })
            } else {
                amounts = try row.withBytes(1) { try PackedColumn.amounts($0, count: rows) }
            }
        }
        guard columns.count == RollupColumn.count, amounts.count == rows else { throw StoreError.damaged("roll-up \(id) lacks a column") }
        return ColumnTable(columns: columns, amounts: amounts)
    }

    static func remove(kind: Kind, from database: Database) throws {
        try database.run("DELETE FROM rollup_column WHERE rollup IN (SELECT id FROM rollup WHERE kind = ?)", kind.rawValue)
        try database.run("DELETE FROM rollup WHERE kind = ?", kind.rawValue)
    }

    /// Adds all segments of a flow's facts up into one, when there are enough of them to slow a query down.
    static func compact(_ database: Database, above limit: Int = 1) throws {
        let flows = try database.rows("SELECT flow FROM rollup WHERE kind = 0 AND level = 0 GROUP BY flow HAVING count(*) > ?", limit) {
            $0.int(0)
        }
        for flow in flows { try compact(flow, database) }
    }

    private static func compact(_ flow: Int, _ database: Database) throws {
        let segments = try database.rows("SELECT id, rows FROM rollup WHERE kind = 0 AND level = 0 AND flow = ?", flow) {
            ($0.int64(0), $0.int(1))
        }
        var sum = SumTable(width: RollupColumn.count)
        for (id, rows) in segments { sum.add(segment: try read(id, rows: rows, from: database)) }
        try database.run("DELETE FROM rollup_column WHERE rollup IN (SELECT id FROM rollup WHERE kind = 0 AND flow = ?)", flow)
        try database.run("DELETE FROM rollup WHERE kind = 0 AND flow = ?", flow)
        try write(sum, kind: .facts, to: database)
    }
}

/// How finely a roll-up tells sums apart. Raw values are stored.
public enum RollupLevel: Int, Sendable {
    case fine = 0
    case coarse = 1
}

extension RollupColumn {
    /// What the coarse level keeps; its `day` is the first of a year.
    static let coarse: [RollupColumn] = [
        .audience, .flow, .currency, .day, .rateMonth, .country, .sector, .reporterRef, .reporter, .funder, .implementer, .rules,
    ]

    /// The coarsest level that has all of `columns`. `needsDay`: years that do not begin in January.
    public static func level(for columns: Set<RollupColumn>, needsDay: Bool) -> RollupLevel {
        !needsDay && columns.isSubset(of: coarse) ? .coarse : .fine
    }
}
