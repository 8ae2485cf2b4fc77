import Records
import SQL
import Transfer

/// The sources that a store keeps fresh.
public struct SourceTable {
    private let database: Database
    private let folder: SourceFolder

    public init(_ store: Store) { (database, folder) = (store.database, SourceFolder(of: store.path)) }

    /// Adds a source, or changes the terms of one that is there, where they are given: a mark is not lost with a new schedule. Says whether
    /// it is new.
    public func add(_ source: Source, at location: SourceLocation) throws -> Bool {
        if case .address(let address) = location { try folder.keep(address) }
        return try database.transaction {
            let isNew = try !has(source.location)
            try database.run(
                """
                INSERT INTO source (location, every, handling, licence, local, added, tried, succeeded, failure)
                VALUES (?, ?, ?, ?, ?, ?, '', '', '')
                ON CONFLICT (location) DO UPDATE SET every = excluded.every, handling = coalesce(excluded.handling, source.handling),
                    licence = coalesce(excluded.licence, source.licence), local = excluded.local
                """, source.location, source.every, try source.handling.map { try Copies(database).handling($0) }, source.licence,
                source.allowsLocal ? 1 : 0, Clock.now())
            if isNew { try adopt(source.location) }
            return isNew
        }
    }

    /// Files that were read from there before belong to it.
    private func adopt(_ location: String) throws {
        let isInside = "path = ?1 OR substr(?1, 1, 1) = '/' AND substr(path, 1, length(?1) + 1) = ?1 || '/'"
        try database.run("UPDATE document SET source = (SELECT id FROM source WHERE location = ?1) WHERE \(isInside)", location)
        try database.run(
            """
            UPDATE source SET tried = last.read, succeeded = last.read
                FROM (SELECT max(last_read) AS read FROM document WHERE state IN ('read', 'partial') AND (\(isInside))) last
                WHERE location = ?1 AND last.read IS NOT NULL
            """, location)
    }

    /// Forgets a source; what was read of it stays. False when there is none.
    public func remove(_ location: String) throws -> Bool {
        guard try has(location) else { return false }
        try database.run("DELETE FROM source WHERE location = ?", location)
        try folder.forget(location)
        return true
    }

    /// Those that a reader may see, by location, and whether there are others: a source of which something is withheld is withheld as a
    /// whole, for its address may tell what it is.
    public func visible(_ visibility: Visibility) throws -> (sources: [Source], isWithheld: Bool) {
        let all = try all()
        let hidden = try Set(
            database.rows(
                """
                SELECT s.location FROM source s JOIN document d ON d.source = s.id OR d.path = s.location
                WHERE NOT \(visibility.markSQL("d.handling"))
                """
            ) { $0.text(0) })
        let seen = all.filter { $0.handling?.isVisible(to: visibility.reader) ?? true && !hidden.contains($0.location) }
        return (seen, seen.count < all.count)
    }

    private func has(_ location: String) throws -> Bool {
        try database.first("SELECT count(*) FROM source WHERE location = ?", location) { $0.int(0) } != 0
    }

    /// All of them, by location.
    public func all() throws -> [Source] {
        try database.rows(
            """
            SELECT s.location, s.every, h.mark, s.licence, s.local, s.added, s.tried, s.succeeded, s.failure,
                (SELECT count(*) FROM document d WHERE d.source = s.id)
            FROM source s LEFT JOIN handling h ON h.id = s.handling ORDER BY s.location
            """, read: Self.source)
    }

    private static func source(_ row: Row) throws -> Source {
        var source = Source(
            try SourceLocation(row.text(0)), every: row.int(1), handling: row.isNull(2) ? nil : try HandlingMark(row.text(2)),
            licence: row.isNull(3) ? nil : row.text(3), allowsLocal: row.int(4) != 0)
        (source.added, source.tried, source.succeeded, source.failure) = (row.text(5), row.text(6), row.text(7), row.text(8))
        source.files = row.int(9)
        return source
    }
}
