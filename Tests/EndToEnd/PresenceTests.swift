import Foundation
import Testbed
import Testing

/// A 3W sheet from the file to the count: an organisation counts once, and for nobody who may not see the sheet.
struct PresenceTests {
    private static let sheet = """
        Who,Type,Funder,Sector,Place,Code,From
        #org+impl+name,#org+impl+type,#org+funder+name,#sector,#adm1+name,#adm1+pcode,#date+start
        UNICEF,UN,Japan,WASH,Jonglei,SS03,2022-01-01
        United Nations Children's Fund,UN,Japan,Education,Jonglei,SS03,2022-01-01
        Peace Winds Japan,NGO,,Water,Unity,SS06,2022-02-01
        Some Local Society,NGO,,WASH,Unity,SS06,2022-02-01
        Some local society,NGO,,WASH,Nowhere,,2022-02-01
        """

    private func presence(_ node: Node, _ by: String, _ words: [String] = []) -> [String] {
        node.run(["presence"] + words + ["--by", by, "--format", "csv"]).table.rows.map { $0.joined(separator: "|") }
    }

    private func node(handling: String? = nil) -> Node {
        let node = Node()
        node.load([node.scratch.write("3w.csv", Self.sheet)], handling: handling)
        return node
    }

    /// Two names of UNICEF are one organisation, two spellings of a society that nobody knows too; Japan only funds.
    @Test func anOrganisationCountsOnce() {
        let node = node()
        #expect(presence(node, "country") == ["SS|3|5"])
        #expect(
            presence(node, "place,theme", ["--country", "SS"]) == [
                "SS-JG|education|1|1", "SS-JG|water|1|1", "SS-UY|water|2|2", "unspecified|water|1|1",
            ])
        #expect(presence(node, "party").contains("JPN|1|1") == false)
    }

    @Test func everyLineIsListed() {
        let table = node().run(["presence", "--list", "--format", "csv"]).table
        #expect(table.rows.count == 5)
        #expect(table.rows[0].contains("2022-01-01"))
        #expect(table.rows.map { $0.last! } == ["3", "4", "5", "6", "7"])
    }

    @Test func readAgainItCountsTheSame() {
        let node = node()
        let first = presence(node, "place,organisation")
        node.load([node.scratch.path("3w.csv")], handling: "partners")
        #expect(presence(node, "place,organisation") == first)
    }

    @Test func aSheetThatIsGoneCountsForNobody() {
        let node = Node()
        node.scratch.write("folder/3w.csv", Self.sheet)
        node.load([node.scratch.path("folder")])
        node.scratch.remove("folder/3w.csv")
        node.load([node.scratch.path("folder")])
        #expect(presence(node, "country").isEmpty)
    }

    @Test func whoMayNotSeeTheSheetSeesNobody() {
        let node = node(handling: "named:USA")
        #expect(presence(node, "country", ["--reader", "JPN"]).isEmpty)
        #expect(presence(node, "country", ["--reader", "USA"]).count == 1)
    }

    /// The brief has a page of it for whoever may see it.
    @Test func theBriefSaysWhoIsWhere() {
        let node = node(handling: "named:USA")
        let title = "Who is at work where"
        #expect(node.run(["brief", "--country", "SS", "--reader", "USA"]).output.contains("| Jonglei | 1 | Education"))
        #expect(node.run(["brief", "--country", "SS", "--reader", "JPN"]).output.contains(title) == false)
    }

    /// As many lines a province as its code has in the sheet.
    @Test(.enabled(if: Testbed.shared != nil, Comment(rawValue: Testbed.withoutShared)))
    func everyProvinceOfAPublishedSheet() {
        let path = Testbed.shared! + "/data/hxl/3w/afghanistan-3w-2021q3.csv"
        let rows = CSVTable(Testbed.text(of: path)).rows.dropFirst()
        let expected = Dictionary(grouping: rows, by: { $0[2] }).values.map(\.count).sorted()
        let node = Node()
        node.load([path])
        #expect(node.run(["presence", "--by", "place", "--format", "csv"]).table.rows.map { Int($0[2])! }.sorted() == expected)
    }

    /// The mapping is kept with the file: a newer edition needs none.
    @Test func aSheetWithoutTagsIsReadByItsHeaders() {
        let node = Node()
        let path = node.scratch.write("sites.csv", "Agency;Theme;State;Code\nUNICEF;WASH;Jonglei;SS03\nWHO;Health;Jonglei;SS03\n")
        let map = node.scratch.write("map.csv", "header,tag\nAgency,#org+impl+name\nTheme,#sector\nState,#adm1+name\nCode,#adm1+pcode\n")
        func organisations() -> [String] {
            node.run(["presence", "--by", "organisation,place", "--format", "csv"]).table.rows.map { $0.prefix(2).joined(separator: "|") }
        }
        let refused = node.run(["import", path])
        #expect(refused.code == 3 && refused.errors.contains("--map"))
        #expect(node.run(["import", "--map", map, path]).code == 0)
        #expect(organisations() == ["United Nations Children's Fund|SS-JG", "World Health Organization|SS-JG"])
        #expect(node.run(["import", path]).errors.contains("1 unchanged"))
        node.scratch.write("sites.csv", "Agency;Theme;State;Code\nUNICEF;WASH;Unity;SS06\n")
        #expect(node.run(["import", path]).code == 0)
        #expect(organisations() == ["United Nations Children's Fund|SS-UY"])
        let other = node.scratch.write("other.csv", "header,tag\nTheme,#org+impl+name\nState,#adm1+name\n")
        #expect(node.run(["import", "--map", other, path]).errors.contains("1 file read"))
    }

    @Test func aMappingThatCannotBeReadIsAMistake() {
        let node = Node()
        let map = node.scratch.write("map.csv", "header,tag\nAgency,organisation\n")
        let answer = node.run(["import", "--map", map, node.scratch.write("sites.csv", "Agency,State\nUNICEF,Unity\n")])
        #expect(answer.code == 1 && answer.errors.contains("Line 2 of the mapping"))
    }
}
