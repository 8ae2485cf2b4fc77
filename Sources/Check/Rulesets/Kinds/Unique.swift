/// `unique`: no two nodes that the paths lead to have the same text.
struct Unique: RuleKind {
    static let name = "unique"
    private let paths: RulePaths

    init(_ arguments: RuleArguments) throws { paths = try arguments.paths("paths") }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        let nodes = scope.nodes(paths, at: node)
        guard let (found, other) = nodes.count <= Self.few ? repeated(nodes, scope) : repeated(among: nodes, scope) else { return nil }
        return Offence(words: "\(scope.label(found)) says the same as \(scope.label(other))", line: scope.line(found))
    }

    /// Few are compared one by one.
    private static let few = 8

    /// The first node that says what one before it does, and that one.
    private func repeated(_ nodes: [XNode], _ scope: RuleScope) -> (XNode, XNode)? {
        for (place, node) in nodes.enumerated() {
            if let other = nodes[..<place].first(where: { scope.nodes.haveSameText(node, $0) }) { return (node, other) }
        }
        return nil
    }

    private func repeated(among nodes: [XNode], _ scope: RuleScope) -> (XNode, XNode)? {
        var seen: [String: XNode] = [:]
        for node in nodes { if let other = seen.updateValue(node, forKey: scope.text(node)) { return (node, other) } }
        return nil
    }
}
