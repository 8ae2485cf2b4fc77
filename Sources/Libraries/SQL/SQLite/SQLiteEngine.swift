internal import CSQLite

/// A file of SQLite's. It is opened in the no-mutex mode, so two threads must never be inside it at once.
final class SQLiteEngine: Engine {
    fileprivate let handle: OpaquePointer
    let dialect = Dialect.sqlite

    /// Before the first database is opened.
    private static let isConfigured = concord_stop_counting_memory() == SQLITE_OK

    init(_ path: String, _ mode: Database.Mode) throws {
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
            throw SQLError(sqlite: code, message: message, sql: "")
        }
        handle = opened
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, 10_000)
    }

    deinit { sqlite3_close_v2(handle) }

    func execute(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw error(sql) }
    }

    func prepare(_ sql: String) throws -> any Prepared { try SQLiteStatement(self, sql) }

    func copy(_ sql: String, _ bytes: UnsafeRawBufferPointer) throws { throw SQLError(.other, "SQLite has no COPY", sql: sql) }

    var changes: Int { Int(sqlite3_changes(handle)) }

    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    fileprivate func error(_ sql: String) -> SQLError {
        SQLError(sqlite: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)), sql: sql)
    }
}

private final class SQLiteStatement: Prepared {
    private unowned let engine: SQLiteEngine
    private let handle: OpaquePointer
    private let sql: String

    init(_ engine: SQLiteEngine, _ sql: String) throws {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v3(engine.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared else { throw engine.error(sql) }
        self.engine = engine
        self.sql = sql
        handle = prepared
    }

    deinit { sqlite3_finalize(handle) }

    func perform(_ bind: (inout Binder) -> Void, while body: (Row) throws -> Bool) throws {
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        var binder = Binder(handle)
        bind(&binder)
        guard binder.code == SQLITE_OK else { throw engine.error(sql) }
        while try step() { if try !body(Row(handle)) { break } }
    }

    private func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw engine.error(sql)
        }
    }
}
