import Glibc
import Locks
import SQL

/// One import at a time writes to a store; the next waits for its turn.
///
/// The turn is an advisory lock: on the store's own file, or on the server. The descriptor of a file stays open for the life of the process:
/// closing any descriptor of a database file would take SQLite's locks away from the connections that are still open.
enum ImportTurn {
    case file(Int32)
    case server(Database)

    private static let descriptors = Guarded([String: Int32]())

    init(_ store: Store, whileWaiting: () -> Void) throws {
        switch store.database.dialect {
        case .sqlite: self = try .file(Self.locked(store.path, whileWaiting))
        case .postgreSQL:
            try Self.lock(store.database, whileWaiting)
            self = .server(store.database)
        }
    }

    func end() {
        switch self {
        case .file(let descriptor): flock(descriptor, LOCK_UN)
        case .server(let database): try? database.execute("SELECT pg_advisory_unlock(\(SchemaMark.applicationID), 1)")
        }
    }

    private static func locked(_ path: String, _ whileWaiting: () -> Void) throws -> Int32 {
        let found = descriptors.withLock { known in
            if let descriptor = known[path] { return descriptor }
            let opened = open(path, O_RDONLY | O_CLOEXEC)
            if opened >= 0 { known[path] = opened }
            return opened
        }
        guard found >= 0 else { throw StoreError.notWritable(path) }
        if flock(found, LOCK_EX | LOCK_NB) == 0 { return found }
        whileWaiting()
        while flock(found, LOCK_EX) != 0, errno == EINTR {}
        return found
    }

    private static func lock(_ database: Database, _ whileWaiting: () -> Void) throws {
        let isFree = try database.first("SELECT pg_try_advisory_lock(\(SchemaMark.applicationID), 1)") { $0.int(0) == 1 } ?? false
        guard !isFree else { return }
        whileWaiting()
        try database.execute("SELECT pg_advisory_lock(\(SchemaMark.applicationID), 1)")
    }
}
