/// Made once, when first asked for, by whichever thread asks.
public final class Deferred<Value: Sendable>: Sendable {
    @usableFromInline let made = Guarded<Value?>(nil)
    @usableFromInline let make: @Sendable () -> Value

    public init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    @inlinable public var value: Value {
        made.withLock { known in
            if let known { return known }
            let new = make()
            known = new
            return new
        }
    }
}
