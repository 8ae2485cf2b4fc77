import CommandLine
import Store

/// `concord migrate`
struct MigrateCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        _ = try Store.forWriting(session.storePath)
        session.talk("\(Store.shown(session.storePath)) is up to date")
        return .done
    }
}
