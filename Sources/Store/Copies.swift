import Records
import SQL

/// One identity, several copies (rule 8): which of them counts, for whom.
final class Copies {
    private let database: Database
    private var handlings: [String: Int] = [:]
    private var audiences: [Audience: Int64] = [:]
    /// Hashes of every identifier in the store: what is not in here is new and needs no look-up.
    private var known: Set<Int>?
    private let shelf: FactShelf

    init(_ database: Database) {
        self.database = database
        shelf = FactShelf(database)
    }

    func forget() {
        handlings.removeAll()
        audiences.removeAll()
        known = nil
        shelf.forget()
    }

    func loadIdentifiers() throws {
        guard known == nil else { return }
        var found: Set<Int> = []
        try database.statement("SELECT identifier FROM activity WHERE state = 0").forEach([]) { found.insert($0.text(0).hashValue) }
        known = found
    }

    /// True when another record of this identifier was met before. Remembers it.
    func isContested(_ identifier: String) -> Bool { known?.insert(identifier.hashValue).inserted == false }

    func handling(_ mark: HandlingMark) throws -> Int {
        if let known = handlings[mark.text] { return known }
        try database.run("INSERT INTO handling (mark) VALUES (?) ON CONFLICT DO NOTHING", mark.text)
        let id = try database.first("SELECT id FROM handling WHERE mark = ?", mark.text) { $0.int(0) }!
        handlings[mark.text] = id
        return id
    }

    func audience(required: Set<Int>, excluded: Set<Int>) throws -> Int64 {
        let audience = Audience(required: required, excluded: excluded)
        if let known = audiences[audience] { return known }
        let (need, not) = (Audience.text(required), Audience.text(excluded))
        try database.run("INSERT INTO audience (required, excluded) VALUES (?, ?) ON CONFLICT DO NOTHING", need, not)
        let id = try database.first("SELECT id FROM audience WHERE required = ? AND excluded = ?", need, not) { $0.int64(0) }!
        audiences[audience] = id
        return id
    }

    /// Identifiers of a file that stand more than once in the store.
    func shared(in document: Int64) throws -> [String] {
        try database.rows(
            """
            SELECT DISTINCT a.identifier FROM activity a WHERE a.document = ? AND a.state = 0
                AND EXISTS (SELECT 1 FROM activity b WHERE b.identifier = a.identifier AND b.id <> a.id AND b.state = 0)
            """, document
        ) { $0.text(0) }
    }

    /// Takes a record out of the totals for good.
    func retire(_ activity: Int64, as state: PreparedActivity.State, _ delta: inout SumTable) throws {
        try move(activity, to: nil, &delta)
        try database.run("DELETE FROM problem WHERE activity = ?", activity)
        let day = state == .withdrawn ? Clock.now() : nil
        try database.run("UPDATE activity SET state = ?, withdrawn = ? WHERE id = ?", state.rawValue, day, activity)
    }

    /// Gives every current copy of `identifier` the audience that rule 8 leaves it.
    func settle(_ identifier: String, _ delta: inout SumTable) throws {
        var above: Set<Int> = []
        for copy in try ranked(identifier) {
            let isShadowed = above.contains(copy.handling)
            let audience = isShadowed ? nil : try audience(required: [copy.handling], excluded: above)
            if audience != copy.audience { try move(copy.activity, to: audience, &delta) }
            above.insert(copy.handling)
        }
    }

    private struct Copy {
        var activity: Int64
        var handling: Int
        var audience: Int64?
        var precedence: Precedence
    }

    /// Winner first.
    private func ranked(_ identifier: String) throws -> [Copy] {
        let found = try database.rows(
            """
            SELECT a.id, d.handling, a.audience, a.secondary, a.last_updated, d.generated, d.path, a.ordinal
            FROM activity a JOIN document d ON d.id = a.document WHERE a.identifier = ? AND a.state = 0
            """, identifier
        ) { row in
            Copy(
                activity: row.int64(0), handling: row.int(1), audience: row.optionalInt(2).map(Int64.init),
                precedence: Precedence(
                    isSecondary: row.int(3) == 1, lastUpdated: row.text(4), generated: row.text(5), path: row.text(6), ordinal: row.int(7)))
        }
        return found.sorted { $0.precedence > $1.precedence }
    }

    private func move(_ activity: Int64, to audience: Int64?, _ delta: inout SumTable) throws {
        let old = try database.first("SELECT audience FROM activity WHERE id = ?", activity) { $0.optionalInt(0) } ?? nil
        let (facts, rows) = try shelf.place(of: activity)
        if let old { delta.add(facts, rows, audience: Int32(old), sign: -1) }
        if let audience { delta.add(facts, rows, audience: Int32(audience)) }
        try database.run("UPDATE activity SET audience = ? WHERE id = ?", audience, activity)
        try database.run("UPDATE standing SET audience = ? WHERE activity = ?", audience, activity)
    }
}
