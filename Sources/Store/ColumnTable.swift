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

    /// Makes room for as many rows.
    mutating func reserve(_ rows: Int) {
        for index in columns.indices { columns[index].reserveCapacity(rows) }
        amounts.reserveCapacity(rows)
    }

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

    /// Some of the rows, with other amounts.
    func rows(_ rows: [Int], _ amounts: [Int128]) -> ColumnTable {
        ColumnTable(columns: columns.map { column in rows.map { column[$0] } }, amounts: amounts)
    }

    /// The same rows in the order of one column; those that have it in common stay as they are.
    func sorted(by column: Int) -> ColumnTable {
        let values = columns[column]
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        return ColumnTable(columns: columns.map { column in order.map { column[$0] } }, amounts: order.map { amounts[$0] })
    }
}

extension ColumnTable {
    /// One block: row count, columns, amounts. Columns are narrow already; packing them once more would cost an import and each scan dear.
    func packed() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16 + count * (2 * width + 8))
        withUnsafeBytes(of: Int32(count).littleEndian) { bytes.append(contentsOf: $0) }
        for column in columns { PackedColumn.append(column, to: &bytes) }
        PackedColumn.append(amounts, to: &bytes)
        return bytes
    }

    /// A block of facts as `adjustment` and `block` keep them.
    public init(packed bytes: [UInt8]) throws {
        self = try bytes.withUnsafeBytes { try PackedTable($0, width: FactColumn.count).table() }
    }
}

/// A block of facts whose columns are unpacked when they are asked for; valid only as long as its bytes.
public struct PackedTable {
    private let bytes: UnsafeRawBufferPointer
    public let count: Int
    /// Where each column begins, the amounts last.
    private let offsets: [Int]

    public init(_ bytes: UnsafeRawBufferPointer, width: Int) throws {
        self.bytes = bytes
        let (count, offsets) = Self.offsets(bytes, width: width)
        guard let count else { throw StoreError.damaged("a block of facts has the wrong length") }
        (self.count, self.offsets) = (count, offsets)
    }

    public func column(_ index: Int) -> [Int32] { PackedColumn.values(bytes, at: offsets[index], count: count) }

    public func amounts() -> [Int128] { PackedColumn.amounts(bytes, at: offsets[offsets.count - 1], count: count) }

    /// The rows whose value of a column `accepts` takes; it may be asked about any value up to the largest.
    public func rows(_ index: Int, _ accepts: (Int32) -> Bool) -> [Int32] {
        PackedColumn.rows(bytes, at: offsets[index], count: count, accepts)
    }

    /// Leaves those of `rows`.
    public func narrow(_ rows: inout [Int32], _ index: Int, _ accepts: (Int32) -> Bool) {
        PackedColumn.narrow(&rows, bytes, at: offsets[index], count: count, accepts)
    }

    /// Appends a column's values in some rows.
    public func append(_ index: Int, rows: [Int32], to values: inout [Int32]) {
        PackedColumn.append(bytes, at: offsets[index], rows: rows, to: &values)
    }

    public func appendAmounts(rows: [Int32], to amounts: inout [Int128]) {
        PackedColumn.appendAmounts(bytes, at: offsets[offsets.count - 1], rows: rows, to: &amounts)
    }

    func table() -> ColumnTable { ColumnTable(columns: (0..<offsets.count - 1).map { column($0) }, amounts: amounts()) }

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
        let length = PackedColumn.amountsLength(bytes, at: offsets[width], count: count)
        guard let length, offsets[width] + length == bytes.count else { return (nil, []) }
        return (count, offsets)
    }
}
