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
    @Test func linkedRecordsGoAlong() {
        let node = Node()
        let parent = IATI.activity("P", by: "R", inside: IATI.country("KE"), IATI.transaction("100"))
        let child = IATI.activity("P-1", by: "R", inside: IATI.related("P", IATI.parent), IATI.country("SS"), IATI.transaction("100"))
        node.load([node.scratch.write("a.xml", IATI.document([parent, child]))])
        let whole = node.run(["export", "iati", "--country", "SS"])
        #expect(whole.output.contains("<iati-identifier>P</iati-identifier>") && whole.errors.contains("1 that links tie to them"))
        #expect(!node.run(["export", "iati", "--country", "SS", "--alone"]).output.contains("<iati-identifier>P</iati-identifier>"))
    }

    @Test func aFolderThatIsNotThereIsToldAtOnce() {
        let run = Self.marked.run(["export", "iati", "-o", "/nowhere/a.xml"])
        #expect(run.code == 1 && run.errorLines.count == 1 && run.errors.contains("no such folder"))
    }
}
