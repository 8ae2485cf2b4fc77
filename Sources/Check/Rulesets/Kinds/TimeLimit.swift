/// `time_limit`: from `start` to `end` is a year at most. Of several, the first start goes with the first end, and so on.
struct TimeLimit: RuleKind {
    static let name = "time_limit"
    private let start: Moments
    private let end: Moments

    init(_ arguments: RuleArguments) throws {
        start = try Moments(arguments, "start")
        end = try Moments(arguments, "end")
    }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        for (start, end) in zip(start.days(at: node, in: scope), end.days(at: node, in: scope)) where end.day > start.day.nextYear {
            return Offence(words: "From \(start.day.text) to \(end.day.text) is more than a year", line: scope.line(end.node ?? node))
        }
        return nil
    }
}
