import Glibc
import Memory
import Records
import SQL

/// The one database of a node: opened for reading by many, for writing by one.
public final class Store: Sendable {
    public let path: String
    public let database: Database

    /// Whether the name of a store is a server's.
    public static func isOnServer(_ path: String) -> Bool { DatabaseAddress.isServer(path) }

    /// The name of a store as it may be told: without a password that stands in it.
    public static func shown(_ path: String) -> String { DatabaseAddress.shown(path) }

    /// Whether there may be a store: of a server it tells only when it is opened.
    public static func mayBe(_ path: String) -> Bool { DatabaseAddress.isServer(path) || Files.exists(path) }

    /// Opens for reading. Throws `StoreError` when the file is missing, foreign, newer or damaged.
    public static func forReading(_ path: String) throws -> Store {
        if !DatabaseAddress.isServer(path) {
            guard Files.exists(path) else { throw StoreError.missing(path) }
            guard Files.kind(path) != .folder else { throw StoreError.folder(path) }
        }
        LargePages.prefer()
        return try explained(path) {
            let database = try Database(path: path, mode: .read)
            if database.dialect == .sqlite {
                try database.execute(
                    "PRAGMA query_only = 1; PRAGMA mmap_size = 2147418112; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY")
            }
            try Schema.check(database, path: path)
            return Store(path: path, database: database)
        }
    }

    /// Opens for writing; makes the file and brings its schema up to date.
    public static func forWriting(_ path: String) throws -> Store {
        guard Files.kind(path) != .folder else { throw StoreError.folder(path) }
        return try explained(path) {
            let database = try Database(path: path, mode: .create)
            if database.dialect == .sqlite { try prepareFile(database) }
            try Schema.migrate(database, path: path)
            return Store(path: path, database: database)
        }
    }

    private static func prepareFile(_ database: Database) throws {
        try database.execute("PRAGMA page_size = 8192")
        try setJournal(database)
        try database.execute("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768")
        try database.execute("PRAGMA wal_autocheckpoint = 32768; PRAGMA temp_store = MEMORY")
    }

    /// Moves all that was written from the log of a file of SQLite's to its place.
    func tidy() throws { if database.dialect == .sqlite { try database.execute("PRAGMA wal_checkpoint(TRUNCATE)") } }

    /// Two processes that make one store at the same moment: SQLite does not wait by itself here.
    private static func setJournal(_ database: Database) throws {
        for _ in 0..<200 {
            do {
                return try database.execute("PRAGMA journal_mode = WAL")
            } catch let error as SQLError where error.kind == .busy {
                usleep(50_000)
            }
        }
        try database.execute("PRAGMA journal_mode = WAL")
    }

    /// One unchanging view of the store through two connections, for two threads: this one and the one that `body` is given.
    public func withTwin<T>(_ body: (Store) throws -> T) throws -> T { try withTwins(1) { try body($0[0]) } }

    /// The same through several connections.
    public func withTwins<T>(_ count: Int, _ body: ([Store]) throws -> T) throws -> T {
        for _ in 0..<Self.mostTries {
            let twins = try (0..<count).map { _ in try Store.forReading(path) }
            // This one begins between two looks of each other, which see whether somebody committed between them.
            let before = try twins.map { try $0.commits() }
            let answer = try Self.together([self] + twins) { () -> T? in
                try twins.map { try $0.commits() } == before ? try body(twins) : nil
            }
            if let answer { return answer }
        }
        throw StoreError.busy(path)
    }

    /// Begins a view on each of `stores`, one after another.
    private static func together<T>(_ stores: [Store], _ body: () throws -> T) throws -> T {
        guard let first = stores.first else { return try body() }
        return try first.database.snapshot {
            try first.look()
            return try together(Array(stores.dropFirst()), body)
        }
    }

    private static let mostTries = 100

    /// The first look is what begins a view.
    private func look() throws { _ = try setting("register") }

    /// Changes when another connection commits.
    private func commits() throws -> Int {
        switch database.dialect {
        case .sqlite: try database.first("PRAGMA data_version") { $0.int(0) } ?? 0
        // Of each transaction its own: the number of the last that had ended when the view began.
        case .postgreSQL:
            try database.first("SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT)") { $0.int(0) } ?? 0
        }
    }

    private init(path: String, database: Database) {
        self.path = path
        self.database = database
    }

    /// Turns what SQLite says into what a person can act on.
    public static func explained<T>(_ path: String, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as SQLError {
            throw StoreError(error, path) ?? error
        }
    }

    /// Whether any record ever named this code.
    public func knows(_ kind: TermKind, _ text: String) throws -> Bool {
        try database.term(kind, text) != nil
    }

    /// The number under which the store keeps a term, nil when no record ever named it.
    public func number(of term: Term) throws -> Int? {
        try database.first("SELECT id FROM term WHERE kind = ? AND text = ?", term.kind.rawValue, term.text) { $0.int(0) }
    }

    public func setting(_ name: String) throws -> String? {
        try database.first("SELECT value FROM setting WHERE name = ?", name) { $0.text(0) }
    }

    func set(_ name: String, _ value: String) throws {
        try database.run("INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value)
    }
}
