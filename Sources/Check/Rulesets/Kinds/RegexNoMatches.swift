import Ingest

/// `regex_no_matches`: the expression matches nowhere in the texts that the paths lead to.
struct RegexNoMatches: RuleKind {
    static let name = "regex_no_matches"
    private let paths: [RulePath]
    private let regex: String

    init(_ arguments: RuleArguments) throws {
        paths = try arguments.paths("paths")
        regex = try arguments.text("regex")
        try Patterns.check(regex)
    }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        for found in scope.nodes(paths, at: node) where scope.patterns.matches(regex, scope.text(found)) {
            return Offence(
                words: "\(scope.label(found)) is \(Quote.quoted(scope.text(found))), which matches \(regex)", line: scope.line(found))
        }
        return nil
    }
}
