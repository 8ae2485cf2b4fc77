import Ingest

/// `hint-no-place`: neither the activity nor any transaction says in which country, region or place it happens.
struct NoPlace: QualityRule {
    static let rule = ProblemRule(
        .note, "hint-no-place", "Nothing says in which country, region or place an activity happens.",
        remedy: "add recipient-country, recipient-region or location")
    private let place: XPath

    init(_ compiler: RuleCompiler) throws {
        place = try compiler.expression(
            "recipient-country | recipient-region | location | transaction/recipient-country | transaction/recipient-region")
    }

    func offence(in scope: XScope, version: String) -> Offence? {
        if scope.holds(place, at: .element(scope.record)) { return nil }
        return Offence(words: "The activity names no place at all", line: scope.record.line)
    }
}
