import Foundation
import Testbed
import Testing

/// Newer editions of the standard's code lists.
struct CodelistTests {
    private static func list(_ items: String..., name: String = "Sector", complete: Bool = true) -> String {
        """
        <codelist name="\(name)" xml:lang="en" complete="\(complete ? 1 : 0)"><metadata><name><narrative>A list</narrative></name></metadata>
        <codelist-items>\(items.joined(separator: "\n"))</codelist-items></codelist>

        """
    }

    private static func item(_ code: String, _ name: String, status: String = "active") -> String {
        """
        <codelist-item status="\(status)"><code>\(code)</code><name><narrative xml:lang="fr">Nom</narrative><narrative>\(name)</narrative></name>
        <category>\(code.prefix(3))</category></codelist-item>
        """
    }

    private static let activity = IATI.document([
        IATI.activity("A", inside: "<sector code=\"15999\" vocabulary=\"1\"/>", IATI.country("SS"), IATI.transaction("5"))
    ])

    private func codes(_ node: Node, _ file: String) -> [String] {
        let table = node.run(["check", file, "--format", "csv"]).table
        return zip(table["rule"], table["message"]).filter { $0.0.hasPrefix("code-") && $0.1.contains("15999") }.map { $0.0 }
    }

    @Test func aNewCodeIsKnownByNameAndToCheck() {
        let node = Node()
        let file = node.scratch.write("a.xml", Self.activity)
        node.load([file])
        #expect(codes(node, file) == ["code-unknown"])
        let update = node.run(["codelists", "update", node.scratch.write("Sector.xml", Self.list(Self.item("15999", "Peace dividends")))])
        #expect(update.code == 0 && update.errors.contains("1 lists take the place"))
        #expect(codes(node, file) == [])
        #expect(node.run(["export", "csv"]).table["sector_name"] == ["Peace dividends"])
        let listed = node.run(["codelists", "list", "--format", "csv"]).table
        #expect(listed["list"] == ["Sector"] && listed["codes"] == ["1"])
        #expect(node.run(["check", file]).errors.contains("code lists of"))
    }

    /// The edition written last speaks, whole: what it lacks is gone.
    @Test func aLaterEditionReplacesAnEarlier() {
        let node = Node()
        let file = node.scratch.write("a.xml", Self.activity)
        _ = node.run(["codelists", "update", node.scratch.write("1.xml", Self.list(Self.item("15999", "Old")))])
        _ = node.run(["codelists", "update", node.scratch.write("2.xml", Self.list(Self.item("15999", "New", status: "withdrawn")))])
        #expect(codes(node, file) == ["code-withdrawn"])
        #expect(node.run(["codelists", "list", "--format", "csv"]).table["withdrawn"] == ["1"])
        _ = node.run(["codelists", "update", node.scratch.write("3.xml", Self.list(Self.item("15110", "Other")))])
        #expect(codes(node, file) == ["code-unknown"])
    }

    @Test func badItemsLoseThemselves() {
        let node = Node()
        let items = [
            "<codelist-item><name/></codelist-item>", Self.item("1|2\t3", "Odd"), Self.item("15999", "Good"), "<codelist-item><code>9</",
        ]
        _ = node.run(["codelists", "update", node.scratch.write("a.xml", Self.list(items[0], items[1], items[2], items[3]))])
        let problems = node.run(["problems", "--format", "csv"]).table
        #expect(problems["rule"].filter { $0 == "code-unreadable" }.count >= 2)
        #expect(codes(node, node.scratch.write("b.xml", Self.activity)) == [])
    }

    @Test func withoutAListNothingChanges() {
        let node = Node()
        let run = node.run(["codelists", "update", node.scratch.write("a.txt", "no list")])
        #expect(run.code == 3)
        #expect(node.run(["codelists", "list"]).errors.contains("those that ship are used"))
    }

    /// Every list of the standard: as many codes as items stand in the file.
    @Test(.enabled(if: Testbed.shared != nil, Comment(rawValue: Testbed.withoutShared)))
    func theStandardsOwnLists() {
        let node = Node()
        let folder = Testbed.shared! + "/data/codelists"
        #expect(node.run(["codelists", "update", folder + "/embedded", folder + "/nonembedded"]).code == 0)
        let listed = node.run(["codelists", "list", "--format", "csv"]).table
        #expect(listed.rows.count > 60)
        for (source, codes) in zip(listed["source"], listed["codes"]) {
            let count = Testbed.text(of: source).components(separatedBy: "</codelist-item>").count - 1
            #expect(Int(codes) == count, "\(source)")
        }
    }
}
