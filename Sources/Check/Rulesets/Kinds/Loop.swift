/// `loop`: the rules inside hold for each value that `foreach` leads to, put in place of `$1`.
///
/// Rulesets name the keys in which to put it (`subs`); some forget a condition, so it is put wherever `$1` stands.
struct Loop: RuleKind {
    static let name = "loop"
    private let each: RulePath
    private let inner: [RuleCase]

    init(_ arguments: RuleArguments) throws {
        each = try arguments.path("foreach")
        inner = try (arguments.json["do"]?.members ?? []).flatMap { kind, rules in
            try (rules["cases"]?.items ?? []).map { try arguments.inner(kind, $0) }
        }
    }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? { offences(at: node, in: scope).first?.offence }

    /// Of each rule inside, the first value that breaks it.
    func offences(at node: XNode, in scope: RuleScope) -> [(offence: Offence, of: RuleCase)] {
        var values: [String] = []
        for found in scope.nodes(each, at: node) where !values.contains(scope.text(found)) { values.append(scope.text(found)) }
        guard !values.isEmpty else { return [] }
        return inner.compactMap { inner in
            values.lazy.compactMap { value in
                scope.nodes.around.variable = value
                return inner.offences(at: node, in: scope).first.map { (filled($0.offence, scope), $0.of) }
            }.first
        }
    }

    private func filled(_ offence: Offence, _ scope: RuleScope) -> Offence {
        Offence(words: scope.nodes.filled(offence.words), line: offence.line)
    }
}
