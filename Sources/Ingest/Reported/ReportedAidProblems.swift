import Records
import Sheets

/// Problems of one file, told up to a number: a file that is nothing but mistakes must not fill the store with complaints.
struct ReportedAidProblems {
    private static let mostTold = 1000

    private var told: [Problem] = []
    private var untold = 0
    /// Rules that are told once a file, with the first line and how often it was so.
    private var counted: [(rule: ProblemRule, line: Int, times: Int)] = []

    mutating func note(_ rule: ProblemRule, _ line: Int, _ finding: String) {
        guard told.count < Self.mostTold else {
            untold += 1
            return
        }
        told.append(Problem(rule.severity, rule: rule.rule, line: line, message: "\(finding): \(rule.remedy)."))
    }

    mutating func count(_ rule: ProblemRule, _ line: Int) {
        if let place = counted.firstIndex(where: { $0.rule == rule }) { counted[place].times += 1 } else { counted.append((rule, line, 1)) }
    }

    mutating func take() -> [Problem] {
        let rest = ProblemRule.aidProblemsMany
        let more =
            untold == 0
            ? [] : [Problem(rest.severity, rule: rest.rule, line: 0, message: "\(untold) more problems are not listed: \(rest.remedy).")]
        let sums = counted.map { one in
            Problem(one.rule.severity, rule: one.rule.rule, line: one.line, message: "\(one.rule.explanation) Rows: \(one.times).")
        }
        defer { (told, counted, untold) = ([], [], 0) }
        return told + sums + more
    }
}

extension SheetRow {
    /// An amount in units of ten to `power`; nil for an empty cell, and for what is no amount, which is told.
    func amount(_ column: Int, power: Int = 0, _ problems: inout ReportedAidProblems) -> Amount? {
        let text = told(column)
        guard !text.isEmpty else { return nil }
        let hasCommas = text.contains(",")
        guard !(hasCommas && Self.isDecimalComma(text)), let amount = Self.amount(text, power: power) else {
            problems.note(.aidUnreadable, line, "\(Quote.quoted(text)) is no amount, and is left out")
            return nil
        }
        if hasCommas { problems.count(.aidCommas, line) }
        return amount
    }

    /// A comma behind a zero stands before decimals, and would be read as one between thousands.
    private static func isDecimalComma(_ text: String) -> Bool { text.drop { "+-".contains($0) }.hasPrefix("0,") }

    /// Of millions a million at most: more is a table in dollars.
    private static func amount(_ text: String, power: Int) -> Amount? {
        var text = text
        let micros = text.withUTF8 { PublishedNumber.units($0, decimals: 6 + power) }
        return micros.flatMap { power == 0 || $0.magnitude < 1_000_000_000_000_000_000 ? Amount(micros: $0) : nil }
    }

    /// A year of four digits between 1940 and 2100, with or without what a suffix says.
    func year(_ column: Int, suffix: String = "") -> Int? {
        var text = trimmed(column).lowercased()
        if !suffix.isEmpty, text.hasSuffix(suffix) { text.removeLast(suffix.count) }
        guard text.utf8.count == 4, let year = Int(text), (1940...2100).contains(year) else { return nil }
        return year
    }

    /// Empty for `NULL` too.
    func told(_ column: Int) -> String {
        let text = withBytes(column) { WhiteSpace.folded($0) }
        return text == "NULL" ? "" : text
    }
}
