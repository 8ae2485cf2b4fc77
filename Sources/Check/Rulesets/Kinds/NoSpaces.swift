import Ingest
import Records

/// `no_spaces`: no text that the paths lead to begins or ends with white space.
struct NoSpaces: RuleKind {
    static let name = "no_spaces"
    private let paths: [RulePath]

    init(_ arguments: RuleArguments) throws { paths = try arguments.paths("paths") }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        for found in scope.nodes(paths, at: node) {
            let isRight = scope.nodes.withText(of: found) { WhiteSpace.trimmed($0).count == $0.count }
            if isRight { continue }
            return Offence(
                words: "\(scope.label(found)), \(Quote.quoted(scope.text(found))), begins or ends with white space", line: scope.line(found)
            )
        }
        return nil
    }
}
