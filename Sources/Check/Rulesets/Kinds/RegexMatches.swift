import Ingest

/// `regex_matches`: the expression matches somewhere in each text that the paths lead to.
struct RegexMatches: RuleKind {
    static let name = "regex_matches"
    private let paths: [RulePath]
    private let regex: String
    private let condition: String?

    init(_ arguments: RuleArguments) throws {
        paths = try arguments.paths("paths")
        regex = try arguments.text("regex")
        condition = arguments.optionalText("idCondition")
        try Patterns.check(regex)
    }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        for found in scope.nodes(paths, at: node) {
            let text = scope.text(found)
            if scope.patterns.matches(regex, text) || scope.organisations.exempts(text, condition) { continue }
            return Offence(words: "\(scope.label(found)) is \(Quote.quoted(text)), which does not match \(regex)", line: scope.line(found))
        }
        return nil
    }
}
