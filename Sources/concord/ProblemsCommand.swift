import CommandLine
import Picture
import Store

/// `concord problems`
struct ProblemsCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let (store, _, visibility) = try session.open()
        let table = session.table([
            Column("file"), Column("line", .number), Column("severity"), Column("rule"), Column("identifier", .text),
            Column("message", .text),
        ])
        try FoundProblem.forEach(file: session.arguments.string("file"), rule: session.arguments.string("rule"), store, visibility) {
            found in
            let problem = found.problem
            try table.row([
                found.file, String(problem.line), problem.severity.rawValue, problem.rule, problem.identifier, problem.message,
            ])
        }
        try table.finish()
        return .done
    }
}
