import SQL
import Store

/// The file, line and licence that an activity came with.
public final class ActivityOrigins {
    public struct Origin: Sendable {
        public var file: String
        public var line: Int
        public var licence: String
    }

    private let database: Database
    private var documents: [Int64: (file: String, licence: String)] = [:]

    public init(_ store: Store) { database = store.database }

    public func origin(of activity: Int64) throws -> Origin? {
        let place = try database.first("SELECT document, line FROM activity WHERE id = ?", activity) { ($0.int64(0), $0.int(1)) }
        guard let (document, line) = place, let found = try self.document(document) else { return nil }
        return Origin(file: found.file, line: line, licence: found.licence)
    }

    private func document(_ number: Int64) throws -> (file: String, licence: String)? {
        if let known = documents[number] { return known }
        let found = try database.first("SELECT path, licence FROM document WHERE id = ?", number) {
            (file: $0.text(0), licence: $0.text(1))
        }
        documents[number] = found
        return found
    }
}
