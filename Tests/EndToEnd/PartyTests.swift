import Testbed
import Testing

/// Organisations that a user adds to the register.
struct PartyTests {
    private static let header =
        "code\tname_en\tname_ja\tparty\tkind\tposture\tvalid_from\tvalid_to\tsuccessor\treferences\tnames\tsecondary\tnote\n"

    private func node() -> Node {
        let node = Node()
        node.load([node.scratch.write("a.xml", IATI.document([IATI.activity("A", by: "ZZ-9", inside: IATI.transaction("100"))]))])
        return node
    }

    private func add(_ node: Node, _ rows: String) -> Run {
        node.run(["parties", "--add", node.scratch.write("more.tsv", Self.header + rows)])
    }

    @Test func anAddedOrganisationIsKnownAtOnce() {
        let node = node()
        #expect(node.sums("party,agency") == ["unresolved|unresolved|USD|100.00"])
        #expect(node.run(["parties", "--unresolved", "--format", "csv"]).table["ref"] == ["ZZ-9"])
        #expect(add(node, "ZED\tZed\t\tNGO\tngo\tcivil\t\t\t\tZZ-9\t\t\t\n").code == 0)
        #expect(node.sums("party,agency") == ["NGO|ZED|USD|100.00"])
        #expect(node.run(["parties", "--unresolved", "--format", "csv"]).table.rows.isEmpty)
    }

    /// A reporter that is now known to restate others: from the next import on it is in no net, though its file has not changed.
    @Test func anAddedSecondaryReporter() {
        let node = node()
        #expect(node.sums("activity", ["--rule", "net"]) == ["A|USD|100.00"])
        #expect(add(node, "ZED\tZed\t\tNGO\tngo\tcivil\t\t\t\tZZ-9\t\t1\t\n").code == 0)
        #expect(node.load([node.scratch.path("a.xml")]).code == 0)
        #expect(node.sums("activity", ["--rule", "net"]) == [])
        #expect(node.sums("activity") == ["A|USD|100.00"])
    }

    @Test(arguments: ["ZED\tZed\t\tMARS\t\t\t\t\t\tZZ-9\t\t\t\n", "\tZed\t\tNGO\t\t\t\t\t\tZZ-9\t\t\t\n"])
    func oneWrongRowAddsNothing(row: String) {
        let node = node()
        let run = add(node, "GOOD\tGood\t\tNGO\tngo\tcivil\t\t\t\tZZ-9\t\t\t\n" + row)
        #expect(run.code == 1)
        #expect(run.errorLines.count == 1)
        #expect(node.sums("party") == ["unresolved|USD|100.00"])
    }
}
