/// Something in a sheet that was cleaned, cut or passed over, with its line and what would mend it.
public struct SheetProblem: Sendable, Equatable {
    public enum Severity: String, Sendable {
        /// Something is lost.
        case error
        /// Something may be read otherwise than it was meant.
        case warning
        /// Only told.
        case note
    }

    public let severity: Severity
    /// Short kebab-case name of the rule.
    public let rule: String
    /// Line in the file, counted from 1; in a workbook the row's number; 0 when the whole file is meant.
    public let line: Int
    /// One sentence: what is wrong and what to do.
    public let message: String

    init(_ severity: Severity = .warning, _ rule: String, line: Int, _ message: String) {
        self.severity = severity
        self.rule = rule
        self.line = line
        self.message = message
    }
}

/// Problems as they come, up to a number: a file that is nothing but damage must not fill the memory with complaints.
struct ProblemList {
    private static let most = 1000

    private var kept: [SheetProblem] = []

    mutating func add(_ problem: SheetProblem) {
        if kept.count < Self.most { kept.append(problem) }
    }

    mutating func drain() -> [SheetProblem] {
        defer { kept = [] }
        return kept
    }
}
