import Compression
import SQL
import Sheets

/// The rows of a sheet as they were read, kept in packed blocks beside the records made of them.
///
/// Inside a block rows are divided by U+001E, cells by U+001F, and each row begins with its line.
final class RowShelf {
    private static let blockBytes = 128 << 10

    private let document: Int64
    private let insert: Statement
    private var bytes: [UInt8] = []
    private var firstLine = 0

    /// Takes what an earlier reading left from the shelf.
    init(_ database: Database, document: Int64, header: [String]) throws {
        self.document = document
        try database.run("DELETE FROM row_block WHERE document = ?", document)
        insert = try database.statement("INSERT INTO row_block (document, first_line, size, rows) VALUES (?, ?, ?, ?)")
        begin(line: 0)
        for cell in header { append(cell) }
    }

    func put(_ row: SheetRow) throws {
        if bytes.count >= Self.blockBytes { try close() }
        begin(line: row.line)
        for column in 0..<row.count {
            bytes.append(0x1F)
            row.withBytes(column) { cell in for byte in cell { bytes.append(byte < 0x20 && byte != 0x0A ? 0x20 : byte) } }
        }
    }

    /// Writes what is not yet written.
    func close() throws {
        guard !bytes.isEmpty else { return }
        try insert.run([document, firstLine, bytes.count, Zstd.compress(bytes)])
        bytes.removeAll(keepingCapacity: true)
    }

    private func begin(line: Int) {
        if bytes.isEmpty { firstLine = line } else { bytes.append(0x1E) }
        bytes.append(contentsOf: String(line).utf8)
    }

    private func append(_ cell: String) {
        bytes.append(0x1F)
        for byte in cell.utf8 { bytes.append(byte < 0x20 && byte != 0x0A ? 0x20 : byte) }
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
