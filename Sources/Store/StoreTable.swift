import Compression
import SQL

/// A table of the store: its columns, and what orders its rows.
struct StoreTable {
    struct Column {
        let name: String
        let kind: Binder.Kind
    }

    let name: String
    let columns: [Column]
    /// Names of the columns that tell its rows apart.
    let key: [String]

    /// Those of this program's schema, each behind what it refers to; the index of words is none of them.
    static func all() throws -> [StoreTable] {
        let empty = try Database(path: ":memory:", mode: .create)
        try Schema.migrate(empty, path: ":memory:")
        let names = try empty.rows(
            """
            SELECT name FROM sqlite_schema
            WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'activity_text%' ORDER BY rowid
            """
        ) { $0.text(0) }
        return try names.map { try StoreTable($0, in: empty) }
    }

    private init(_ name: String, in database: Database) throws {
        self.name = name
        let described = try database.rows("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", name) {
            (column: Column(name: $0.text(0), kind: Self.kind($0.text(1))), place: $0.int(2))
        }
        let keyed = described.filter { $0.place > 0 }.sorted { $0.place < $1.place }
        // A table without a key of its own has its rows numbered.
        key = keyed.isEmpty ? ["rowid"] : keyed.map(\.column.name)
        columns = (keyed.isEmpty ? [Column(name: "rowid", kind: .integer)] : []) + described.map(\.column)
    }

    private static func kind(_ type: String) -> Binder.Kind {
        switch type {
        case "INTEGER": .integer
        case "REAL": .real
        case "BLOB": .bytes
        default: .text
        }
    }

    /// The column that the engine numbers by itself, nil where there is none.
    var numbered: String? {
        guard key.count == 1, let column = columns.first(where: { $0.name == key[0] }), column.kind == .integer else { return nil }
        return column.name
    }

    var columnList: String { Self.list(columns.map(\.name)) }

    /// Goes through all rows in the order of their keys.
    func read(_ database: Database, _ body: (Row) throws -> Void) throws {
        try database.statement("SELECT \(columnList) FROM \(name) ORDER BY \(Self.list(key))").forEach([], body)
    }

    private static func list(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
}

/// How many rows a table has and what stands in them, in the order of their keys: equal for equal tables, whichever engine keeps them.
public struct TableFingerprint: Equatable, Sendable {
    public let table: String
    public let rows: Int
    public let hash: ContentHash
}

/// Makes the fingerprint of a table row by row.
struct RowHasher {
    private let table: StoreTable
    private let hasher = ContentHasher()
    private var buffer: [UInt8] = []
    private var rows = 0

    init(_ table: StoreTable) { self.table = table }

    mutating func add(_ row: Row) {
        rows += 1
        for (index, column) in table.columns.enumerated() { add(row, Int32(index), column.kind) }
        if buffer.count > 1 << 16 { flush() }
    }

    private mutating func add(_ row: Row, _ index: Int32, _ kind: Binder.Kind) {
        guard !row.isNull(index) else { return buffer.append(0) }
        buffer.append(1)
        switch kind {
        case .integer: add(UInt64(bitPattern: row.int64(index)))
        case .real: add(row.double(index).bitPattern)
        case .text, .bytes:
            row.withBytes(index) { bytes in
                add(UInt64(bytes.count))
                buffer.append(contentsOf: bytes)
            }
        }
    }

    private mutating func add(_ number: UInt64) { withUnsafeBytes(of: number.littleEndian) { buffer.append(contentsOf: $0) } }

    private mutating func flush() {
        hasher.update(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    mutating func fingerprint() -> TableFingerprint {
        flush()
        return TableFingerprint(table: table.name, rows: rows, hash: hasher.hash())
    }
}
