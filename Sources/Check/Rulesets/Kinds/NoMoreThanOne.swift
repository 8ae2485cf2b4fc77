/// `no_more_than_one`: the paths together lead to one node at most.
struct NoMoreThanOne: RuleKind {
    static let name = "no_more_than_one"
    private let paths: [RulePath]

    init(_ arguments: RuleArguments) throws { paths = try arguments.paths("paths") }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        let found = scope.nodes(paths, at: node)
        guard found.count > 1 else { return nil }
        return Offence(words: "\(scope.label(found[1])) is there \(found.count) times, once at most is right", line: scope.line(found[1]))
    }
}
