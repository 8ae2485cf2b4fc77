/// `only_one_of`: beside anything `excluded` the paths lead nowhere; without it, to exactly one node.
struct OnlyOneOf: RuleKind {
    static let name = "only_one_of"
    private let excluded: RulePaths
    private let paths: RulePaths

    init(_ arguments: RuleArguments) throws {
        excluded = try arguments.paths("excluded")
        paths = try arguments.paths("paths")
    }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        let found = scope.nodes(paths, at: node)
        if let other = scope.first(excluded, at: node) {
            guard let first = found.first else { return nil }
            return Offence(words: "\(scope.label(first)) stands beside \(scope.label(other))", line: scope.line(first))
        }
        guard found.count != 1 else { return nil }
        let wanted = paths.spellings.joined(separator: " or ")
        return Offence(
            words: "\(found.count) of \(wanted) are there, exactly one is right", line: scope.line(found.dropFirst().first ?? node))
    }
}
