import Foundation
import Testbed
import Testing

/// What is passed on is whole, valid, and gives the same totals where it is read.
struct ExportTests {
    private static let by = "activity,country,sector,place,year,reporter,funder,implementer,party,assistance,finance,aidtype"
    private static let rules = ["reporter", "funder", "implementer", "net"]
    private static let filters = ["", "--country SS", "--country AF,SD --from 2010 --to 2011", "--party JPN", "--sector 15210,health"]

    /// Everything under each rule, of what a filter picks.
    private static func totals(_ node: Node, _ filter: [String], under rules: [String]) -> [String] {
        rules.flatMap { rule in
            ["spend", "budgets"].flatMap { flow in
                node.sums(by, ["--rule", rule, "--flow", flow] + filter).filter { !$0.hasSuffix("|0.00") }.map { "\(rule) \(flow) \($0)" }
            }
        }
    }

    private static let examples: Node = {
        let node = Node()
        node.load([Testbed.examples])
        return node
    }()

    private func copy(of node: Node, _ words: [String], as name: String) -> Node {
        let path = node.scratch.path(name)
        let run = node.run(["export"] + words + ["-o", path])
        #expect(run.code == 0, "\(run.errors)")
        let copy = Node()
        #expect(copy.load([path]).code == 0)
        return copy
    }

    @Test(arguments: filters)
    func examplesGiveEqualTotals(filter: String) {
        let words = filter.split(separator: " ").map(String.init)
        let copy = copy(of: Self.examples, ["iati"] + words, as: "examples-\(filter.hashValue).xml")
        let (before, after) = (Self.totals(Self.examples, words, under: Self.rules), Self.totals(copy, words, under: Self.rules))
        #expect(before.count > 20)
        #expect(Set(before).symmetricDifference(after).sorted().prefix(3) == [])
    }

    /// Without `--whole` a table has what the filter lets pass and nothing else: its sum is that of the filtered picture.
    @Test(arguments: ["csv", "hxl", "geojson"], filters)
    func tablesGiveEqualTotals(kind: String, filter: String) {
        let words = filter.split(separator: " ").map(String.init)
        let copy = copy(of: Self.examples, [kind] + words, as: "table-\(filter.hashValue).\(kind)")
        let rules = filter.isEmpty ? Self.rules : ["reporter", "implementer"]
        let again = filter.hasPrefix("--party") ? words : []
        let (before, after) = (Self.totals(Self.examples, words, under: rules), Self.totals(copy, again, under: rules))
        #expect(before.count > 20)
        #expect(Set(before).symmetricDifference(after).sorted().prefix(3) == [])
    }

    @Test(arguments: ["csv", "geojson"])
    func wholeTablesCountTheSameUnderEveryRule(kind: String) {
        let words = ["--country", "SS"]
        let copy = copy(of: Self.examples, [kind, "--whole"] + words, as: "whole.\(kind)")
        let (before, after) = (Self.totals(Self.examples, words, under: Self.rules), Self.totals(copy, words, under: Self.rules))
        #expect(Set(before).symmetricDifference(after).sorted().prefix(3) == [])
    }

    /// A figure of a table leads to its row.
    @Test func aFigureOfATableIsTraced() throws {
        let node = Node()
        let activity = IATI.activity(
            "A", inside: IATI.country("SS"), "<sector code=\"15110\" percentage=\"40\"/><sector code=\"12220\" percentage=\"60\"/>",
            IATI.transaction("100"), IATI.transaction("50"))
        node.load([node.scratch.write("a.xml", IATI.document([activity]))])
        let copy = copy(of: node, ["csv"], as: "a.csv")
        let table = copy.run(["trace", "A", "--format", "csv"]).table
        #expect(zip(table["amount"], table["line"]).map { "\($0) \($1)" } == ["40.00 2", "60.00 3", "20.00 4", "30.00 5"])
        #expect(table["file"].allSatisfy { $0.hasSuffix("a.csv") })
    }

