import Glibc

/// A value that threads share, reached only through its lock.
///
/// Like `Synchronization.Mutex`, which is no use here: a thread that has to wait for one is given it inside the runtime, out of the thread
/// sanitizer's sight, and each such wait is reported as a race.
///
/// `@unchecked Sendable`: the value is read and written between `lock` and `unlock` alone.
public final class Guarded<Value: Sendable>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var value: Value

    public init(_ value: Value) {
        self.value = value
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    public func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
