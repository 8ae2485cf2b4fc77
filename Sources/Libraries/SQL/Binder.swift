internal import CSQLite

/// Binds the values of one run of a statement in their order.
public struct Binder {
    /// What a value is, told also of one that is absent.
    public enum Kind: Sendable { case integer, real, text, bytes }

    private let handle: OpaquePointer?
    private let parameters: Parameters?
    private var index: Int32 = 0
    /// SQLite's first refusal.
    private(set) var code: Int32 = SQLITE_OK

    init(_ handle: OpaquePointer) { (self.handle, parameters) = (handle, nil) }

    init(_ parameters: Parameters) { (handle, self.parameters) = (nil, parameters) }

    @inline(__always)
    public mutating func add(_ value: Int) {
        if let handle { note(sqlite3_bind_int64(handle, next(), Int64(value))) } else { parameters?.add(Int64(value)) }
    }

    @inline(__always)
    public mutating func add(_ value: Int32) { add(Int(value)) }

    @inline(__always)
    public mutating func add(_ value: Bool) { add(value ? 1 : 0) }

    public mutating func add(_ value: Double) {
        if let handle { note(sqlite3_bind_double(handle, next(), value)) } else { parameters?.add(value) }
    }

    public mutating func add(_ value: String) {
        guard let handle else {
            parameters?.add(value)
            return
        }
        var copy = value
        let place = next()
        let result = copy.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                concord_bind_text(handle, place, $0.baseAddress ?? emptyText, Int32($0.count))
            }
        }
        note(result)
    }

    public mutating func add(_ value: [UInt8]) {
        guard let handle else {
            parameters?.add(value)
            return
        }
        let place = next()
        let result = value.withUnsafeBytes {
            concord_bind_blob(handle, place, $0.baseAddress ?? UnsafeRawPointer(emptyText), sqlite3_uint64($0.count))
        }
        note(result)
    }

    public mutating func add(_ value: Int?) { if let value { add(value) } else { addNull(.integer) } }

    public mutating func add(_ value: Double?) { if let value { add(value) } else { addNull(.real) } }

    public mutating func addNull(_ kind: Kind = .integer) {
        if let handle { note(sqlite3_bind_null(handle, next())) } else { parameters?.addNull(kind) }
    }

    private mutating func next() -> Int32 {
        index += 1
        return index
    }

    private mutating func note(_ result: Int32) { if code == SQLITE_OK { code = result } }
}

/// SQLite takes a null pointer for NULL; empty text needs a place to point to.
/// It is never written and never read through, for the length beside it is zero.
nonisolated(unsafe) private let emptyText = UnsafePointer(UnsafeMutablePointer<CChar>.allocate(capacity: 1))
