import Compression
import SQL

/// Moves all that a store holds into an empty one, whichever engines keep them, and compares the two before it says so.
public struct StoreCopy {
    /// - Parameters:
    ///   - report: told each table before it is copied.
    /// - Returns: the tables, with how many rows each has.
    public static func run(from source: String, to target: String, report: (String) -> Void = { _ in }) throws -> [TableFingerprint] {
        let from = try Store.forReading(source)
        let to = try Store.forWriting(target)
        let turn = try ImportTurn(to) { report("waiting for another import") }
        defer { turn.end() }
        return try Store.explained(target) { try StoreCopy(from, to).run(report) }
    }

    private let from: Store
    private let to: Store
    private let tables: [StoreTable]

    private init(_ from: Store, _ to: Store) throws {
        (self.from, self.to) = (from, to)
        tables = try StoreTable.all()
    }

    private func run(_ report: (String) -> Void) throws -> [TableFingerprint] {
        try checkVersion()
        try checkEmpty()
        for store in [from, to] { try ActivityText.prepareReading(store.database) }
        let made = try from.database.snapshot {
            try to.database.transaction {
                var made: [TableFingerprint] = []
                for table in tables {
                    report(table.name)
                    made.append(try copy(table))
                }
                report("words")
                made.append(try copyWords())
                return made
            }
        }
        try to.tidy()
        return made
    }

    private func checkVersion() throws {
        let version = try SchemaMark(from.database).version() ?? 0
        guard version == Schema.version else { throw StoreError.older(from.path) }
    }

    private func checkEmpty() throws {
        for table in tables where try to.database.first("SELECT 1 FROM \(table.name)", read: { _ in true }) != nil {
            throw StoreError.notEmpty(to.path)
        }
    }

    /// What was read and what stands there now have to be the same.
    private func copy(_ table: StoreTable) throws -> TableFingerprint {
        // Triggers counted what was copied before.
        if table.name == "problem_count" { try to.database.execute("DELETE FROM problem_count") }
        var read = RowHasher(table)
        let insert = try BulkInsert(to.database, into: table.name, table.columnList)
        try table.read(from.database) { row in
            read.add(row)
            try insert.add { Self.bind(row, table, to: &$0) }
        }
        try insert.flush()
        try renumber(table)
        let made = read.fingerprint()
        guard try Self.fingerprint(table, to.database) == made else { throw StoreError.notEqual(table.name) }
        return made
    }

    private static func bind(_ row: Row, _ table: StoreTable, to binder: inout Binder) {
        for (index, column) in table.columns.enumerated() {
            let place = Int32(index)
            guard !row.isNull(place) else {
                binder.addNull(column.kind)
                continue
            }
            switch column.kind {
            case .integer: binder.add(row.int(place))
            case .real: binder.add(row.double(place))
            case .text: binder.add(row.text(place))
            case .bytes: binder.add(row.bytes(place))
            }
        }
    }

    /// The index of words cannot be copied as it is: it is told each activity's words.
    private func copyWords() throws -> TableFingerprint {
        let insert = try ActivityText.insertion(to.database)
        var read = WordHasher()
        try ActivityText.forEachActivity(in: from.database) { activity, words in
            read.add(activity, words)
            try insert.add {
                $0.add(activity)
                $0.add(words.joined(separator: " "))
                $0.add("")
            }
        }
        try insert.flush()
        var written = WordHasher()
        try ActivityText.forEachActivity(in: to.database) { written.add($0, $1) }
        let made = read.fingerprint()
        guard written.fingerprint() == made else { throw StoreError.notEqual(made.table) }
        return made
    }

    /// The server goes on behind the numbers that were given.
    private func renumber(_ table: StoreTable) throws {
        guard to.database.dialect == .postgreSQL, let column = table.numbered else { return }
        try to.database.execute(
            """
            SELECT setval(pg_get_serial_sequence('\(table.name)', '\(column)'), (SELECT max("\(column)") FROM \(table.name)))
            WHERE EXISTS (SELECT 1 FROM \(table.name))
            """)
    }

    static func fingerprint(_ table: StoreTable, _ database: Database) throws -> TableFingerprint {
        var hasher = RowHasher(table)
        try table.read(database) { hasher.add($0) }
        return hasher.fingerprint()
    }
}

/// Makes the fingerprint of the words of activities.
struct WordHasher {
    private let hasher = ContentHasher()
    private var activities = 0

    mutating func add(_ activity: Int, _ words: [String]) {
        activities += 1
        hasher.update(Array("\(activity) \(words.joined(separator: " "))\n".utf8))
    }

    func fingerprint() -> TableFingerprint { TableFingerprint(table: "activity_text", rows: activities, hash: hasher.hash()) }
}
