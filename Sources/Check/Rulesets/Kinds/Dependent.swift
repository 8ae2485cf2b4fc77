/// `dependent`: all of the paths lead somewhere, or none.
struct Dependent: RuleKind {
    static let name = "dependent"
    private let paths: RulePaths

    init(_ arguments: RuleArguments) throws { paths = try arguments.paths("paths") }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        let isThere = paths.map { scope.nodes.holds($0.expression, at: node) }
        guard isThere.contains(true), let missing = isThere.firstIndex(of: false) else { return nil }
        let present = isThere.firstIndex(of: true)!
        return Offence(words: "\(paths.spellings[present]) is there without \(paths.spellings[missing])", line: scope.line(node))
    }
}
