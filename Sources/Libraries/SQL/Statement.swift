internal import CSQLite

/// What can be bound to a statement: integers, reals, text, bytes, and their absence.
public protocol SQLValue {
    func bind(to statement: OpaqueStatement, at index: Int32) -> Int32
}

/// A statement's handle, opaque outside this module.
public struct OpaqueStatement {
    let pointer: OpaquePointer
}

extension Int: SQLValue {
    public func bind(to statement: OpaqueStatement, at index: Int32) -> Int32 {
        sqlite3_bind_int64(statement.pointer, index, Int64(self))
    }
}
extension Int64: SQLValue {
    public func bind(to statement: OpaqueStatement, at index: Int32) -> Int32 { sqlite3_bind_int64(statement.pointer, index, self) }
}
extension Bool: SQLValue {
    public func bind(to statement: OpaqueStatement, at index: Int32) -> Int32 {
        sqlite3_bind_int64(statement.pointer, index, self ? 1 : 0)
    }
}
extension Double: SQLValue {
    public func bind(to statement: OpaqueStatement, at index: Int32) -> Int32 { sqlite3_bind_double(statement.pointer, index, self) }
}
extension String: SQLValue {
    public func bind(to statement: OpaqueStatement, at index: Int32) -> Int32 {
        var copy = self
        return copy.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                concord_bind_text(statement.pointer, index, $0.baseAddress ?? emptyText, Int32($0.count))
            }
        }
    }
}
extension [UInt8]: SQLValue {
    public func bind(to statement: OpaqueStatement, at index: Int32) -> Int32 {
        withUnsafeBytes {
            concord_bind_blob(statement.pointer, index, $0.baseAddress ?? UnsafeRawPointer(emptyText), sqlite3_uint64($0.count))
        }
    }
}
extension Optional: SQLValue where Wrapped: SQLValue {
    public func bind(to statement: OpaqueStatement, at index: Int32) -> Int32 {
        self?.bind(to: statement, at: index) ?? sqlite3_bind_null(statement.pointer, index)
    }
}

/// SQLite takes a null pointer for NULL; empty text needs a place to point to.
/// It is never written and never read through, for the length beside it is zero.
nonisolated(unsafe) private let emptyText = UnsafePointer(UnsafeMutablePointer<CChar>.allocate(capacity: 1))

/// A prepared statement: bound, run and reset in one call.
public final class Statement {
    private unowned let database: Database
    private let handle: OpaquePointer
    private let sql: String

    init(_ database: Database, _ sql: String) throws {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v3(database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared else { throw database.error(code, sql) }
        self.database = database
        self.sql = sql
        handle = prepared
    }

    deinit { sqlite3_finalize(handle) }

    /// Runs to the end, ignoring rows.
    public func run(_ values: [any SQLValue]) throws {
        defer { reset() }
        try bind(values)
        while try step() {}
    }

    /// Runs to the end with values bound one after another by `bind`: for the statements of an import, where boxing would cost.
    public func run(_ bind: (inout Binder) -> Void) throws {
        defer { reset() }
        try bindEach(bind)
        while try step() {}
    }

    /// Whether there is any row, with values bound as in `run`.
    public func hasRow(_ bind: (inout Binder) -> Void) throws -> Bool {
        defer { reset() }
        try bindEach(bind)
        return try step()
    }

    public func forEach(_ values: [any SQLValue], _ body: (Row) throws -> Void) throws {
        defer { reset() }
        try bind(values)
        while try step() { try body(Row(handle: handle)) }
    }

    /// Reads rows until `body` answers false.
    public func read(_ values: [any SQLValue], while body: (Row) throws -> Bool) throws {
        defer { reset() }
        try bind(values)
        while try step() { if try !body(Row(handle: handle)) { break } }
    }

    private func bind(_ values: [any SQLValue]) throws {
        var index: Int32 = 0
        for value in values {
            index += 1
            let code = value.bind(to: OpaqueStatement(pointer: handle), at: index)
            guard code == SQLITE_OK else { throw database.error(code, sql) }
        }
    }

    private func bindEach(_ bind: (inout Binder) -> Void) throws {
        var binder = Binder(handle)
        bind(&binder)
        guard binder.code == SQLITE_OK else { throw database.error(binder.code, sql) }
    }

    private func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw database.error(code, sql)
        }
    }

    private func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }
}

/// The row a statement stands on; valid only inside the closure that receives it.
public struct Row {
    let handle: OpaquePointer

    public func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }
    public func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
    public func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }
    public func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
    public func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }

    public func text(_ column: Int32) -> String {
        guard let pointer = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: pointer, count: count), as: UTF8.self)
    }

    public func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }

    /// The column's bytes in SQLite's own memory, for the length of `body`.
    public func withBytes<T>(_ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        let pointer = sqlite3_column_blob(handle, column)
        return try body(UnsafeRawBufferPointer(start: pointer, count: Int(sqlite3_column_bytes(handle, column))))
    }
}
