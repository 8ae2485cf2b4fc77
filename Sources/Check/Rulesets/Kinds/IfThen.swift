/// `if_then`: where `if` is true, `then` is true too.
struct IfThen: RuleKind {
    static let name = "if_then"
    private let premise: RulePath
    private let conclusion: RulePath
    /// Where to look when it is not.
    private let paths: RulePaths

    init(_ arguments: RuleArguments) throws {
        premise = try arguments.path("if")
        conclusion = try arguments.path("then")
        paths = try arguments.paths("paths")
    }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        guard scope.nodes.holds(premise.expression, at: node), !scope.nodes.holds(conclusion.expression, at: node) else { return nil }
        let place = scope.first(paths, at: node) ?? node
        return Offence(words: "At \(scope.label(place)): \(premise.spelling), but not \(conclusion.spelling)", line: scope.line(place))
    }
}
