import Compression
import SQL
import Sheets

/// Rows of a sheet as they were read, one behind another, to be packed together.
///
/// Rows are divided by U+001E, cells by U+001F, and each row begins with its line.
struct RowBlock: Sendable {
    private static let usualBytes = 128 << 10

    private(set) var bytes: [UInt8] = []
    private(set) var firstLine = 0

    /// Names of columns stand as the row of line 0; without them the block is empty.
    init(header: [String] = []) {
        bytes.reserveCapacity(Self.usualBytes + Self.usualBytes / 8)
        guard !header.isEmpty else { return }
        begin(line: 0)
        for name in header {
            var name = name
            name.withUTF8 { append($0) }
        }
    }

    var isFull: Bool { bytes.count >= Self.usualBytes }

    mutating func put(_ row: SheetRow) {
        begin(line: row.line)
        for column in 0..<row.count { row.withBytes(column) { append($0) } }
    }

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    private mutating func begin(line: Int) {
        if bytes.isEmpty { firstLine = line } else { bytes.append(0x1E) }
        bytes.append(contentsOf: String(line).utf8)
    }

    /// What divides rows and cells, and other control characters, become spaces.
    private mutating func append(_ cell: UnsafeBufferPointer<UInt8>) {
        bytes.append(0x1F)
        let start = bytes.count
        bytes.append(contentsOf: cell)
        guard Self.hasSmallByte(UnsafeRawBufferPointer(cell)) else { return }
        for place in start..<bytes.count where Self.isControl(bytes[place]) { bytes[place] = 0x20 }
    }

    /// Whether any byte is below a blank, eight of them looked at together: borrowing sets the highest bit of one that is.
    private static func hasSmallByte(_ cell: UnsafeRawBufferPointer) -> Bool {
        var (index, borrowed) = (0, UInt64(0))
        while index + 8 <= cell.count {
            let eight = cell.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            borrowed |= (eight &- 0x2020_2020_2020_2020) & ~eight
            index += 8
        }
        while index < cell.count {
            if cell[index] < 0x20 { return true }
            index += 1
        }
        return borrowed & 0x8080_8080_8080_8080 != 0
    }

    /// Line ends stay.
    private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x0A }
}

/// A block of rows as it is stored.
struct PackedRows: Sendable {
    let firstLine: Int
    /// Of the rows before they were packed.
    let size: Int
    let bytes: [UInt8]

    init(_ block: RowBlock, _ compressor: ZstdCompressor) {
        (firstLine, size, bytes) = (block.firstLine, block.bytes.count, compressor.compress(block.bytes))
    }
}

/// The rows of a sheet as they were read, kept in packed blocks beside the records made of them.
final class RowShelf {
    private let document: Int64
    private let insert: Statement
    private let compressor = ZstdCompressor()
    private var block: RowBlock

    /// Takes what an earlier reading left from the shelf.
    init(_ database: Database, document: Int64, header: [String] = []) throws {
        self.document = document
        try database.run("DELETE FROM row_block WHERE document = ?", document)
        insert = try database.statement("INSERT INTO row_block (document, first_line, size, rows) VALUES (?, ?, ?, ?)")
        block = RowBlock(header: header)
    }

    func put(_ row: SheetRow) throws {
        if block.isFull { try close() }
        block.put(row)
    }

    func put(_ packed: PackedRows) throws { try insert.run([document, packed.firstLine, packed.size, packed.bytes]) }

    /// Writes what is not yet written.
    func close() throws {
        guard !block.bytes.isEmpty else { return }
        try put(PackedRows(block, compressor))
        block.clear()
    }
}

/// Rows of sheets, found again by line.
public enum SheetOriginals {
    /// The row that was read from `line`, as pairs of column name and cell; empty when the shelf has none.
    public static func row(_ line: Int, of document: Int64, in database: Database) throws -> [(name: String, cell: String)] {
        let header = try cells(0, document, database)
        return zip(header, try cells(line, document, database)).map { ($0, $1) }
    }

    private static func cells(_ line: Int, _ document: Int64, _ database: Database) throws -> [String] {
        let block = try database.first(
            "SELECT rows, size FROM row_block WHERE document = ? AND first_line <= ? ORDER BY first_line DESC LIMIT 1", document, line
        ) { try Zstd.decompress($0.bytes(0), maximum: $0.int(1)) }
        let start = Array(String(line).utf8) + [0x1F]
        let row = block?.split(separator: 0x1E).first { $0.starts(with: start) } ?? []
        return row.dropFirst(start.count).split(separator: 0x1F, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
