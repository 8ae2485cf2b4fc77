import Locks

/// Numbers from 0 on, each for the one thread that asks first.
public final class Turns: Sendable {
    private let next = Guarded(0)
    private let count: Int

    public init(_ count: Int) { self.count = count }

    /// Nil when all are taken.
    public func take() -> Int? {
        next.withLock { next in
            guard next < count else { return nil }
            next += 1
            return next - 1
        }
    }
}
