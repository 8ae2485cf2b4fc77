import Geography
import Ingest
import SQL

/// Places and boundaries that were imported into a store, read when the first place is asked for.
public struct ImportedPlaces: Sendable {
    /// Formats of documents.
    static let lists = "place-codes"
    static let maps = "boundaries"

    /// Changes when one of the files does.
    let fingerprints: [String]
    private let path: String
    private let formats: [String]

    /// None.
    public init() { (fingerprints, path, formats) = ([], "", []) }

    public init(_ store: Store) throws { try self.init(store, [Self.lists, Self.maps]) }

    init(_ store: Store, _ formats: [String]) throws {
        self.formats = formats
        path = store.path
        fingerprints = try store.database.rows(
            "SELECT hex(hash) FROM document WHERE format IN (SELECT value FROM json_each(?)) AND state = 'read' ORDER BY hash",
            Self.json(formats)
        ) { $0.text(0) }
    }

    /// Empty when the store cannot be opened any more.
    func additions() -> PlaceAdditions {
        guard !fingerprints.isEmpty, let database = try? Database(path: path, mode: .read) else { return PlaceAdditions() }
        var made = PlaceAdditions()
        made.entries = (try? entries(database)) ?? []
        made.boundaries = (try? boundaries(database)) ?? []
        return made
    }

    private func entries(_ database: Database) throws -> [PlaceAdditions.Entry] {
        try database.rows(
            """
            SELECT p.country, p.level, p.code, p.name, p.names, p.codes, p.admin1 FROM place p JOIN document d ON d.id = p.document
            WHERE d.state = 'read' AND d.format IN (SELECT value FROM json_each(?)) ORDER BY d.path, p.rowid
            """, Self.json(formats)
        ) { row in
            PlaceAdditions.Entry(
                country: row.text(0), level: row.int(1), code: row.text(2), name: row.text(3), names: Self.list(row.text(4)),
                codes: Self.list(row.text(5)), admin1: row.text(6))
        }
    }

    private func boundaries(_ database: Database) throws -> [PlaceAdditions.Boundary] {
        struct Key: Hashable {
            var document: Int64
            var country: String
            var level: Int
        }
        var found: [(key: Key, areas: [(code: String, wellKnown: [UInt8])])] = []
        var places: [Key: Int] = [:]
        let query = try database.statement(
            """
            SELECT a.document, a.country, a.level, a.code, a.shape FROM area a JOIN document d ON d.id = a.document
            WHERE d.state = 'read' AND d.format IN (SELECT value FROM json_each(?)) ORDER BY d.path, a.rowid
            """)
        try query.forEach([Self.json(formats)]) { row in
            let key = Key(document: row.int64(0), country: row.text(1), level: row.int(2))
            let place = places[key] ?? found.count
            if place == found.count { found.append((key, [])) }
            places[key] = place
            found[place].areas.append((row.text(3), row.bytes(4)))
        }
        return found.map { PlaceAdditions.Boundary(country: $0.key.country, level: $0.key.level, areas: $0.areas) }
    }

    private static func json(_ formats: [String]) -> String { "[" + formats.map { "\"\($0)\"" }.joined(separator: ",") + "]" }

    static let separator = "\u{1F}"
    private static func list(_ text: String) -> [String] { text.split(separator: separator).map(String.init) }
}

/// Which files of a list say where places are: they are read before those that name places.
enum PlaceFiles {
    static func format(_ path: String) -> String? {
        BoundaryFile.isOne(path) ? ImportedPlaces.maps : PlaceSheet.isOne(path) ? ImportedPlaces.lists : nil
    }
}
