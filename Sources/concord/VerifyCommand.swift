import CommandLine
import Glibc
import Store

/// `concord verify`
struct VerifyCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        guard session.arguments.string("reader") == nil else { throw UsageError("verify looks at every record: leave --reader out") }
        let (store, reference, _) = try session.open()
        let isTerminal = Terminal.isTerminal(STDERR_FILENO)
        let verification = Verification(store, reference) { if isTerminal { session.talk("comparing: \($0)") } }
        let outcome = try verification.run()
        let table = session.table([Column("place", .text), Column("finding", .text)])
        for finding in outcome.findings { try table.row([finding.place, finding.what]) }
        try table.finish()
        session.talk(
            "\(outcome.originals) originals, \(outcome.facts) facts, \(outcome.rowBlocks) blocks of rows and \(outcome.rollups) roll-ups compared: "
                + (outcome.findings.isEmpty ? "all as they were written" : "\(outcome.findings.count) are not as they were written"))
        if outcome.otherTables > 0 {
            session.talk(
                "facts of \(outcome.otherTables) records were made with other tables than today's and compared with the sums alone: import again to renew them"
            )
        }
        if !outcome.findings.isEmpty { session.talk("restore a backup, or import into a new store") }
        return outcome.findings.isEmpty ? .done : .failed
    }
}
