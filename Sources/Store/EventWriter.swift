import Ingest
import Records
import SQL

/// Writes a dataset of conflict events: rows, which copy of each counts for whom, and sums by month and place.
///
/// The caller holds the transaction. A withdrawn dataset keeps its rows, which count for nobody.
struct EventWriter {
    private let database: Database
    private let document: Int64
    private let handling: Int
    private let copies: Copies
    private let rollup: EventRollup

    init(_ database: Database, document: Int64, handling: Int) {
        self.database = database
        self.document = document
        self.handling = handling
        copies = Copies(database)
        rollup = EventRollup(database: database)
    }

    /// Replaces what an earlier reading of the file left.
    ///
    /// - Parameter whenRead: called when nothing more is read, and much is still to be written.
    func write(_ reading: EventReading, whenRead: () -> Void = {}) throws -> SheetOutcome {
        let before = try EventKeys.contested(in: document, database)
        try database.run("DELETE FROM event WHERE document = ?", document)
        try rollup.clear(document)
        let insertion = try EventInsertion(database, document: document, audience: try audience())
        var outcome = SheetOutcome(rows: 0, problems: [])
        while let batch = try reading.next() {
            try insertion.write(batch)
            outcome.rows += batch.rows
            outcome.problems += batch.problems
        }
        whenRead()
        try insertion.close()
        for document in try settle(before.union(insertion.contested)) { try rollup.renew(document) }
        return outcome
    }

    private func audience() throws -> Int64 { try copies.audience(required: [handling], excluded: []) }
}

// MARK: - A file that is gone, or marked anew

extension EventWriter {
    static func withdraw(_ document: Int64, from database: Database) throws {
        let writer = EventWriter(database, document: document, handling: 0)
        try database.run("UPDATE document SET state = 'withdrawn' WHERE id = ?", document)
        try database.run("UPDATE event SET audience = NULL WHERE document = ?", document)
        try writer.settleAll()
    }

    static func mark(_ path: String, _ handling: Int, in database: Database) throws {
        let found = try database.first(
            "SELECT id FROM document WHERE path = ? AND EXISTS (SELECT 1 FROM event WHERE document = document.id)", path
        ) { $0.int64(0) }
        guard let document = found else { return }
        let writer = EventWriter(database, document: document, handling: handling)
        try database.run("UPDATE event SET audience = ? WHERE document = ?", try writer.audience(), document)
        try writer.settleAll()
    }

    private func settleAll() throws {
        let touched = try settle(EventKeys.contested(in: document, database))
        for document in touched.union([document]) { try rollup.renew(document) }
    }
}

// MARK: - Copies

extension EventWriter {
    private struct Copy {
        var event: Int64
        var document: Int64
        var handling: Int
        var audience: Int64?
    }

    /// One event counts once: the copy changed last, else that of the later path. Returns the documents whose sums change.
    private func settle(_ keys: Set<Int>) throws -> Set<Int64> {
        var touched: Set<Int64> = []
        for key in keys {
            for copies in try identities(key) { touched.formUnion(try settle(copies)) }
        }
        return touched
    }

    /// - Parameter ranked: winner first.
    private func settle(_ ranked: [Copy]) throws -> Set<Int64> {
        var touched: Set<Int64> = []
        var above: Set<Int> = []
        for copy in ranked {
            let isShadowed = above.contains(copy.handling)
            let audience = isShadowed ? nil : try copies.audience(required: [copy.handling], excluded: above)
            above.insert(copy.handling)
            if audience == copy.audience { continue }
            try database.run("UPDATE event SET audience = ? WHERE id = ?", audience, copy.event)
            touched.insert(copy.document)
        }
        return touched
    }

    private struct Identity: Hashable {
        var dataset: Int
        var identifier: String
    }

    /// The copies of each event of this key, winner first: most keys are of one event.
    private func identities(_ key: Int) throws -> [[Copy]] {
        let found = try database.rows(
            """
            SELECT e.id, e.document, d.handling, e.audience, e.updated, d.path, e.line, e.dataset, e.identifier
            FROM event_key k JOIN event e ON e.id = k.event JOIN document d ON d.id = e.document
            WHERE k.key = ? AND d.state <> 'withdrawn'
            """, key
        ) { row in
            (
                copy: Copy(
                    event: row.int64(0), document: row.int64(1), handling: row.int(2), audience: row.optionalInt(3).map(Int64.init)),
                precedence: Precedence(
                    isSecondary: false, lastUpdated: row.text(4), generated: "", path: row.text(5), ordinal: row.int(6)),
                identity: Identity(dataset: row.int(7), identifier: row.text(8))
            )
        }
        return Dictionary(grouping: found, by: \.identity).values.map { $0.sorted { $0.precedence > $1.precedence }.map(\.copy) }
    }
}
