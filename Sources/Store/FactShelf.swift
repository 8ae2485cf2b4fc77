import SQL

/// Facts fetched activity by activity; the block read last stays unpacked, so that neighbours cost nothing.
final class FactShelf {
    private let database: Database
    private var block: Int64 = -1
    private var table = ColumnTable(width: FactColumn.count)

    init(_ database: Database) { self.database = database }

    /// After a rollback the numbers of blocks may mean others.
    func forget() { block = -1 }

    /// Only this activity's facts, in order.
    func facts(of activity: Int64) throws -> ColumnTable {
        let (table, range) = try place(of: activity)
        return table.slice(range)
    }

    /// The block that holds this activity's facts, and where they stand in it.
    func place(of activity: Int64) throws -> (table: ColumnTable, rows: Range<Int>) {
        let found = try database.first("SELECT block, first_fact, facts FROM activity WHERE id = ?", activity) {
            ($0.int64(0), $0.int(1)..<$0.int(1) + $0.int(2))
        }
        guard let found else { return (table, 0..<0) }
        try open(found.0)
        guard found.1.upperBound <= table.count else { throw StoreError.damaged("the facts of record \(activity) are cut short") }
        return (table, found.1)
    }

    private func open(_ wanted: Int64) throws {
        guard wanted != block else { return }
        let table = try database.first("SELECT facts FROM block WHERE id = ?", wanted) { row in
            try row.withBytes(0) { try PackedTable($0, width: FactColumn.count).table() }
        }
        self.table = table ?? ColumnTable(width: FactColumn.count)
        block = wanted
    }
}
