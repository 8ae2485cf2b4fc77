/// Damage that was met and survived: where, which rule, and what would mend it.
public struct XMLProblem: Hashable, Sendable {
    public enum Severity: String, Sendable { case error, warning }

    /// Error when a record or more was lost, warning when nothing but the damage itself was.
    public let severity: Severity
    /// Short kebab-case name of the rule, e.g. `bare-ampersand`.
    public let rule: String
    /// Line in the file, counted from 1; 0 when the whole file is meant.
    public let line: Int
    /// One sentence: what is wrong and what to do.
    public let message: String

    init(_ rule: String, line: Int, _ message: String) {
        self.init(.warning, rule, line: line, message)
    }

    init(_ severity: Severity, _ rule: String, line: Int, _ message: String) {
        self.severity = severity
        self.rule = rule
        self.line = line
        self.message = message
    }
}

/// A record that is not well-formed, or claims too much; its neighbours are not affected.
public struct RecordError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Short kebab-case name of the rule, e.g. `record-malformed`.
    public let rule: String
    /// Line in the file, counted from 1.
    public let line: Int
    /// One sentence: what is wrong and what to do.
    public let message: String

    public var description: String { "line \(line): \(message)" }
}
