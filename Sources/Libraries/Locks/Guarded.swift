import Glibc

/// A value that threads share, reached only through its lock.
///
/// Like `Synchronization.Mutex`, which is no use here: a thread that has to wait for one is given it inside the runtime, out of the thread
/// sanitizer's sight, and each such wait is reported as a race.
///
/// `@unchecked Sendable`: the value is read and written between `lock` and `unlock` alone.
public final class Guarded<Value: Sendable>: @unchecked Sendable {
    @usableFromInline let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    /// Apart from the object: a value without size would lie where the object's class is read before the lock is taken.
    @usableFromInline let value = UnsafeMutablePointer<Value>.allocate(capacity: 1)

    public init(_ value: Value) {
        self.value.initialize(to: value)
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        value.deinitialize(count: 1)
        value.deallocate()
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    @inlinable public func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value.pointee)
    }
}
