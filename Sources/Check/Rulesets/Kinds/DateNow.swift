/// `date_now`: the moment does not lie in the future.
struct DateNow: RuleKind {
    static let name = "date_now"
    private let date: RulePath

    init(_ arguments: RuleArguments) throws { date = try arguments.path("date") }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        for found in scope.nodes(date, at: node) {
            let text = scope.text(found).drop { $0 == " " }
            // Texts of this form order as moments do; a zone may move one by half a day, which is forgiven.
            guard let day = Day(String(text)), day > scope.today || day == scope.today && isLater(text, scope.knowledge.now) else {
                continue
            }
            return Offence(words: "\(scope.label(found)) is \(text.prefix(19)), which lies in the future", line: scope.line(found))
        }
        return nil
    }

    private func isLater(_ text: Substring, _ now: String) -> Bool {
        text.utf8.count >= 19 && text.utf8.count <= 24 && !text.dropFirst(19).contains("+") && text.prefix(19) > now.prefix(19)
    }
}
