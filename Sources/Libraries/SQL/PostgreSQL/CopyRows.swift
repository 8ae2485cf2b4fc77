/// Rows in the binary form of PostgreSQL's COPY.
///
/// Source: https://www.postgresql.org/docs/15/sql-copy.html, "Binary Format".
final class CopyRows {
    private static let limit = 4 << 20
    private static let header: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)

    private let parameters = Parameters()
    private var bytes = CopyRows.header

    var isEmpty: Bool { bytes.count == Self.header.count }
    var isFull: Bool { bytes.count >= Self.limit }

    func add(_ bind: (inout Binder) -> Void) {
        parameters.removeAll()
        var binder = Binder(parameters)
        bind(&binder)
        append(Int16(parameters.kinds.count))
        parameters.visit { value in
            append(value.map { Int32($0.count) } ?? -1)
            if let value { bytes.append(contentsOf: value) }
        }
    }

    func removeAll() { bytes.removeLast(bytes.count - Self.header.count) }

    func withBytes(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        append(Int16(-1))
        defer { bytes.removeLast(2) }
        try bytes.withUnsafeBytes(body)
    }

    private func append(_ number: some FixedWidthInteger) { withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) } }
}
