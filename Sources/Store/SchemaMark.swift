import SQL

/// By what a database is known as a store, and which version of the schema it has.
struct SchemaMark {
    /// "CNCD": marks a SQLite file as ours.
    static let applicationID = 0x434e_4344
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// Nil when the database is no store.
    func version() throws -> Int? {
        switch database.dialect {
        case .sqlite:
            let version = try number("PRAGMA user_version")
            return try version > 0 && number("PRAGMA application_id") == Self.applicationID ? version : nil
        case .postgreSQL:
            guard try database.first("SELECT 1 WHERE to_regclass('concord_schema') IS NOT NULL", read: { _ in true }) == true else {
                return nil
            }
            return try number("SELECT version FROM concord_schema")
        }
    }

    /// Whether nobody has written anything into the database.
    func isUntouched() throws -> Bool {
        switch database.dialect {
        case .sqlite: try number("PRAGMA user_version") == 0 && number("SELECT count(*) FROM sqlite_schema") == 0
        case .postgreSQL: try number("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()") == 0
        }
    }

    /// Lets only one process migrate; within a transaction, which in a file of SQLite's is enough.
    func lock() throws {
        if database.dialect == .postgreSQL { try database.execute("SELECT pg_advisory_xact_lock(\(Self.applicationID))") }
    }

    func set(_ version: Int) throws {
        switch database.dialect {
        case .sqlite: try database.execute("PRAGMA user_version = \(version); PRAGMA application_id = \(Self.applicationID)")
        case .postgreSQL:
            try database.execute(
                """
                CREATE TABLE IF NOT EXISTS concord_schema (version BIGINT NOT NULL);
                DELETE FROM concord_schema; INSERT INTO concord_schema VALUES (\(version))
                """)
        }
    }

    private func number(_ sql: String) throws -> Int { try database.first(sql) { $0.int(0) } ?? 0 }
}
