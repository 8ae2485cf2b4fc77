import Compression
import SQL

/// Events found by what their datasets call them: the fingerprint of each identifier, written in runs that are sorted, which spares the
/// index of a large store its jumps.
///
/// Two identifiers may share a fingerprint: who asks by it compares the identifiers too.
public final class EventKeys {
    private let database: Database
    private let runLength: Int
    private var run: [(key: Int, event: Int)] = []
    /// Those of what was added that other events have as well.
    private(set) var contested: Set<Int> = []

    init(_ database: Database, runLength: Int = 1 << 16) { (self.database, self.runLength) = (database, runLength) }

    /// Nil where there is no identifier.
    public static func key(of identifier: String) -> Int? {
        guard !identifier.isEmpty else { return nil }
        var identifier = identifier
        return identifier.withUTF8 { Int(truncatingIfNeeded: ContentHash(of: UnsafeRawBufferPointer($0)).low) }
    }

    func add(_ key: Int, of event: Int) throws {
        run.append((key, event))
        if run.count == runLength { try close() }
    }

    /// Writes what is not yet written.
    func close() throws {
        guard !run.isEmpty else { return }
        run.sort { $0 < $1 }
        for index in run.indices.dropFirst() where run[index].key == run[index - 1].key { contested.insert(run[index].key) }
        try contested.formUnion(known())
        let insert = try BulkInsert(database, into: "event_key", "key, event")
        for (key, event) in run {
            try insert.add {
                $0.add(key)
                $0.add(event)
            }
        }
        try insert.flush()
        run.removeAll(keepingCapacity: true)
    }

    /// Those of the run that stand in the store: asked for many at once, since most of them do not.
    private func known() throws -> [Int] {
        guard try database.first("SELECT 1 FROM event_key", read: { _ in true }) != nil else { return [] }
        let places = [String](repeating: "?", count: Self.asked).joined(separator: ", ")
        let statement = try database.statement("SELECT key FROM event_key WHERE key IN (\(places))")
        var found: [Int] = []
        for start in stride(from: 0, to: run.count, by: Self.asked) {
            try statement.forEach((start..<start + Self.asked).map { run[min($0, run.count - 1)].key }) { found.append($0.int(0)) }
        }
        return found
    }

    private static let asked = 64

    /// Those of a document's events that other events have as well.
    static func contested(in document: Int64, _ database: Database) throws -> Set<Int> {
        let rows = try database.rows(
            """
            SELECT DISTINCT e.key FROM event e
            WHERE e.document = ? AND EXISTS (SELECT 1 FROM event_key k WHERE k.key = e.key AND k.event <> e.id)
            """, document
        ) { $0.int(0) }
        return Set(rows)
    }
}
