internal import CPostgreSQL

/// A row of a result of the server's, its values in binary form.
struct ReceivedRow {
    private let result: OpaquePointer
    private let row: Int32

    init(_ result: OpaquePointer, _ row: Int32) { (self.result, self.row) = (result, row) }

    /// Object identifiers of PostgreSQL's types, from its catalogue `pg_type`.
    private enum TypeID {
        static let text: Oid = 25
        static let real: Oid = 701
        static let numeric: Oid = 1700
    }

    func isNull(_ column: Int32) -> Bool { PQgetisnull(result, row, column) != 0 }

    func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    }

    func text(_ column: Int32) -> String {
        switch PQftype(result, column) {
        case TypeID.real: "\(real(column))"
        case 16, 20, 21, 23: isNull(column) ? "" : "\(integer(column))"
        default: String(decoding: bytes(column), as: UTF8.self)
        }
    }

    /// Of a whole number of any width, a truth value, or the digits of a text; zero where there is none.
    func integer(_ column: Int32) -> Int64 {
        let bytes = bytes(column)
        switch (PQftype(result, column), bytes.count) {
        case (TypeID.real, 8): return Int64(real(column))
        case (TypeID.numeric, _): return Self.whole(bytes)
        case (TypeID.text, _): return Int64(String(decoding: bytes, as: UTF8.self)) ?? 0
        case (_, 8): return Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
        case (_, 4): return Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
        case (_, 2): return Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
        case (_, 1): return Int64(bytes[0])
        default: return 0
        }
    }

    /// The whole part of a `numeric`: a count of digits, the power of the first, the sign and the scale, then digits of base 10,000.
    private static func whole(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        func part(_ place: Int) -> Int { Int(Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: place * 2, as: Int16.self))) }
        let (count, power, sign) = (part(0), part(1), part(2))
        guard power >= 0 else { return 0 }
        let value = (0...power).reduce(Int64(0)) { $0 &* 10_000 &+ Int64($1 < count ? part(4 + $1) : 0) }
        return sign == 0x4000 ? -value : value
    }

    func real(_ column: Int32) -> Double {
        let bytes = bytes(column)
        guard PQftype(result, column) == TypeID.real, bytes.count == 8 else { return Double(integer(column)) }
        return Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)))
    }
}
