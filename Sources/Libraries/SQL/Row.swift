internal import CSQLite

/// The row a statement stands on; valid only inside the closure that receives it.
public struct Row {
    private let handle: OpaquePointer?
    private let received: ReceivedRow?

    init(_ handle: OpaquePointer) { (self.handle, received) = (handle, nil) }

    init(_ received: ReceivedRow) { (handle, self.received) = (nil, received) }

    public func int(_ column: Int32) -> Int { Int(int64(column)) }

    public func int64(_ column: Int32) -> Int64 {
        if let handle { sqlite3_column_int64(handle, column) } else { received!.integer(column) }
    }

    public func double(_ column: Int32) -> Double {
        if let handle { sqlite3_column_double(handle, column) } else { received!.real(column) }
    }

    public func isNull(_ column: Int32) -> Bool {
        if let handle { sqlite3_column_type(handle, column) == SQLITE_NULL } else { received!.isNull(column) }
    }

    public func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }

    public func text(_ column: Int32) -> String {
        guard let handle else { return received!.text(column) }
        guard let pointer = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: pointer, count: count), as: UTF8.self)
    }

    public func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }

    /// The column's bytes in the library's own memory, for the length of `body`.
    public func withBytes<T>(_ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        guard let handle else { return try body(received!.bytes(column)) }
        let pointer = sqlite3_column_blob(handle, column)
        return try body(UnsafeRawBufferPointer(start: pointer, count: Int(sqlite3_column_bytes(handle, column))))
    }
}
