import Compression
import Ingest
import Records
import SQL

/// Whole records read again from their originals one after another; the block read last stays unpacked, so that neighbours cost little.
public final class OriginalShelf {
    private let database: Database
    private var block: Int64 = -1
    private var bytes: [UInt8] = []
    private var document: Int64 = -1
    private var root: [(name: String, value: String)] = []

    public init(_ database: Database) { self.database = database }

    /// Nil when there is no such record.
    public func activity(_ number: Int64) throws -> Activity? {
        let place = try database.first("SELECT block, \"offset\", length, line, document FROM activity WHERE id = ?", number) {
            (block: $0.int64(0), range: $0.int(1)..<$0.int(1) + $0.int(2), line: $0.int(3), document: $0.int64(4))
        }
        guard let place else { return nil }
        try open(place.block)
        try openRoot(place.document)
        guard place.range.upperBound <= bytes.count else { throw StoreError.damaged("the original of record \(number) is cut short") }
        return try IATIFile.read(original: Array(bytes[place.range]), line: place.line, rootAttributes: root)
    }

    private func open(_ wanted: Int64) throws {
        guard wanted != block else { return }
        bytes =
            try database.first("SELECT originals, original_bytes FROM block WHERE id = ?", wanted) {
                try Zstd.decompress($0.bytes(0), maximum: $0.int(1))
            } ?? []
        block = wanted
    }

    private func openRoot(_ wanted: Int64) throws {
        guard wanted != document else { return }
        root = Originals.root(try database.first("SELECT root FROM document WHERE id = ?", wanted) { $0.text(0) } ?? "")
        document = wanted
    }
}
