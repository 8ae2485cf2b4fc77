import Ingest
import XML

/// A hint of quality that one record gives: nothing is wrong by the letter, but a reader will miss or mistake something.
protocol QualityRule: Sendable {
    static var rule: ProblemRule { get }
    init(_ compiler: RuleCompiler) throws
    /// Nil when there is nothing to say.
    func offence(in scope: XScope, version: String) -> Offence?
}

/// Every hint, those that need more than one record included.
public enum QualityRules {
    public static let all = records.map { $0.rule } + [RepeatedIdentifiers.rule, RepeatedAwards.rule, UnknownReferences.rule]

    static let records: [any QualityRule.Type] = [NoPlace.self, NoDates.self, PercentagesAstray.self]
}
