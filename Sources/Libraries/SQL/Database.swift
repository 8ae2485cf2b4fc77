internal import CSQLite

/// One connection to one SQLite database. It belongs to one thread at a time.
///
/// `@unchecked Sendable`: SQLite is opened in its no-mutex mode, so two threads must never be inside it at once. The store
/// hands a connection to exactly one thread (the writer's or a reader's) and takes it back by joining that thread.
public final class Database: @unchecked Sendable {
    let handle: OpaquePointer
    private var cache: [String: Statement] = [:]

    public enum Mode: Sendable { case create, write, read }

    /// Before the first database is opened.
    private static let isConfigured = concord_stop_counting_memory() == SQLITE_OK

    /// Opens `path`; throws `SQLError` when it is missing (`write`, `read`), locked or no database.
    public init(path: String, mode: Mode) throws {
        _ = Self.isConfigured
        var opened: OpaquePointer?
        let flags: Int32
        switch mode {
        case .create: flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        case .write: flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
        case .read: flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
        }
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(opened)
            throw SQLError(code: code, message: message, sql: "")
        }
        handle = opened
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, 10_000)
    }

    deinit {
        cache.removeAll()
        sqlite3_close_v2(handle)
    }

    /// Runs statements that return nothing and take nothing: schema and pragmas.
    public func execute(_ sql: String) throws {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, sql) }
    }

    /// A prepared statement, kept for the next call with the same text.
    public func statement(_ sql: String) throws -> Statement {
        if let known = cache[sql] { return known }
        let made = try Statement(self, sql)
        cache[sql] = made
        return made
    }

    @discardableResult
    public func run(_ sql: String, _ values: any SQLValue...) throws -> Int64 {
        try statement(sql).run(values)
        return sqlite3_last_insert_rowid(handle)
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

    public var changes: Int { Int(sqlite3_changes(handle)) }

    /// Runs `body` between BEGIN IMMEDIATE and COMMIT; any error rolls everything back.
    public func transaction<T>(_ body: () throws -> T) throws -> T {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            if sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
            throw error
        }
    }

    /// One unchanging view of the database over several reads.
    public func snapshot<T>(_ body: () throws -> T) throws -> T {
        try execute("BEGIN")
        defer { try? execute("COMMIT") }
        return try body()
    }

    func error(_ code: Int32, _ sql: String) -> SQLError {
        SQLError(code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)), sql: sql)
    }
}
