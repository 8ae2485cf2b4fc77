/// `date_order`: no `less` lies after a `more`; `NOW` and `TODAY` are the present day. What is no date is passed over.
struct DateOrder: RuleKind {
    static let name = "date_order"
    private let less: Moments
    private let more: Moments

    init(_ arguments: RuleArguments) throws {
        less = try Moments(arguments, "less")
        more = try Moments(arguments, "more")
    }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        let limits = more.days(at: node, in: scope)
        guard let limit = limits.min(by: { $0.day < $1.day }) else { return nil }
        guard let late = less.days(at: node, in: scope).first(where: { $0.day > limit.day }) else { return nil }
        let other = limit.node.map { "\(scope.label($0)), \(limit.day.text)" } ?? "today"
        return Offence(
            words: "\(late.node.map(scope.label) ?? "today") is \(late.day.text), after \(other)", line: scope.line(late.node ?? node))
    }
}

/// The days that a path leads to, or the present one.
struct Moments: Sendable {
    private let path: RulePath?

    init(_ arguments: RuleArguments, _ key: String) throws {
        let spelling = try arguments.text(key)
        path = spelling == "NOW" || spelling == "TODAY" ? nil : try arguments.path(key)
    }

    func days(at node: XNode, in scope: RuleScope) -> [(day: Day, node: XNode?)] {
        guard let path else { return [(scope.today, nil)] }
        return scope.nodes(path, at: node).compactMap { found in scope.nodes.withText(of: found, Day.init).map { ($0, found) } }
    }
}
