import Testbed
import Testing

@testable import Check

/// Each rule of tagged sheets with a column that meets it and one that does not.
struct SheetTests {
    private func rules(_ tag: String, _ cells: [String]) -> [String] {
        let scratch = Scratch()
        let path = scratch.write("sheet.csv", "Name,Other\n\(tag),#meta\n" + cells.map { "\"\($0)\",x\n" }.joined())
        return withExtendedLifetime(scratch) { Checking.findings(at: [path])[0].map { "\($0.problem.line) \($0.problem.rule)" } }
    }

    @Test func dates() {
        #expect(rules("#date", ["2021-07-28", "28/07/2021", "2021", "2021-07", "2021Q3", "2021-01-01/2021-02-01", ""]) == [])
        #expect(rules("#date", ["soon", "2021-13"]) == ["3 hxl-date", "4 hxl-date"])
    }

    @Test func numbers() {
        #expect(rules("#affected+f", ["1", "1,000", "2.5"]) == [])
        #expect(rules("#affected+f", ["1", "many"]) == ["4 hxl-number"])
        #expect(rules("#output", ["many"]) == [])
        #expect(rules("#output+num", ["many"]) == ["3 hxl-number"])
    }

    @Test func outliers() {
        let usual = (0..<30).map { String(100 + $0 % 3) }
        #expect(rules("#reached", usual) == [])
        #expect(rules("#reached", usual + ["90000"]) == ["33 hxl-outlier"])
    }

    @Test func spellings() {
        let usual = Array(repeating: "Education", count: 12)
        #expect(rules("#sector", usual + ["Protection"]) == [])
        #expect(rules("#sector", usual + ["Eduction"]) == ["15 hxl-spelling"])
        #expect(rules("#sector", usual + ["education"]) == ["15 hxl-case"])
        #expect(rules("#adm2+code", Array(repeating: "AF3205", count: 12) + ["AF3405"]) == [])
    }

    @Test func kinds() {
        let numbers = (0..<20).map(String.init)
        #expect(rules("#indicator", numbers) == [])
        #expect(rules("#indicator", numbers + ["n/a"]) == ["23 hxl-kind"])
    }

    @Test func whiteSpace() {
        #expect(rules("#loc", ["Juba town"]) == [])
        #expect(rules("#loc", ["Juba  town", " Wau", "Bor\u{A0}"]) == ["3 hxl-whitespace", "4 hxl-whitespace", "5 hxl-whitespace"])
    }

    @Test func everyRuleIsHeld() {
        #expect(
            ColumnRules.rules.map(\.rule) == [
                "hxl-date", "hxl-number", "hxl-outlier", "hxl-spelling", "hxl-case", "hxl-kind", "hxl-whitespace",
            ])
    }
}
