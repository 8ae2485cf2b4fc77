import Records

/// `sum`: the numbers that the paths lead to add up to `sum`, if there are any.
struct Sum: RuleKind {
    static let name = "sum"
    private let total: Total

    init(_ arguments: RuleArguments) throws { total = try Total(arguments) }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? { total.offence(at: node, in: scope, isNothingRight: true) }
}

/// `strict_sum`: the numbers that the paths lead to add up to `sum`; without any the sum is zero.
struct StrictSum: RuleKind {
    static let name = "strict_sum"
    private let total: Total

    init(_ arguments: RuleArguments) throws { total = try Total(arguments) }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? { total.offence(at: node, in: scope, isNothingRight: false) }
}

/// What both have in common: exact decimals; what is no number adds nothing, its form is the structure's affair.
private struct Total: Sendable {
    private let paths: [RulePath]
    private let wanted: Amount
    private let spelling: String

    init(_ arguments: RuleArguments) throws {
        paths = try arguments.paths("paths")
        guard let digits = try arguments.number("sum"), let amount = PublishedNumber.parse(digits).amount else {
            throw RulesetError("\(arguments.kind) has no number sum")
        }
        (wanted, spelling) = (amount, digits)
    }

    func offence(at node: XNode, in scope: RuleScope, isNothingRight: Bool) -> Offence? {
        let found = scope.nodes(paths, at: node)
        if found.isEmpty && isNothingRight { return nil }
        let micros = found.reduce(Int128(0)) { $0 + (PublishedNumber.parse(scope.text($1)).amount?.micros ?? 0) }
        guard micros != wanted.micros else { return nil }
        let what = found.first.map(scope.label) ?? paths.map(\.spelling).joined(separator: " and ")
        let sum = Amount(micros: micros)
        return Offence(words: "\(what) and its like add up to \(sum), not \(spelling)", line: scope.line(found.first ?? node))
    }
}
