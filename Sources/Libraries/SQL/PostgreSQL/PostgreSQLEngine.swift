internal import CPostgreSQL

/// A connection to a PostgreSQL server. Addresses, passwords and certificates follow libpq's own conventions.
final class PostgreSQLEngine: Engine {
    fileprivate let connection: OpaquePointer
    let dialect = Dialect.postgreSQL
    fileprivate(set) var changes = 0
    fileprivate var prepared = 0
    /// Rows that are still coming in; another statement has to wait for the last of them.
    fileprivate weak var incoming: Incoming?

    init(_ address: String, _ mode: Database.Mode) throws {
        guard concord_libpq_is_there() else {
            throw SQLError(.libraryMissing, "libpq.so.5 is missing on this machine: install the package libpq5")
        }
        guard let opened = PQconnectdb(address) else { throw SQLError(.other, "out of memory") }
        guard PQstatus(opened) == CONNECTION_OK else {
            defer { PQfinish(opened) }
            let message = Self.firstLine(String(cString: PQerrorMessage(opened)))
            throw SQLError(message.contains("FATAL:") ? .refused : .unreachable, message)
        }
        connection = opened
        _ = PQsetNoticeProcessor(connection, { _, _ in }, nil)
        try execute("SET client_encoding TO 'UTF8'; SET TIME ZONE 'UTC'; SET jit = off")
        if mode == .read { try execute("SET default_transaction_read_only = on") }
    }

    deinit { PQfinish(connection) }

    func execute(_ sql: String) throws {
        try incoming?.receiveAll()
        let result = PQexec(connection, sql)
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY else { throw error(result, sql) }
    }

    func copy(_ sql: String, _ bytes: UnsafeRawBufferPointer) throws {
        try incoming?.receiveAll()
        let begun = PQexec(connection, sql)
        defer { PQclear(begun) }
        guard PQresultStatus(begun) == PGRES_COPY_IN else { throw error(begun, sql) }
        let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let isSent = PQputCopyData(connection, base, Int32(bytes.count)) == 1 && PQputCopyEnd(connection, nil) == 1
        let result = PQgetResult(connection)
        defer {
            PQclear(result)
            while let rest = PQgetResult(connection) { PQclear(rest) }
        }
        guard isSent, PQresultStatus(result) == PGRES_COMMAND_OK else { throw error(result, sql) }
    }

    func prepare(_ sql: String) throws -> any Prepared { PostgreSQLStatement(self, sql) }

    var isInTransaction: Bool { PQtransactionStatus(connection) != PQTRANS_IDLE }

    fileprivate func error(_ result: OpaquePointer?, _ sql: String) -> SQLError {
        let said = PQresultErrorField(result, Field.message) ?? PQerrorMessage(connection)
        let message = said.map { Self.firstLine(String(cString: $0)) } ?? ""
        guard let state = PQresultErrorField(result, Field.state) else { return SQLError(.unreachable, message, sql: sql) }
        return SQLError(state: String(cString: state), message: message, sql: sql)
    }

    /// Letters by which libpq tells the parts of an error.
    private enum Field {
        static let message = Int32(UInt8(ascii: "M"))
        static let state = Int32(UInt8(ascii: "C"))
    }

    /// What follows may quote values.
    private static func firstLine(_ text: String) -> String { String(text.prefix { !$0.isNewline }) }
}

/// The rows of a statement, one by one as the server sends them.
private final class Incoming {
    private unowned let engine: PostgreSQLEngine
    private let sql: String
    private var received: [OpaquePointer] = []
    private var isComplete = false

    init(_ engine: PostgreSQLEngine, _ sql: String) {
        self.engine = engine
        self.sql = sql
    }

    deinit {
        for result in received { PQclear(result) }
        while !isComplete, let result = PQgetResult(engine.connection) { PQclear(result) }
    }

    /// The next result with a row, which is the caller's to clear.
    func next() throws -> OpaquePointer? { received.isEmpty ? try receive() : received.removeFirst() }

    /// Takes in what is still to come, so that the connection is free.
    func receiveAll() throws {
        while let result = try receive() { received.append(result) }
    }

    private func receive() throws -> OpaquePointer? {
        while !isComplete {
            guard let result = PQgetResult(engine.connection) else {
                isComplete = true
                return nil
            }
            switch PQresultStatus(result) {
            case PGRES_SINGLE_TUPLE: return result
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
                engine.changes = Int(String(cString: PQcmdTuples(result))) ?? 0
                PQclear(result)
            default:
                defer { PQclear(result) }
                throw engine.error(result, sql)
            }
        }
        return nil
    }
}

private final class PostgreSQLStatement: Prepared {
    private unowned let engine: PostgreSQLEngine
    private let sql: String
    private let translated: String
    private let parameters = Parameters()
    /// By the kinds of the values: the server fixes them when it prepares a statement.
    private var names: [[Binder.Kind]: String] = [:]

    init(_ engine: PostgreSQLEngine, _ sql: String) {
        self.engine = engine
        self.sql = sql
        translated = Placeholders.translated(sql)
    }

    func perform(_ bind: (inout Binder) -> Void, while body: (Row) throws -> Bool) throws {
        parameters.removeAll()
        var binder = Binder(parameters)
        bind(&binder)
        try engine.incoming?.receiveAll()
        let name = try names[parameters.kinds] ?? prepared()
        let isSent = parameters.withValues { PQsendQueryPrepared(engine.connection, name, $0, $1, $2, $3, 1) }
        guard isSent == 1 else { throw engine.error(nil, sql) }
        _ = PQsetSingleRowMode(engine.connection)
        let incoming = Incoming(engine, sql)
        engine.incoming = incoming
        while let result = try incoming.next() {
            defer { PQclear(result) }
            if try !body(Row(ReceivedRow(result, 0))) { break }
        }
    }

    private func prepared() throws -> String {
        engine.prepared += 1
        let name = "s\(engine.prepared)"
        let types = parameters.kinds.map(\.type)
        let result = PQprepare(engine.connection, name, translated, Int32(types.count), types)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw engine.error(result, sql) }
        names[parameters.kinds] = name
        return name
    }
}

extension Binder.Kind {
    /// Object identifiers of PostgreSQL's types, from its catalogue `pg_type`.
    fileprivate var type: Oid {
        switch self {
        case .integer: 20
        case .real: 701
        case .text: 25
        case .bytes: 17
        }
    }
}