    /// Passed on once more as IATI, parts of budgets are whole again, and what is of no place stays so by the DAC's code for it.
    @Test func tablesBecomeIATIAgain() {
        let table = copy(of: Self.examples, ["csv", "--whole"], as: "again.csv")
        let again = copy(of: table, ["iati"], as: "again.xml")
        for flow in ["spend", "budgets"] {
            let words = ["--rule", "net", "--flow", flow]
            let by = "activity,country,sector,year,assistance"
            let difference = Set(nowhere(again.sums(by, words))).symmetricDifference(nowhere(Self.examples.sums(by, words)))
            #expect(difference.sorted() == [], "\(flow)")
        }
        #expect(again.run(["check", table.scratch.path("again.xml")]).code == 0)
    }

    private func nowhere(_ sums: [String]) -> [String] {
        sums.map { $0.replacing("region:998", with: "unspecified").replacing("99810", with: "unspecified") }
    }

    @Test func formulasAreHarmlessAndComeBack() {
        let node = Node()
        let activity = IATI.activity(
            "=1+1", by: "@SUM(A1)", inside: "<title><narrative>=HYPERLINK(\"http://example.org\")</narrative></title>",
            "<participating-org role=\"1\"><narrative>-2+3; a | b \\ c</narrative></participating-org>", IATI.country("SS"),
            IATI.transaction("-5"))
        node.load([node.scratch.write("a.xml", IATI.document([activity]))])
        let rows = node.run(["export", "csv"]).table
        for cell in rows.rows.joined() where !cell.isEmpty && Double(cell) == nil { #expect(!"=+-@".contains(cell.first!), "\(cell)") }
        let copy = copy(of: node, ["csv"], as: "a.csv")
        let by = "activity,reporter,funder"
        #expect(copy.sums(by) == node.sums(by) && node.sums(by)[0].hasPrefix("=1+1|@SUM(A1)|-2+3; a | b \\ c"))
    }

    @Test func aTableWithMistakesLosesOnlyThem() {
        let node = Node()
        let head = "identifier,reporter_ref,type,date,country,sector,amount,currency\n"
        let rows = [
            "A,R,3,2012-01-01,SS,15110,5,USD", "A,R,3,2012-13-99,SS,15110,six,USD", ",R,3,2012-01-01,SS,15110,7,USD",
            "B,R,budget,2012-01-01,SD,unspecified,8.5,EUR", "B,R,99,2012-01-01,SD,unspecified,9,EUR",
        ]
        node.load([node.scratch.write("a.csv", head + rows.joined(separator: "\n") + "\n")])
        #expect(node.sums("activity,country,year") == ["A|SS|2012|USD|5.00"])
        #expect(node.sums("activity,country,year", ["--flow", "budgets"]) == ["B|SD|2012|EUR|8.50"])
        let problems = node.run(["problems", "--format", "csv"]).table
        let found = Set(zip(problems["rule"], problems["line"]).map { "\($0) \($1)" })
        #expect(found == ["date-impossible 3", "number-unreadable 3", "table-row-unnamed 4", "transaction-type-unknown 6"])
    }

    /// A second stretch of rows would replace the first: the file is refused, and says what to do.
    @Test func scatteredRowsAreRefused() {
        let node = Node()
        let head = "identifier,reporter_ref,type,date,country,sector,amount,currency\n"
        let rows = ["A,R,3,2012-01-01,SS,15110,5,USD", "B,R,3,2012-01-01,SS,15110,6,USD", "A,R,3,2012-01-01,SS,15110,7,USD"]
        let run = node.load([node.scratch.write("a.csv", head + rows.joined(separator: "\n") + "\n")])
        #expect(run.code == 3 && run.errors.contains("line 4") && run.errors.contains("sort the table by its identifiers"))
        #expect(node.sums("activity") == [])
    }

    @Test func theFilePassesTheCheck() {
        let path = Self.examples.scratch.path("checked.xml")
        #expect(Self.examples.run(["export", "iati", "-o", path]).code == 0)
        let check = Self.examples.run(["check", path, "--format", "csv"])
        #expect(check.code == 0, "\(check.output.prefix(500))")
    }

    /// Real files of every version and damage, valid to the official schema by libxml2's own validator.
    @Test(.enabled(if: Testbed.shared != nil && Testbed.python != nil, Comment(rawValue: Testbed.withoutShared)))
    func realFilesGiveEqualTotalsAndAreValid() {
        let node = OracleTests.whole!.node
        let path = node.scratch.path("real.xml")
        let run = node.run(["export", "iati", "-o", path])
        #expect(run.code == 0)
        #expect(Python.run("valid.py", [Testbed.shared! + "/data/schemas/2.03/iati-activities-schema.xsd", path]).output == "valid\n")
        let copy = Node()
        copy.load([path])
        let rules = ["funder", "net"]
        let difference = Set(Self.totals(node, [], under: rules)).symmetricDifference(Self.totals(copy, [], under: rules))
        #expect(difference.sorted().prefix(3) == [])
        #expect(node.run(["check", path]).code == 0)
    }

    private static let marked: Node = {
        let node = Node()
        let hidden = IATI.activity("HIDDEN", inside: IATI.country("SS"), IATI.transaction("7"))
        let open = IATI.activity(
            "OPEN", inside: IATI.country("SS"), "<contact-info><email>jane@example.org</email></contact-info>", IATI.transaction("5"))
        node.load([node.scratch.write("hidden.xml", IATI.document([hidden]))], handling: "named:USA")
        node.load([node.scratch.write("open.xml", IATI.document([open]))])
        return node
    }()

    @Test(arguments: [
        ("", false), ("--marked", true), ("--reader USA", false), ("--reader USA --marked", true), ("--reader JPN --marked", false),
    ])
    func markedRecordsStayBehind(words: String, goes: Bool) {
        let run = Self.marked.run(["export", "iati"] + words.split(separator: " ").map(String.init))
        #expect(run.output.contains("HIDDEN") == goes)
        #expect(run.output.contains("OPEN") && !run.output.contains("jane"))
        #expect(goes || run.errors.contains("left behind:") || run.errors.contains("withheld:"))
    }

    /// A parent elsewhere is taken along, for `net` counts a tree at one level.
    @Test(arguments: ["iati", "csv", "geojson"])
    func markersGoAlong(kind: String) {
        let node = Node()
        let marked = IATI.activity(
            "A", inside: "<policy-marker code=\"1\" significance=\"2\"/>", IATI.country("SS"), IATI.transaction("5"))
        node.load([
            node.scratch.write("a.xml", IATI.document([marked, IATI.activity("B", inside: IATI.country("SS"), IATI.transaction("7"))]))
        ])
        let copy = copy(of: node, [kind], as: "a.\(kind)")
        #expect(copy.sums("activity", ["--marker", "gender:principal"]) == ["A|USD|5.00"])
        #expect(node.run(["activities", "--marker", "gender", "--format", "csv"]).table["identifier"] == ["A"])
        #expect(node.run(["totals", "--by", "year", "--marker", "gendr"]).code == 2)
    }

    /// What has no money that counts is a record all the same; what has its money elsewhere is not of the selection, and not counted.
    @Test func recordsWithoutMoneyGoAlong() {
        let node = Node()
        let guarantee = IATI.activity("A", inside: IATI.country("SS"), IATI.transaction("5", "8"))
        let elsewhere = IATI.activity("B", inside: IATI.country("SS"), IATI.transaction("7", "3", IATI.country("KE")))
        node.load([node.scratch.write("a.xml", IATI.document([guarantee, elsewhere]))])
        let run = node.run(["export", "csv", "--country", "SS"])
        #expect(run.table["identifier"] == ["A"])
        #expect(run.errors.contains("1 activity written"))
    }

    @Test func linkedRecordsGoAlong() {
        let node = Node()
        let parent = IATI.activity("P", by: "R", inside: IATI.country("KE"), IATI.transaction("100"))
        let child = IATI.activity("P-1", by: "R", inside: IATI.related("P", IATI.parent), IATI.country("SS"), IATI.transaction("100"))
        node.load([node.scratch.write("a.xml", IATI.document([parent, child]))])
        let whole = node.run(["export", "iati", "--country", "SS"])
        #expect(
            whole.output.contains("<iati-identifier>P</iati-identifier>")
                && whole.errors.contains("2 activities written; 1 of those selected"))
        #expect(!node.run(["export", "iati", "--country", "SS", "--alone"]).output.contains("<iati-identifier>P</iati-identifier>"))
    }

    @Test func aFolderThatIsNotThereIsToldAtOnce() {
        let run = Self.marked.run(["export", "iati", "-o", "/nowhere/a.xml"])
        #expect(run.code == 1 && run.errorLines.count == 1 && run.errors.contains("no such folder"))
    }
}
