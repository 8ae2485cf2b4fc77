import Glibc
import Locks

/// One import at a time writes to a store; the next waits for its turn.
///
/// The turn is an advisory lock on the store's own file. Its descriptor stays open for the life of the process: closing any descriptor of
/// a database file would take SQLite's locks away from the connections that are still open.
struct ImportTurn {
    private static let descriptors = Guarded([String: Int32]())
    private let descriptor: Int32

    init(_ path: String, whileWaiting: () -> Void) throws {
        let found = Self.descriptors.withLock { known in
            if let descriptor = known[path] { return descriptor }
            let opened = open(path, O_RDONLY | O_CLOEXEC)
            if opened >= 0 { known[path] = opened }
            return opened
        }
        guard found >= 0 else { throw StoreError.notWritable(path) }
        descriptor = found
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
        whileWaiting()
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    }

    func end() { flock(descriptor, LOCK_UN) }
}
