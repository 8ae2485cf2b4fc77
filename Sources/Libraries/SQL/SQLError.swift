/// What the database said: message and SQL. Bound values stay out of it, for they may be personal.
public struct SQLError: Error, CustomStringConvertible, Sendable {
    public enum Kind: Sendable {
        /// Another writer holds the database.
        case busy
        case diskFull
        /// Reading or writing failed in the system: a full or faulty disk, a limit on file sizes.
        case inputOutput
        case notADatabase
        case readOnly
        /// The server cannot be reached, or the connection broke.
        case unreachable
        /// The server does not know the user, the password or the database.
        case refused
        /// libpq is not on this machine.
        case libraryMissing
        case other
    }

    public let kind: Kind
    public let message: String
    public let sql: String

    public init(_ kind: Kind, _ message: String, sql: String = "") {
        self.kind = kind
        self.message = message
        self.sql = sql
    }

    public var description: String { sql.isEmpty ? message : "\(message) (in: \(sql.prefix(200)))" }
}

extension SQLError {
    init(sqlite code: Int32, message: String, sql: String) {
        let kind: Kind =
            switch code & 0xff {
            case 5, 6: .busy
            case 13: .diskFull
            case 10: .inputOutput
            case 26, 11: .notADatabase
            case 8, 14: .readOnly
            default: .other
            }
        self.init(kind, message, sql: sql)
    }

    /// - Parameter state: five characters, as the SQL standard and PostgreSQL's appendix A list them.
    init(state: String, message: String, sql: String) {
        let kind: Kind =
            switch state {
            case "55P03", "40001", "40P01": .busy
            case "53100": .diskFull
            case "58030": .inputOutput
            case "42501", "25006": .readOnly
            case "28000", "28P01", "3D000": .refused
            case "57P01", "57P02", "57P03": .unreachable
            default: state.hasPrefix("08") ? .unreachable : .other
            }
        self.init(kind, message, sql: sql)
    }
}
