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
        guard let limit = more.earliest(at: node, in: scope) else { return nil }
        guard let late = less.first(at: node, in: scope, where: { $0 > limit.day }) else { return nil }
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

    typealias Dated = (day: Day, node: XNode?)

    func days(at node: XNode, in scope: RuleScope) -> [Dated] {
        var days: [Dated] = []
        visit(at: node, in: scope) {
            days.append($0)
            return true
        }
        return days
    }

    func earliest(at node: XNode, in scope: RuleScope) -> Dated? {
        var earliest: Dated?
        visit(at: node, in: scope) { found in
            if earliest.map({ found.day < $0.day }) ?? true { earliest = found }
            return true
        }
        return earliest
    }

    func first(at node: XNode, in scope: RuleScope, where isPicked: (Day) -> Bool = { _ in true }) -> Dated? {
        var first: Dated?
        visit(at: node, in: scope) {
            if isPicked($0.day) { first = $0 }
            return first == nil
        }
        return first
    }

    private func visit(at node: XNode, in scope: RuleScope, _ body: (Dated) -> Bool) {
        guard let path else {
            _ = body((scope.today, nil))
            return
        }
        scope.nodes.visit(path.expression, at: node) { found in
            guard let day = scope.nodes.withText(of: found, Day.init) else { return true }
            return body((day, found))
        }
    }
}
