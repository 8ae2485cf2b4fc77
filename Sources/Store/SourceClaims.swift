import SQL

/// Which source a file belongs to when several bring it, so that its terms do not depend on which of them is due: the one that names it,
/// else the one for the nearest folder above it, else the one that brought it first.
struct SourceClaims {
    private let sources: [String: Source]
    /// The source's location by the file's name.
    private let first: [String: String]

    init(_ store: Store) throws {
        sources = try Dictionary(SourceTable(store).all().map { ($0.location, $0) }) { $1 }
        let rows = try store.database.rows("SELECT d.path, s.location FROM document d JOIN source s ON s.id = d.source") {
            ($0.text(0), $0.text(1))
        }
        first = Dictionary(rows) { $1 }
    }

    /// - Parameter source: the one that brings the file now; what is imported only once is its own.
    func owner(of file: String, in source: Source) -> Source {
        source.added.isEmpty ? source : sources[owner(of: file, in: source.location)] ?? source
    }

    func owner(of file: String, in location: String) -> String {
        if sources[file] != nil { return file }
        let above = Self.folders(above: file).first { sources[$0] != nil }
        return above ?? first[file] ?? location
    }

    /// From the nearest on; none for an address.
    private static func folders(above path: String) -> [String] {
        guard path.hasPrefix("/") else { return [] }
        let parts = path.split(separator: "/")
        return (1..<max(1, parts.count)).reversed().map { "/" + parts[..<$0].joined(separator: "/") }
    }
}
