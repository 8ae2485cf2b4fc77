/// Something a publisher can put right: where it stands, which rule it breaks, and what would mend it.
///
/// Messages quote codes and numbers, never contacts or free text of people.
public struct Problem: Hashable, Sendable {
    public enum Severity: String, Sendable { case error, warning, note }

    public var severity: Severity
    /// Short kebab-case name of the rule, e.g. `number-unreadable`; each has its line in docs/problems.md.
    public var rule: String
    /// Line in the file, counted from 1; 0 when the whole file is meant.
    public var line: Int
    /// The record's identifier as published, empty when it has none.
    public var identifier: String
    /// One sentence: what is wrong and what to do.
    public var message: String

    public init(_ severity: Severity = .warning, rule: String, line: Int, identifier: String = "", message: String) {
        self.severity = severity
        self.rule = rule
        self.line = line
        self.identifier = identifier
        self.message = message
    }
}
