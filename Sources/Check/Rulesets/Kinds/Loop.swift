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

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        var first: Offence?
        forEachOffence(at: node, in: scope) { offence, _ in first = first ?? offence }
        return first
    }

    /// Of each rule inside, the first value that breaks it.
    func forEachOffence(at node: XNode, in scope: RuleScope, _ tell: (Offence, RuleCase) -> Void) {
        guard scope.nodes.first(each.expression, at: node) != nil else { return }
        let values = distinctTexts(at: node, in: scope)
        for inner in inner {
            var isBroken = false
            for value in values where !isBroken {
                scope.nodes.around.variable = value
                inner.forEachOffence(at: node, in: scope) { offence, broken in
                    if !isBroken { tell(filled(offence, scope), broken) }
                    isBroken = true
                }
            }
        }
    }

    private func distinctTexts(at node: XNode, in scope: RuleScope) -> [String] {
        var texts: [String] = []
        for found in scope.nodes(each, at: node) where !texts.contains(scope.text(found)) { texts.append(scope.text(found)) }
        return texts
    }

    private func filled(_ offence: Offence, _ scope: RuleScope) -> Offence {
        Offence(words: scope.nodes.filled(offence.words), line: offence.line)
    }
}
