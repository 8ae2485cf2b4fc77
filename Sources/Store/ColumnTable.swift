import Compression

/// Rows of small integers and one exact amount, kept column by column: the shape of facts and of roll-ups.
///
/// Codes are term numbers, days and months are packed (see `PackedDay`). On disk a table is one zstd block of
/// little-endian columns behind its row count.
public struct ColumnTable: Sendable {
    public private(set) var columns: [[Int32]]
    public private(set) var amounts: [Int128] = []

    public init(width: Int) { columns = Array(repeating: [], count: width) }

    init(columns: [[Int32]], amounts: [Int128]) {
        self.columns = columns
        self.amounts = amounts
    }

    public var count: Int { amounts.count }
    public var width: Int { columns.count }

    public mutating func append(_ row: [Int32], _ amount: Int128) {
        for index in columns.indices { columns[index].append(row[index]) }
        amounts.append(amount)
    }

    public mutating func append(contentsOf other: ColumnTable) {
        for index in columns.indices { columns[index].append(contentsOf: other.columns[index]) }
        amounts.append(contentsOf: other.amounts)
    }

    /// Rewrites one column, e.g. from a batch's own term numbers to the store's.
    public mutating func mapColumn(_ column: Int, _ transform: (Int32) -> Int32) {
        columns[column].withUnsafeMutableBufferPointer { values in
            for index in values.indices { values[index] = transform(values[index]) }
        }
    }

    func slice(_ range: Range<Int>) -> ColumnTable {
        ColumnTable(columns: columns.map { Array($0[range]) }, amounts: Array(amounts[range]))
    }

    /// The row as a list, in column order.
    public func row(_ index: Int) -> [Int32] { columns.map { $0[index] } }
}

/// A column on its own: how roll-ups are stored, so that a query reads what it needs and no more.
enum PackedColumn {
    static func pack(_ values: [Int32], with compressor: ZstdCompressor) -> [UInt8] {
        values.withUnsafeBytes { compressor.compress($0) }
    }

    static func unpack(_ bytes: [UInt8], count: Int) throws -> [Int32] {
        try unpacked(bytes, count: count)
    }

    static func pack(_ values: [Int128], with compressor: ZstdCompressor) -> [UInt8] {
        split(values).withUnsafeBytes { compressor.compress($0) }
    }

    static func unpackAmounts(_ bytes: [UInt8], count: Int) throws -> [Int128] {
        joined(try unpacked(bytes, count: count * 2) as [Int64], count: count)
    }

    /// Low halves first, then high halves: the high ones are nearly all 0 or -1 and pack to nothing.
    fileprivate static func split(_ values: [Int128]) -> [Int64] {
        values.map { Int64(truncatingIfNeeded: $0) } + values.map { Int64(truncatingIfNeeded: $0 >> 64) }
    }

    fileprivate static func joined(_ halves: [Int64], count: Int) -> [Int128] {
        (0..<count).map { Int128(halves[count + $0]) << 64 | Int128(UInt64(bitPattern: halves[$0])) }
    }

    private static func unpacked<T>(_ bytes: [UInt8], count: Int) throws -> [T] {
        let size = count * MemoryLayout<T>.stride
        let plain = try Zstd.decompress(bytes, maximum: size)
        guard plain.count == size else { throw StoreError.damaged("a column has \(plain.count) bytes where \(size) belong") }
        return plain.withUnsafeBytes { source in
            [T](unsafeUninitializedCapacity: count) { target, filled in
                UnsafeMutableRawBufferPointer(target).copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<size]))
                filled = count
            }
        }
    }
}

extension ColumnTable {
    /// One compressed block: row count, columns, amounts.
    func packed(with compressor: ZstdCompressor) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(4 + count * (4 * width + 16))
        withUnsafeBytes(of: Int32(count).littleEndian) { plain.append(contentsOf: $0) }
        for column in columns { column.withUnsafeBytes { plain.append(contentsOf: $0) } }
        PackedColumn.split(amounts).withUnsafeBytes { plain.append(contentsOf: $0) }
        return compressor.compress(plain)
    }

    /// A block of facts as `adjustment` and `block` keep them.
    public init(packed bytes: [UInt8]) throws { try self.init(packed: bytes, width: FactColumn.count) }

    init(packed bytes: [UInt8], width: Int) throws {
        let plain = try Zstd.decompress(bytes, maximum: 1 << 30)
        let rows = plain.count < 4 ? -1 : Int(plain.withUnsafeBytes { $0.loadUnaligned(as: Int32.self) })
        let rowBytes = 4 * width + 16
        guard rows >= 0, plain.count == 4 + rows * rowBytes else {
            throw StoreError.damaged("a block of facts has the wrong length")
        }
        self.init(width: width)
        plain.withUnsafeBytes { source in
            for index in 0..<width { columns[index] = Self.values(source, at: 4 + index * rows * 4, count: rows) }
            let halves: [Int64] = Self.values(source, at: 4 + width * rows * 4, count: rows * 2)
            amounts = PackedColumn.joined(halves, count: rows)
        }
    }

    private static func values<T>(_ source: UnsafeRawBufferPointer, at offset: Int, count: Int) -> [T] {
        [T](unsafeUninitializedCapacity: count) { target, filled in
            let size = count * MemoryLayout<T>.stride
            UnsafeMutableRawBufferPointer(target).copyMemory(from: UnsafeRawBufferPointer(rebasing: source[offset..<offset + size]))
            filled = count
        }
    }
}
