import Ingest
import Records

/// `no_spaces`: no text that the paths lead to begins or ends with white space.
struct NoSpaces: RuleKind {
    static let name = "no_spaces"
    private let paths: RulePaths

    init(_ arguments: RuleArguments) throws { paths = try arguments.paths("paths") }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        let padded = scope.first(paths, at: node) { scope.nodes.withText(of: $0) { WhiteSpace.trimmed($0).count < $0.count } }
        return padded.map {
            Offence(words: "\(scope.label($0)), \(Quote.quoted(scope.text($0))), begins or ends with white space", line: scope.line($0))
        }
    }
}
