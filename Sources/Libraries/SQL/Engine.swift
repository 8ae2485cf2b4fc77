/// What a database needs of the program or server behind it.
protocol Engine: AnyObject {
    var dialect: Dialect { get }
    /// Runs statements that return nothing and take nothing, one after another.
    func execute(_ sql: String) throws
    func prepare(_ sql: String) throws -> any Prepared
    /// Runs a `COPY ... FROM STDIN` with what it reads; only a server knows it.
    func copy(_ sql: String, _ bytes: UnsafeRawBufferPointer) throws
    /// How many rows the last statement changed.
    var changes: Int { get }
    var isInTransaction: Bool { get }
}

/// A statement that was understood, and can be run again and again.
protocol Prepared: AnyObject {
    /// Runs it with the values that `bind` adds, until `body` answers false.
    func perform(_ bind: (inout Binder) -> Void, while body: (Row) throws -> Bool) throws
}

/// Whose words are spoken. Statements are written once, in what both understand; where that is not possible, the store asks for the dialect.
public enum Dialect: Sendable {
    case sqlite, postgreSQL
}
