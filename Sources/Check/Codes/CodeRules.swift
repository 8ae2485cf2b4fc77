import Ingest

/// The rules of the code lists, one family: which list is for which value stands in `Resources/standard`.
public enum CodeRules {
    public static let all = [codeUnknown, codeUnlisted, codeWithdrawn]

    public static let codeUnknown = ProblemRule(
        .error, "code-unknown", "A value is no code of the list that the standard prescribes for it; that list is complete.",
        remedy: "use a code of that list")
    public static let codeUnlisted = ProblemRule(
        .warning, "code-unlisted", "A value is no code of the list that the standard names for it; others may be right.",
        remedy: "use a code of that list where there is one")
    public static let codeWithdrawn = ProblemRule(
        .note, "code-withdrawn", "A code was withdrawn from its list.", remedy: "use its successor")
}
