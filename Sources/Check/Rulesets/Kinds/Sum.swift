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

/// What both have in common. Shares such as 100/175 cannot be written to the last digit, so four decimals have to be right.
///
/// What is no number adds nothing: its form is the structure's affair.
private struct Total: Sendable {
    private static let decimals = 16
    private let paths: RulePaths
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
        let sum = found.reduce(Int128(0)) {
            $0 + (scope.nodes.withText(of: $1) { PublishedNumber.units($0, decimals: Self.decimals) } ?? 0)
        }
        let rounded = Int128.dividedHalfEven(sum, by: 1_000_000_000_000)
        guard rounded * 100 != wanted.micros else { return nil }
        let what = found.first.map(scope.label) ?? paths.spellings.joined(separator: " and ")
        return Offence(
            words: "\(what) and its like add up to \(Self.written(rounded)), not \(spelling)", line: scope.line(found.first ?? node))
    }

    /// Ten-thousandths as a decimal, without zeros at its end.
    private static func written(_ number: Int128) -> String {
        let digits = String(number.magnitude + 10_000)
        var fraction = digits.suffix(4)
        while fraction.last == "0" { fraction.removeLast() }
        return "\(number < 0 ? "-" : "")\(number.magnitude / 10_000)\(fraction.isEmpty ? "" : ".")\(fraction)"
    }
}
