import CommandLine
import Picture
import Store

/// `concord problems`
struct ProblemsCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let (file, rule) = (session.arguments.string("file"), session.arguments.string("rule"))
        let (store, _, visibility) = try session.open()
        let table = session.table([
            Column("file"), Column("line", .number), Column("severity"), Column("rule"), Column("identifier", .text),
            Column("message", .text),
        ])
        var count = 0
        try FoundProblem.forEach(file: file, rule: rule, store, visibility) { found in
            count += 1
            let problem = found.problem
            try table.row([
                found.file, String(problem.line), problem.severity.rawValue, problem.rule, problem.identifier, problem.message,
            ])
        }
        try table.finish()
        session.talk("\(count) \(count == 1 ? "problem" : "problems")")
        if count == 0, let hint = try hint(file, rule, store, visibility) { session.talk(hint) }
        return .done
    }

    /// Why nothing may have been found: a file that is not in the store, a rule that found nothing in any file.
    private func hint(_ file: String?, _ rule: String?, _ store: Store, _ visibility: Visibility) throws -> String? {
        if let file, try !SourceStatus.all(store, visibility).contains(where: { $0.source == file || $0.source.hasSuffix("/" + file) }) {
            return "no file in the store is \(file) or ends in it: concord status lists them"
        }
        return rule.map { "\($0) found nothing there; concord problems without --rule shows which rules did" }
    }
}
