import Testbed
import Testing

/// Humanitarian funding as the Financial Tracking Service lists it: each flow once, pledges apart, nothing passed on counted again.
struct FundingTests {
    private static let head = """
        #activity+id+fts_internal,#org+name+funder,#org+name+impl,#country+iso3+impl+list,#date+year+start+impl,#date+year+end+impl,#status+text,\
        #financial+direction,#value+funding+total+usd,#sector+cluster+name+list\n
        """
    private static let flows = """
        1,"Japan, Government of",World Food Programme,SSD,2021,2021,paid,incoming,100,Food Security
        2,"United States of America, Government of",UNICEF,SSD,2021,2021,commitment,incoming,50,"Health,Nutrition"
        3,"United States of America, Government of",UNICEF,SSD,2021,2022,pledge,incoming,7,Health
        4,World Food Programme,Some Society,SSD,2021,2021,paid,internal,90,Food Security
        5,"Japan, Government of",UNHCR,"SSD,SDN",2021,2021,paid,incoming,11,Protection\n
        """

    private func rows(_ node: Node, _ by: String, _ words: [String] = []) -> [String] {
        node.run(words + ["funding", "--by", by, "--format", "csv"]).table.rows.map { $0.joined(separator: "|") }
    }

    private func node(handling: String? = nil) -> Node {
        let node = Node()
        node.load([node.scratch.write("flows.csv", Self.head + Self.flows)], handling: handling)
        return node
    }

    @Test func pledgesStandApartAndWhatIsPassedOnIsLeftOut() {
        #expect(
            rows(node(), "country,year,party") == [
                "SS|2021|JPN|100.00|100.00|0.00|0.00|0.00|1", "SS|2021|USA|50.00|0.00|50.00|0.00|0.00|1",
                "SS|2021-2022|USA|0.00|0.00|0.00|7.00|0.00|1", "unspecified|2021|JPN|11.00|11.00|0.00|0.00|0.00|1",
            ])
    }

    @Test func aFlowInTwoFilesCountsOnce() {
        let node = node()
        let newer = "1,\"Japan, Government of\",World Food Programme,SSD,2021,2021,paid,incoming,120,Food Security\n"
        node.load([node.scratch.write("newer.csv", Self.head + newer)])
        #expect(rows(node, "party").first == "JPN|131.00|131.00|0.00|0.00|0.00|2")
    }

    @Test func whoMayNotSeeTheSheetSeesNoFlow() {
        let node = node(handling: "named:USA")
        #expect(rows(node, "country", ["--reader", "JPN"]).isEmpty)
        #expect(rows(node, "country", ["--reader", "USA"]).count == 2)
    }

    /// A published list: the sum of its rows by another program, and no donor government left unresolved.
    @Test(.enabled(if: Testbed.shared != nil, Comment(rawValue: Testbed.withoutShared)))
    func aPublishedList() {
        let path = Testbed.shared! + "/data/fts/fts-incoming-afg-2020-2021.csv"
        let node = Node()
        node.load([path])
        let counted = Python.run("sheets.py", [Testbed.shared! + "/data"]).table.rows
        let dollars = counted.first { $0[0].hasPrefix("fts/") && $0[3] == "dollars" }
        let rows = node.run(["funding", "--by", "country", "--format", "csv"]).table.rows
        #expect(rows.map { $0[0] } == ["AF", "unspecified"])
        #expect(Self.sum(rows, 1) == dollars?[5] && Self.sum(rows, 6) == dollars?[4])
        let unresolved = node.run(["funding", "--by", "funder,party", "--format", "csv"]).table.rows.filter { $0[1] == "unresolved" }
        #expect(!unresolved.contains { $0[0].contains("Government of") }, "\(unresolved.map { $0[0] })")
    }

    /// Whole numbers, with or without two zeros behind the point.
    private static func sum(_ rows: [[String]], _ column: Int) -> String {
        String(rows.reduce(0) { $0 + (Int($1[column].split(separator: ".")[0]) ?? 0) })
    }

    /// One flow leaves one country and enters another: it counts where it comes in, whichever file is read last.
    @Test func aFlowThatLeavesAndEntersCountsWhereItComesIn() {
        let node = Node()
        let row = "9,\"Japan, Government of\",UNICEF,SSD,2021,2021,paid"
        node.load([node.scratch.write("in.csv", Self.head + row + ",incoming,40,Health\n")])
        node.load([node.scratch.write("out.csv", Self.head + row + ",outgoing,40,Health\n")])
        #expect(rows(node, "country") == ["SS|40.00|40.00|0.00|0.00|0.00|1"])
    }

    /// Other identifiers are of projects: they tell no flow from another.
    @Test func aProjectWithTwoDonorsHasTwoFlows() {
        let node = Node()
        let sheet =
            "#activity+id,#org+name+funder,#org+name+impl,#country+iso3+impl,#value+funding+total+usd\nP1,A,C,SSD,10\nP1,B,C,SSD,20\n"
        node.load([node.scratch.write("projects.csv", sheet), node.scratch.write("more.csv", sheet.replacing("10", with: "30"))])
        #expect(rows(node, "country") == ["SS|0.00|0.00|0.00|0.00|80.00|4"])
    }

    /// A file that becomes one of another kind leaves nothing of what it was.
    @Test func aFileOfAnotherKindReplacesAll() {
        let node = Node()
        let presence = "Who,Place,Code\n#org+impl+name,#adm1+name,#adm1+pcode\nUNICEF,Jonglei,SS03\n"
        let path = node.scratch.write("a.csv", presence)
        node.load([path])
        node.scratch.write("a.csv", Self.head + Self.flows)
        node.load([path])
        #expect(node.run(["presence", "--format", "csv"]).table.rows.isEmpty)
        #expect(!rows(node, "country").isEmpty)
        node.scratch.write("a.csv", "country,indicator,date,value\nSS,Debt,2011,3\n")
        node.load([path])
        #expect(rows(node, "country").isEmpty)
        node.scratch.write("a.csv", IATI.document([IATI.activity("A", inside: IATI.country("SS"), IATI.transaction("5"))]))
        node.load([path])
        #expect(node.run(["indicators", "--format", "csv"]).table.rows.isEmpty)
        #expect(node.run(["totals", "--by", "country", "--format", "csv"]).table.rows == [["SS", "USD", "5.00"]])
        node.scratch.write("a.csv", presence)
        node.load([path])
        #expect(node.run(["totals", "--by", "country", "--format", "csv"]).table.rows.isEmpty)
        #expect(node.run(["presence", "--format", "csv"]).table.rows.count == 1)
    }
}
