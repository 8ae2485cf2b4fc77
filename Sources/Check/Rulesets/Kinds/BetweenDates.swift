/// `between_dates`: no `date` lies before `start` or after `end`.
struct BetweenDates: RuleKind {
    static let name = "between_dates"
    private let date: Moments
    private let start: Moments
    private let end: Moments

    init(_ arguments: RuleArguments) throws {
        date = try Moments(arguments, "date")
        start = try Moments(arguments, "start")
        end = try Moments(arguments, "end")
    }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        let first = start.first(at: node, in: scope)?.day
        let last = end.first(at: node, in: scope)?.day
        let astray = date.first(at: node, in: scope) { day in first.map { day < $0 } ?? false || last.map { day > $0 } ?? false }
        return astray.map { found in
            let period = "\(first?.text ?? "the beginning") to \(last?.text ?? "the end")"
            return Offence(
                words: "\(found.node.map(scope.label) ?? "today") is \(found.day.text), outside \(period)",
                line: scope.line(found.node ?? node))
        }
    }
}
