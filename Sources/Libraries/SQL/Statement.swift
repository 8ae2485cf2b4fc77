/// A prepared statement: bound, run and reset in one call.
public final class Statement {
    private let prepared: any Prepared

    init(_ prepared: any Prepared) { self.prepared = prepared }

    /// Runs to the end, ignoring rows.
    public func run(_ values: [any SQLValue]) throws { try read(values) { _ in true } }

    /// Runs to the end with values bound one after another by `bind`: for the statements of an import, where boxing would cost.
    public func run(_ bind: (inout Binder) -> Void) throws { try prepared.perform(bind) { _ in true } }

    /// Whether there is any row, with values bound as in `run`.
    public func hasRow(_ bind: (inout Binder) -> Void) throws -> Bool {
        var hasRow = false
        try prepared.perform(bind) { _ in
            hasRow = true
            return false
        }
        return hasRow
    }

    public func forEach(_ values: [any SQLValue], _ body: (Row) throws -> Void) throws {
        try read(values) {
            try body($0)
            return true
        }
    }

    /// Reads rows until `body` answers false.
    public func read(_ values: [any SQLValue], while body: (Row) throws -> Bool) throws {
        try prepared.perform({ binder in for value in values { value.add(to: &binder) } }, while: body)
    }
}

/// What can be bound to a statement: integers, reals, text, bytes, and their absence.
public protocol SQLValue {
    func add(to binder: inout Binder)
    static func addNull(to binder: inout Binder)
}

extension Int: SQLValue {
    public func add(to binder: inout Binder) { binder.add(self) }
    public static func addNull(to binder: inout Binder) { binder.addNull(.integer) }
}
extension Int64: SQLValue {
    public func add(to binder: inout Binder) { binder.add(Int(self)) }
    public static func addNull(to binder: inout Binder) { binder.addNull(.integer) }
}
extension Bool: SQLValue {
    public func add(to binder: inout Binder) { binder.add(self) }
    public static func addNull(to binder: inout Binder) { binder.addNull(.integer) }
}
extension Double: SQLValue {
    public func add(to binder: inout Binder) { binder.add(self) }
    public static func addNull(to binder: inout Binder) { binder.addNull(.real) }
}
extension String: SQLValue {
    public func add(to binder: inout Binder) { binder.add(self) }
    public static func addNull(to binder: inout Binder) { binder.addNull(.text) }
}
extension [UInt8]: SQLValue {
    public func add(to binder: inout Binder) { binder.add(self) }
    public static func addNull(to binder: inout Binder) { binder.addNull(.bytes) }
}
extension Optional: SQLValue where Wrapped: SQLValue {
    public func add(to binder: inout Binder) { if let self { self.add(to: &binder) } else { Wrapped.addNull(to: &binder) } }
    public static func addNull(to binder: inout Binder) { Wrapped.addNull(to: &binder) }
}
