import Ingest

/// `regex_no_matches`: the expression matches nowhere in the texts that the paths lead to.
struct RegexNoMatches: RuleKind {
    static let name = "regex_no_matches"
    private let paths: RulePaths
    private let pattern: Pattern

    init(_ arguments: RuleArguments) throws {
        paths = try arguments.paths("paths")
        pattern = try Pattern(arguments.text("regex"))
    }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        let found = scope.first(paths, at: node) { scope.nodes.withText(of: $0) { pattern.matches($0, scope.knowledge.patterns) } }
        return found.map {
            let words = "\(scope.label($0)) is \(Quote.quoted(scope.text($0))), which matches \(pattern.text)"
            return Offence(words: words, line: scope.line($0))
        }
    }
}
