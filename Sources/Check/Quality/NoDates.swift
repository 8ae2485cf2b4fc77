import Ingest

/// `hint-no-dates`: neither the activity nor any transaction, budget or disbursement has a date.
struct NoDates: QualityRule {
    static let rule = ProblemRule(
        .note, "hint-no-dates", "Nothing says when an activity happens.", remedy: "add activity-date elements")
    private let date: XPath

    init(_ compiler: RuleCompiler) throws {
        date = try compiler.expression(
            """
            activity-date/@iso-date | activity-date/text() | transaction/transaction-date | transaction/value/@value-date
            | budget/period-start | planned-disbursement/period-start
            """)
    }

    func offence(in scope: XScope, version: String) -> Offence? {
        if scope.holds(date, at: .element(scope.record)) { return nil }
        return Offence(words: "The activity has no date at all", line: scope.record.line)
    }
}
