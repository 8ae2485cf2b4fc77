/// `no_more_than_one`: the paths together lead to one node at most.
struct NoMoreThanOne: RuleKind {
    static let name = "no_more_than_one"
    private let paths: RulePaths

    init(_ arguments: RuleArguments) throws { paths = try arguments.paths("paths") }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        var count = 0
        var second: XNode?
        for path in paths {
            scope.nodes.visit(path.expression, at: node) {
                count += 1
                if count == 2 { second = $0 }
                return true
            }
        }
        return second.map { Offence(words: "\(scope.label($0)) is there \(count) times, once at most is right", line: scope.line($0)) }
    }
}
