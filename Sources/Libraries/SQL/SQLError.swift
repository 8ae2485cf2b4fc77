/// What SQLite said: code, message and SQL. Bound values stay out of it, for they may be personal.
public struct SQLError: Error, CustomStringConvertible, Sendable {
    public let code: Int32
    public let message: String
    public let sql: String

    public var description: String { sql.isEmpty ? message : "\(message) (in: \(sql.prefix(200)))" }
    /// Another writer holds the database.
    public var isBusy: Bool { code & 0xff == 5 || code & 0xff == 6 }
    public var isDiskFull: Bool { code & 0xff == 13 }
    /// Reading or writing failed in the system: a full or faulty disk, a limit on file sizes.
    public var isInputOutput: Bool { code & 0xff == 10 }
    public var isNotADatabase: Bool { code & 0xff == 26 || code & 0xff == 11 }
    public var isReadOnly: Bool { code & 0xff == 8 || code & 0xff == 14 }
}
