internal import CSQLite

/// Binds the values of one run of a statement in their order.
public struct Binder {
    private let statement: OpaqueStatement
    private var index: Int32 = 0
    /// The first refusal.
    private(set) var code: Int32 = SQLITE_OK

    init(_ handle: OpaquePointer) { statement = OpaqueStatement(pointer: handle) }

    @inline(__always)
    public mutating func add(_ value: Int) { note(sqlite3_bind_int64(statement.pointer, next(), Int64(value))) }

    @inline(__always)
    public mutating func add(_ value: Int32) { note(sqlite3_bind_int64(statement.pointer, next(), Int64(value))) }

    @inline(__always)
    public mutating func add(_ value: Bool) { add(value ? 1 : 0) }

    public mutating func add(_ value: String) { note(value.bind(to: statement, at: next())) }

    public mutating func add(_ value: [UInt8]) { note(value.bind(to: statement, at: next())) }

    public mutating func add(_ value: Int?) { note(value.bind(to: statement, at: next())) }

    public mutating func add(_ value: Double?) { note(value.bind(to: statement, at: next())) }

    public mutating func addNull() { note(sqlite3_bind_null(statement.pointer, next())) }

    private mutating func next() -> Int32 {
        index += 1
        return index
    }

    private mutating func note(_ result: Int32) { if code == SQLITE_OK { code = result } }
}
