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
        let first = start.days(at: node, in: scope).first?.day
        let last = end.days(at: node, in: scope).first?.day
        for found in date.days(at: node, in: scope) where first.map({ found.day < $0 }) ?? false || last.map({ found.day > $0 }) ?? false {
            let period = "\(first?.text ?? "the beginning") to \(last?.text ?? "the end")"
            return Offence(
                words: "\(found.node.map(scope.label) ?? "today") is \(found.day.text), outside \(period)",
                line: scope.line(found.node ?? node))
        }
        return nil
    }
}
