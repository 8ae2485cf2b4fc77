import Records
import Sheets

/// Problems of one file, told up to a number: a file that is nothing but mistakes must not fill the store with complaints.
struct ReportedAidProblems {
    private static let mostTold = 1000

    private var told: [Problem] = []
    private var untold = 0
    /// Rules that are told once a file, with the first line and how often it was so.
    private var counted: [(rule: ProblemRule, line: Int, times: Int)] = []
    /// The first line with a comma before decimals.
    private var decimalComma: Int?

    /// Whether commas stand before decimals here and between thousands there, so that no amount with one can be trusted.
    var areCommasAmbiguous: Bool { decimalComma != nil && counted.contains { $0.rule == .aidCommas } }

    mutating func noteDecimalComma(_ line: Int) { decimalComma = decimalComma ?? line }

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
        let isDecimalComma = hasCommas && Self.isDecimalComma(text)
        if isDecimalComma { problems.noteDecimalComma(line) }
        guard !isDecimalComma, let amount = Self.amount(text, power: power) else {
            problems.note(.aidUnreadable, line, "\(Quote.quoted(text)) is no amount, and is left out")
            return nil
        }
        if hasCommas { problems.count(.aidCommas, line) }
        return amount
    }

    /// One comma, behind a zero or not before three digits: read as one between thousands it would be a thousand times too much.
    private static func isDecimalComma(_ text: String) -> Bool {
        let parts = text.drop { "+-".contains($0) }.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) else { return false }
        return parts[0] == "0" || parts[1].count != 3
    }

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

    /// Empty for `NULL` too, and for what is too long to be a name or a number.
    func told(_ column: Int) -> String {
        guard withBytes(column, { $0.count <= 300 }) else { return "" }
        let text = withBytes(column) { WhiteSpace.folded($0) }
        return text == "NULL" ? "" : text
    }
}
