import Compression

/// Rows of small integers and one exact amount, kept column by column: the shape of facts and of roll-ups.
///
/// Codes are term numbers, days and months are packed (see `PackedDay`).
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

extension ColumnTable {
    /// One compressed block: row count, columns, amounts.
    func packed(with compressor: ZstdCompressor) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(16 + count * (2 * width + 8))
        withUnsafeBytes(of: Int32(count).littleEndian) { plain.append(contentsOf: $0) }
        for column in columns { PackedColumn.append(column, to: &plain) }
        PackedColumn.append(amounts, to: &plain)
        return compressor.compress(plain)
    }

    /// A block of facts as `adjustment` and `block` keep them.
    public init(packed bytes: [UInt8]) throws {
        try self.init(bytes.withUnsafeBytes { try PackedTable($0, width: FactColumn.count, by: ZstdDecompressor()) })
    }

    init(_ packed: PackedTable) {
        self.init(columns: (0..<packed.width).map { packed.column($0) }, amounts: packed.amounts())
    }
}

/// A block of facts unpacked as a whole, its columns only when they are asked for.
public struct PackedTable {
    private let plain: [UInt8]
    public let count: Int
    /// Where each column begins, the amounts last.
    private let offsets: [Int]
    public var width: Int { offsets.count - 1 }

    public init(_ bytes: UnsafeRawBufferPointer, width: Int, by decompressor: ZstdDecompressor) throws {
        plain = try decompressor.decompress(bytes, maximum: 1 << 30)
        let (count, offsets) = plain.withUnsafeBytes { Self.offsets($0, width: width) }
        guard let count else { throw StoreError.damaged("a block of facts has the wrong length") }
        (self.count, self.offsets) = (count, offsets)
    }

    public func column(_ index: Int) -> [Int32] { plain.withUnsafeBytes { PackedColumn.values($0, at: offsets[index], count: count) } }

    public func amounts() -> [Int128] { plain.withUnsafeBytes { PackedColumn.amounts($0, at: offsets[width], count: count) } }

    /// No count when the bytes are not exactly a table of that width.
    private static func offsets(_ bytes: UnsafeRawBufferPointer, width: Int) -> (count: Int?, offsets: [Int]) {
        guard bytes.count >= 4 else { return (nil, []) }
        let count = Int(bytes.loadUnaligned(as: Int32.self))
        guard count >= 0 else { return (nil, []) }
        var offsets = [4]
        for _ in 0..<width {
            guard let length = PackedColumn.length(bytes, at: offsets.last!, count: count) else { return (nil, []) }
            offsets.append(offsets.last! + length)
        }
        guard let length = PackedColumn.amountsLength(bytes, at: offsets[width], count: count), offsets[width] + length == bytes.count else {
            return (nil, [])
        }
        return (count, offsets)
    }
}
