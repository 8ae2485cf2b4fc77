import Locks

/// A value made on a thread of its own while the one that needs it does something else.
public final class Background<Value: Sendable, Failure: Error>: Sendable {
    private let made: Guarded<Result<Value, Failure>?>
    private let thread: Guarded<WorkerThread?>

    public init(_ make: @escaping @Sendable () throws(Failure) -> Value) {
        let made = Guarded<Result<Value, Failure>?>(nil)
        self.made = made
        thread = Guarded(
            WorkerThread {
                let result = Result(catching: make)
                made.withLock { $0 = result }
            })
    }

    /// What the value is made of is not needed any longer when this has gone.
    deinit { join() }

    /// Waits until it is made.
    public func value() throws(Failure) -> Value {
        join()
        return try made.withLock { $0! }.get()
    }

    private func join() {
        thread.withLock { thread in
            thread?.join()
            thread = nil
        }
    }
}
