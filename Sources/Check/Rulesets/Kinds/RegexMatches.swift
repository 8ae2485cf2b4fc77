import Ingest

/// `regex_matches`: the expression matches somewhere in each text that the paths lead to.
struct RegexMatches: RuleKind {
    static let name = "regex_matches"
    private let paths: RulePaths
    private let pattern: Pattern
    private let condition: String?

    init(_ arguments: RuleArguments) throws {
        paths = try arguments.paths("paths")
        pattern = try Pattern(arguments.text("regex"))
        condition = arguments.optionalText("idCondition")
    }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        let astray = scope.first(paths, at: node) {
            scope.nodes.withText(of: $0) {
                !pattern.matches($0, scope.knowledge.patterns) && !scope.knowledge.organisations.exempts($0, condition)
            }
        }
        return astray.map {
            let words = "\(scope.label($0)) is \(Quote.quoted(scope.text($0))), which does not match \(pattern.text)"
            return Offence(words: words, line: scope.line($0))
        }
    }
}
