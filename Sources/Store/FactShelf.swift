import SQL

/// Facts fetched activity by activity; the block read last stays unpacked, so that neighbours cost nothing.
public final class FactShelf {
    private let database: Database
    private var block: Int64 = -1
    private var table = ColumnTable(width: FactColumn.count)

    public init(_ database: Database) { self.database = database }

    /// After a rollback the numbers of blocks may mean others.
    func forget() { block = -1 }

    /// Only this activity's facts, in order.
    public func facts(of activity: Int64) throws -> ColumnTable {
        let (table, range) = try place(of: activity)
        return table.slice(range)
    }

    /// The block that holds this activity's facts, and where they stand in it.
    func place(of activity: Int64) throws -> (table: ColumnTable, rows: Range<Int>) {
        let found = try database.first("SELECT block, first_fact, facts FROM activity WHERE id = ?", activity) { Place($0, from: 0) }
        return try open(found ?? Place())
    }

    /// Where an activity's facts stand.
    struct Place {
        var block: Int64 = 0
        var first: Int32 = 0
        var count: Int32 = 0

        init() {}

        /// From the columns `block`, `first_fact` and `facts` of a row.
        init(_ row: Row, from column: Int32) {
            block = row.int64(column)
            first = Int32(row.int(column + 1))
            count = Int32(row.int(column + 2))
        }
    }

    func open(_ place: Place) throws -> (table: ColumnTable, rows: Range<Int>) {
        guard place.count > 0 else { return (table, 0..<0) }
        try open(place.block)
        let rows = Int(place.first)..<Int(place.first + place.count)
        guard rows.upperBound <= table.count else { throw StoreError.damaged("the facts of block \(place.block) are cut short") }
        return (table, rows)
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
