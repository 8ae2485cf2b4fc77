/// `one_or_all`: the one is there, or each of the others has its own: every narrative its language, every transaction its sector,
/// every amount its currency.
struct OneOrAll: RuleKind {
    static let name = "one_or_all"
    private let one: RulePath
    /// Those that lack their own.
    private let lacking: RulePath

    init(_ arguments: RuleArguments) throws {
        one = try arguments.path("one")
        let path =
            switch try arguments.text("all") {
            case "lang": "descendant::narrative[not(@xml:lang)]"
            case "sector": "transaction[not(sector)]"
            case "currency":
                "descendant::value[not(@currency)] | descendant::forecast[not(@currency)] | descendant::loan-status[not(@currency)]"
            case let other: throw RulesetError("one_or_all knows lang, sector and currency, not \(other.prefix(80))")
            }
        lacking = try arguments.path(spelled: path)
    }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        if scope.nodes.holds(one.expression, at: node) { return nil }
        guard let first = scope.nodes.first(lacking.expression, at: node) else { return nil }
        return Offence(words: "There is no \(one.spelling), and \(scope.label(first)) has none of its own", line: scope.line(first))
    }
}
