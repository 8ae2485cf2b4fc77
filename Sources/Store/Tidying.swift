import Locks
import SQL
import Threads

/// Moves what files wrote from the write-ahead log to its place, on a thread of its own: the writer need not wait for the disk.
final class Tidying {
    /// Bytes of published files between two rounds: enough for a round to be worth a thread, few enough for the log to stay small.
    private static let interval = 64 << 20

    private let path: String
    private let isBusy = Guarded(false)
    private var thread: WorkerThread?
    private var written = 0

    init(_ path: String) { self.path = path }

    deinit { thread?.join() }

    /// Notes a file that was written; begins a round when there have been many, unless one is under way.
    func wrote(_ bytes: Int) {
        written += bytes
        if written >= Self.interval { begin() }
    }

    func begin() {
        guard !DatabaseAddress.isServer(path), !isBusy.withLock({ $0 }) else { return }
        end()
        written = 0
        isBusy.withLock { $0 = true }
        let (path, isBusy) = (path, isBusy)
        thread = WorkerThread {
            try? Database(path: path, mode: .write).execute("PRAGMA wal_checkpoint(PASSIVE)")
            isBusy.withLock { $0 = false }
        }
    }

    /// Waits for the round that is under way.
    func end() {
        thread?.join()
        thread = nil
    }
}
