/// `atleast_one`: one of the paths at least leads to a node.
struct AtLeastOne: RuleKind {
    static let name = "atleast_one"
    private let paths: RulePaths

    init(_ arguments: RuleArguments) throws { paths = try arguments.paths("paths") }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        if paths.contains(where: { scope.nodes.holds($0.expression, at: node) }) { return nil }
        let wanted = paths.spellings.joined(separator: " or ")
        return Offence(words: "\(scope.label(node)) has no \(wanted.isEmpty ? "path to satisfy" : wanted)", line: scope.line(node))
    }
}
