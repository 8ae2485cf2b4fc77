import Testbed
import Testing

/// The same party's money by two sources: each figure its own source's, the difference explained by what the store holds.
struct ReconcileTests {
    private static let head = "recipient_name,RecipientCode" + (1...9).map { ",Donor \($0)" }.joined()
    private static let codes = ",donor_code" + (1...9).map { ",90\($0)" }.joined()

    /// Donors by code and name, sums and an empty row among the recipients.
    private static func table(_ american: String, _ japanese: String = "") -> String {
        let gap = String(repeating: ",", count: 9)
        return """
            \(codes),302,701,(blank)
            \(head),United States,Japan,Grand Total
            South Sudan,279\(gap),\(american),\(japanese),99
            "Africa, regional",298\(gap),5,5,5
            Nowhere Land,1\(gap),7,,7
            (blank),\(gap),,,
            Grand Total,\(gap),1000,1000,2000

            """
    }

    private static let activities = IATI.document([
        IATI.activity(
            "A-1", by: "US-GOV-1", inside: IATI.country("SS"), IATI.transaction("1500000.25", on: "2019-05-01"),
            IATI.transaction("200", on: "2021-05-01")),
        IATI.activity(
            "A-2", by: "GB-CHC-202918", inside: "<participating-org role=\"1\" ref=\"US-GOV-11\"/>", IATI.country("SS"),
            IATI.transaction("500000", on: "2019-05-01")),
    ])

    private func node(_ tables: [String: String], handling: String? = nil) -> Node {
        let node = Node()
        node.load([node.scratch.write("activities.xml", Self.activities)])
        for (name, text) in tables.sorted(by: { $0.key < $1.key }) { node.load([node.scratch.write(name, text)], handling: handling) }
        return node
    }

    private func rows(_ node: Node, _ words: [String] = []) -> [[String]] {
        node.run(words + ["reconcile", "--country", "SS", "--format", "csv"]).table.rows
    }

    @Test func bothSourcesStandSideBySide() {
        let rows = rows(node(["crs_2019.csv": Self.table("4", "0.5000000000005")]))
        #expect(
            rows.map { Array($0.prefix(9)) } == [
                ["SS", "JPN", "2019", "crs", "spend", "", "500000.00", "", ""],
                ["SS", "USA", "2019", "crs", "spend", "2000000.25", "4000000.00", "-1999999.75", "50 %"],
                ["SS", "USA", "2021", "crs", "", "200.00", "", "", ""],
            ])
        #expect(rows[0][9] == "no activity in the store has money of the party here in this year")
        #expect(rows[1][9] == "activities have money of USA-STATE, USA-USAID alone; 500000.00 is reported by others than the party")
        #expect(rows[2][9].hasPrefix("no CRS table of this year is imported; "))
    }

    /// Sums over recipients and donors are no recipients and donors.
    @Test func sumsAreLeftOut() {
        let node = node(["crs_2019.csv": Self.table("4")])
        let all = node.run(["reconcile", "--format", "csv"]).table.rows
        #expect(all.map { $0[0] } == ["SS"] && all[0][1] == "USA")
    }

    @Test func theTableReadLastCounts() {
        let node = node(["crs_2019.csv": Self.table("4")])
        node.load([node.scratch.write("crs-2019-revised.csv", Self.table("3"))])
        #expect(rows(node).first { $0[1] == "USA" && $0[2] == "2019" }?[6] == "3000000.00")
    }

    @Test func whatCannotBeReadIsNamed() {
        let node = node(["crs_2019.csv": Self.table("4", "much"), "tables.csv": Self.table("4")])
        let problems = node.run(["problems", "--format", "csv"]).table
        #expect(
            zip(problems["rule"], problems["line"]).map { "\($0) \($1)" } == [
                "crs-unreadable 3", "aid-recipient-unknown 5", "crs-unreadable 0",
            ])
    }

    @Test func withoutATableThereIsNothingToCompare() {
        let answer = node([:]).run(["reconcile"])
        #expect(answer.code == 1 && answer.errors.contains("crs_2019.csv"))
    }

    @Test func whoMayNotSeeTheTableSeesNoFigure() {
        let node = node(["crs_2019.csv": Self.table("4")], handling: "named:USA")
        #expect(node.run(["--reader", "JPN", "reconcile"]).code == 1)
        #expect(rows(node, ["--reader", "USA"]).contains { $0[6] == "4000000.00" })
    }

    /// Every layout of the real tables, against figures looked up by another program.
    @Test(.enabled(if: Testbed.shared != nil, Comment(rawValue: Testbed.withoutShared)))
    func realTables() {
        let folder = Testbed.shared! + "/data/crs"
        let oracle = Python.run("crs.py", [folder]).table.rows.map { $0.joined(separator: "|") }
        let node = Node()
        node.load([folder])
        let words = ["reconcile", "--country", "AF,SD,SS,TD,KE,TR,VN", "--party", "USA,JPN,GBR,NOR", "--format", "csv"]
        let ours = node.run(words).table.rows.map { [$0[0], $0[1], $0[2], $0[6]].joined(separator: "|") }
        #expect(oracle.count > 200)
        #expect(ours.sorted() == oracle.sorted())
    }

    /// One year in two layouts, donors by code and name here and by name alone there: the one written last, not both.
    @Test func twoLayoutsOfOneYearAreNotAdded() {
        let node = node(["crs_2019.csv": Self.table("4")])
        let names =
            "Row Labels,Australia" + (1...9).map { ",Donor \($0)" }.joined() + ",United States\nSouth Sudan,1"
            + String(repeating: ",", count: 9) + ",3\n"
        node.load([node.scratch.write("crs-2019-names.csv", names)])
        #expect(rows(node).first { $0[1] == "USA" && $0[2] == "2019" }?[6] == "3000000.00")
        node.load([node.scratch.path("crs_2019.csv")])
        #expect(rows(node).first { $0[1] == "USA" && $0[2] == "2019" }?[6] == "3000000.00", "an unchanged file is not written again")
    }

    @Test func hugeAndTinyFiguresStopNothing() {
        let tiny = node(["crs_2019.csv": Self.table("0.000000000001")])
        #expect(rows(tiny).first { $0[1] == "USA" && $0[2] == "2019" }?[8] == "over 999,999 %")
        let huge = node(["crs_2019.csv": Self.table("9000000000000")])
        #expect(huge.run(["problems", "--format", "csv"]).table["rule"].contains("crs-unreadable"))
        #expect(huge.run(["reconcile"]).code == 0)
    }
}
