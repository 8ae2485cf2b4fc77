import SQL

/// Roll-ups on disk: segments that add up, one value per column.
enum Rollups {
    enum Kind: Int { case facts = 0, adjustments = 1 }

    static func write(_ table: ColumnTable, kind: Kind, to database: Database) throws {
        guard table.count > 0 else { return }
        let id = try database.run("INSERT INTO rollup (kind, rows) VALUES (?, ?)", kind.rawValue, table.count)
        let insert = try database.statement("INSERT INTO rollup_column VALUES (?, ?, ?)")
        for (index, column) in table.columns.enumerated() {
            try insert.run([id, index, PackedColumn.packed(column)])
        }
        try insert.run([id, table.width, PackedColumn.packed(table.amounts)])
    }

    static func read(_ id: Int64, rows: Int, from database: Database) throws -> ColumnTable {
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

    /// Adds all segments of facts up into one, when there are enough of them to slow a query down.
    static func compact(_ database: Database, above limit: Int = 1) throws {
        let segments = try database.rows("SELECT id, rows FROM rollup WHERE kind = 0") { ($0.int64(0), $0.int(1)) }
        guard segments.count > limit else { return }
        var sum = SumTable(width: RollupColumn.count)
        for (id, rows) in segments { sum.add(segment: try read(id, rows: rows, from: database)) }
        try remove(kind: .facts, from: database)
        try write(sum.table(), kind: .facts, to: database)
    }
}
