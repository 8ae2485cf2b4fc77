import Records

/// What a check came to, in one line: `2 files: 1 error, 0 warnings, 3 notes`.
public struct Count: CustomStringConvertible {
    static let severities: [Problem.Severity] = [.error, .warning, .note]
    private var files = 0
    private var unread = 0
    private var findings: [Problem.Severity: Int] = [:]

    public init() {}

    public mutating func note(_ event: Checker.Event) {
        switch event {
        case .began: files += 1
        case .failed: unread += 1
        case .found(_, let found): for finding in found { findings[finding.problem.severity, default: 0] += 1 }
        case .ended: return
        }
    }

    public var description: String {
        let parts = Self.severities.map { Self.counted(findings[$0] ?? 0, $0.rawValue) }
        let failed = unread == 0 ? "" : ", and \(Self.counted(unread, "file")) not read"
        return "\(Self.counted(files, "file")): \(parts.joined(separator: ", "))\(failed)"
    }

    private static func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
