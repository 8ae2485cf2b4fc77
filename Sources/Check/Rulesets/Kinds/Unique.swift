/// `unique`: no two nodes that the paths lead to have the same text.
struct Unique: RuleKind {
    static let name = "unique"
    private let paths: [RulePath]

    init(_ arguments: RuleArguments) throws { paths = try arguments.paths("paths") }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        var seen: [String: XNode] = [:]
        for found in scope.nodes(paths, at: node) {
            if let other = seen.updateValue(found, forKey: scope.text(found)) {
                return Offence(words: "\(scope.label(found)) says the same as \(scope.label(other))", line: scope.line(found))
            }
        }
        return nil
    }
}
