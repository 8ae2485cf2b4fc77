/// One connection to one database: a file of SQLite's, or a database on a PostgreSQL server. It belongs to one thread at a time.
///
/// `@unchecked Sendable`: two threads must never be inside a connection at once. The store hands it to exactly one thread (the writer's or a
/// reader's) and takes it back by joining that thread.
public final class Database: @unchecked Sendable {
    private let engine: any Engine
    private var cache: [String: Statement] = [:]

    public enum Mode: Sendable { case create, write, read }

    /// Opens the file at `path`, or the database at an address (`postgres://...`); throws `SQLError` when it is missing (`write`, `read`),
    /// locked, out of reach or no database.
    public init(path: String, mode: Mode) throws {
        engine = DatabaseAddress.isServer(path) ? try PostgreSQLEngine(path, mode) : try SQLiteEngine(path, mode)
    }

    public var dialect: Dialect { engine.dialect }

    /// Runs statements that return nothing and take nothing: schema and settings.
    public func execute(_ sql: String) throws { try engine.execute(sql) }

    /// A prepared statement, kept for the next call with the same text.
    public func statement(_ sql: String) throws -> Statement {
        if let known = cache[sql] { return known }
        let made = Statement(try engine.prepare(sql))
        cache[sql] = made
        return made
    }

    public func run(_ sql: String, _ values: any SQLValue...) throws { try statement(sql).run(values) }

    /// Runs an `INSERT` into a table numbered by its `id`, and gives the number of the row.
    public func insert(_ sql: String, _ values: any SQLValue...) throws -> Int64 {
        var id: Int64 = 0
        try statement(sql + " RETURNING id").forEach(values) { id = $0.int64(0) }
        return id
    }

    public func rows<T>(_ sql: String, _ values: any SQLValue..., read: (Row) throws -> T) throws -> [T] {
        var found: [T] = []
        try statement(sql).forEach(values) { found.append(try read($0)) }
        return found
    }

    public func first<T>(_ sql: String, _ values: any SQLValue..., read: (Row) throws -> T) throws -> T? {
        var found: T?
        try statement(sql).read(
            values,
            while: {
                found = try read($0)
                return false
            })
        return found
    }

    func copy(_ sql: String, _ bytes: UnsafeRawBufferPointer) throws { try engine.copy(sql, bytes) }

    public var changes: Int { engine.changes }

    // MARK: Transactions

    /// Begins a transaction that will write.
    public func begin() throws { try execute(dialect == .sqlite ? "BEGIN IMMEDIATE" : "BEGIN") }

    public func commit() throws { try execute("COMMIT") }

    /// Takes back what was written since `begin`; nothing when there is no transaction.
    public func rollback() { if engine.isInTransaction { try? execute("ROLLBACK") } }

    /// Runs `body` within a transaction; any error rolls everything back.
    public func transaction<T>(_ body: () throws -> T) throws -> T {
        try begin()
        do {
            let result = try body()
            try commit()
            return result
        } catch {
            rollback()
            throw error
        }
    }

    /// One unchanging view of the database over several reads.
    public func snapshot<T>(_ body: () throws -> T) throws -> T {
        try execute(dialect == .sqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        defer { try? execute("COMMIT") }
        return try body()
    }
}

/// Where a database is.
public enum DatabaseAddress {
    /// Whether it names a server rather than a file.
    public static func isServer(_ path: String) -> Bool { path.hasPrefix("postgres://") || path.hasPrefix("postgresql://") }

    /// The address without a password that stands in it.
    public static func shown(_ path: String) -> String {
        guard isServer(path) else { return path }
        return path.replacing(/:\/\/([^:@\/?]*):[^@\/]*@/) { "://\($0.output.1)@" }.replacing(/([?&]password=)[^&]*/) { "\($0.output.1)…" }
    }
}
