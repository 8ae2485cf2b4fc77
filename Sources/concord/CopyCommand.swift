import CommandLine
import Glibc
import Store

/// `concord copy`, `concord backup` and `concord restore`: a store's records in another place, compared with what was read.
struct CopyCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        guard let from = session.arguments.string("from"), let to = session.arguments.string("to") else {
            throw UsageError("say what is copied and where to: --from STORE --to STORE")
        }
        return try copy(from, to)
    }

    func backup() throws -> ExitCode { try copy(session.storePath, file()) }

    func restore() throws -> ExitCode { try copy(file(), session.storePath) }

    private func file() throws -> String {
        let file = session.arguments.string("FILE")!
        guard !Store.isOnServer(file) else { throw UsageError("a backup is a file: concord copy moves a store to a server") }
        return file
    }

    private func copy(_ from: String, _ to: String) throws -> ExitCode {
        guard session.arguments.string("reader") == nil else { throw UsageError("a copy holds every record: leave --reader out") }
        guard from != to else { throw UsageError("a store cannot be copied onto itself") }
        let isTerminal = Terminal.isTerminal(STDERR_FILENO)
        let tables = try StoreCopy.run(from: from, to: to) { if isTerminal { session.talk("copying \($0)") } }
        let rows = tables.reduce(0) { $0 + $1.rows }
        session.talk("\(Store.shown(to)): \(tables.count) tables with \(rows) rows, the same as in \(Store.shown(from))")
        return .done
    }
}
