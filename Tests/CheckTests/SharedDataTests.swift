import Foundation
import Testbed
import Testing

@testable import Check

/// The standard's own broken and whole files, where they are at hand.
@Suite(.enabled(if: Testbed.shared != nil, Comment(rawValue: Testbed.withoutShared)))
struct SharedDataTests {
    private static let broken = (Testbed.shared ?? "") + "/data/iati-broken"
    private static let structure: Set<Finding.Family> = [.structure]

    private static func files(_ part: String) -> [String] {
        Testbed.files(under: broken + "/iati-schemas-tests").filter {
            $0.hasSuffix(".xml") && $0.contains(part) && !$0.contains("registry-tests")
        }
    }

    @Test func whatShouldPassPasses() {
        let paths = Self.files("should-pass")
        #expect(paths.count == 233)
        for (path, findings) in zip(paths, Checking.findings(at: paths, families: Self.structure)) { #expect(findings.isEmpty, "\(path)") }
    }

    @Test func whatShouldFailFailsForTheReasonThatItsNameGives() {
        let paths = Self.files("should-fail")
        #expect(paths.count == 453)
        for (path, findings) in zip(paths, Checking.findings(at: paths, families: Self.structure)) {
            let rules = Set(findings.map(\.problem.rule))
            #expect(!rules.isEmpty, "\(path)")
            let reason = Self.reason(path.split(separator: "/").last.map(String.init) ?? "")
            #expect(!rules.isDisjoint(with: reason), "\(path): \(rules) instead of \(reason)")
        }
    }

    /// What a name such as `12-missing-attribute-code.xml` lets expect.
    private static func reason(_ name: String) -> Set<String> {
        reasons.first { $0.part.isEmpty || name.contains($0.part) }?.rules ?? []
    }

    private static let reasons: [(part: String, rules: Set<String>)] = [
        // Both forecasts have their year and no amount.
        ("forecast", ["value-malformed"]),
        ("forbidden-attribute", ["attribute-unknown"]), ("has-iati-activity-version", ["attribute-unknown"]),
        ("version-on-iati-organisation", ["attribute-unknown"]), ("attribute-extensibility", ["attribute-unknown"]),
        ("non-allowed-child", ["element-unknown"]), ("multiple", ["element-repeated"]), ("two-", ["element-repeated"]),
        ("contains-text", ["text-misplaced"]), ("mixed-content", ["text-misplaced", "element-unknown"]),
        ("top-level-extensibility", ["element-unknown", "element-misplaced"]), ("missing-attribute", ["attribute-missing"]),
        ("misssing-attribute", ["attribute-missing"]), ("code-attribute", ["attribute-missing", "attribute-unknown"]),
        ("missing", ["element-missing", "attribute-missing"]), ("no-vocab", ["attribute-missing"]), ("no-type", ["attribute-missing"]),
        ("no-code", ["attribute-missing"]), ("without-", ["element-missing"]), ("no-narrative", ["element-missing"]),
        ("empty-activity", ["element-missing"]), ("empty-organization", ["element-missing"]),
        ("", ["value-malformed", "attribute-missing", "attribute-unknown", "element-unknown", "element-missing", "text-misplaced"]),
    ]

    // MARK: Rulesets

    @Test func everyRulesetDecidesAsItsAuthorsExpect() throws {
        let folder = Testbed.shared! + "/data/rulesets/meta_tests/"
        let table = Testbed.text(of: folder + "EXPECTED.tsv").split(separator: "\n").dropFirst().map {
            $0.split(separator: "\t").map(String.init)
        }
        #expect(table.count == 83)
        for row in table {
            let found = try Checking.problems(Testbed.text(of: folder + row[0] + ".json"), Testbed.text(of: folder + row[1] + ".xml"))
            #expect(found.isEmpty == (row[2] == "True"), "\(row)")
        }
    }

    // MARK: The peer's files

    @Test func thePeersVerdictsAreOurs() {
        let folder = Self.broken + "/js-validator-api/"
        let rows = Testbed.text(of: folder + "EXPECTED.tsv").split(separator: "\n").dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(rows.count == 44)
        let found = Checking.findings(at: rows.map { folder + $0[0] })
        // Each file is told once, with its first row.
        let byFile = Dictionary(zip(rows.map { $0[0] }, found).filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
        for row in rows {
            let findings = byFile[row[0]] ?? []
            let isValid = !findings.contains { ($0.family == .xml || $0.family == .structure) && $0.problem.severity == .error }
            if !row[3].isEmpty { #expect(isValid == (row[3] == "true"), "\(row)") }
            for id in row[5].replacing("includes:", with: "").split(separator: ",") {
                #expect(findings.contains { Self.means($0, String(id)) }, "\(row[0]): \(id)")
            }
        }
    }

    /// Theirs are numbers for damage and for structure too.
    private static func means(_ finding: Finding, _ id: String) -> Bool {
        switch id {
        case "0.1.1": finding.family == .xml
        case "0.3.1": finding.family == .structure
        default: finding.problem.rule == "iati-" + id
        }
    }
}
