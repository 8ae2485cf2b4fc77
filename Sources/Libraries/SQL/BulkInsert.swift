/// Rows on their way into one table: at once where the engine is in this process, many together where it is on a server.
///
/// Who asks for rows that were added has to `flush` first.
public final class BulkInsert {
    private let database: Database
    private let statement: Statement?
    private let command: String
    private let rows: CopyRows?

    /// - Parameter columns: of the values, in the order in which they are bound.
    public init(_ database: Database, into table: String, _ columns: String) throws {
        self.database = database
        command = "COPY \(table) (\(columns)) FROM STDIN WITH (FORMAT binary)"
        switch database.dialect {
        case .sqlite:
            let places = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
            statement = try database.statement("INSERT INTO \(table) (\(columns)) VALUES (\(places))")
            rows = nil
        case .postgreSQL:
            statement = nil
            rows = CopyRows()
        }
    }

    public func add(_ bind: (inout Binder) -> Void) throws {
        if let statement { return try statement.run(bind) }
        guard let rows else { return }
        rows.add(bind)
        if rows.isFull { try flush() }
    }

    /// Sends what waits.
    public func flush() throws {
        guard let rows, !rows.isEmpty else { return }
        try rows.withBytes { try database.copy(command, $0) }
        rows.removeAll()
    }

    /// Forgets what waits: its transaction was taken back.
    public func forget() { rows?.removeAll() }
}
