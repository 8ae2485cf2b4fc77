import Testbed
import Testing

/// People as humanitarian sheets count them (rule 17): nothing is added that may count somebody twice.
struct PeopleTests {
    private static let sheet = """
        Cluster,Place,Code,Month,In need,Women,Reached,Families displaced
        #sector,#adm2+name,#adm2+pcode,#date,#inneed,#inneed+f,#reached,#affected+idps+hh
        Health,Bor South,SS0302,2022-01-01,1000,600,100,
        WASH,Bor South,SS0302,2022-01-01,1500,700,,
        Health,Bor South,SS0302,2022-02-01,900,500,250,40
        Health,Akobo,SS0301,2022-01-01,300,150,50,
        Health,Juba,SS0101,2022-01-01,7000,,,
        Health,,,2022-01-01,many,,,
        Total,,,,9999999,,,
        """

    private func node(handling: String? = nil) -> Node {
        let node = Node()
        node.load([node.scratch.write("needs.csv", Self.sheet)], handling: handling)
        return node
    }

    private func people(_ node: Node, _ by: String, _ words: [String] = []) -> [String] {
        node.run(["people"] + words + ["--by", by, "--format", "csv"]).table.rows.map { $0.joined(separator: "|") }
    }

    /// In each county the largest of clusters and months, then counties are added.
    @Test func theLargestOfEachPlaceThenPlaces() {
        #expect(
            people(node(), "country") == [
                "affected|displaced|households|SS|40|40", "inNeed|all|people|SS|7000|8800", "reached|all|people|SS|250|300",
            ])
        #expect(
            people(node(), "place").filter { $0.hasPrefix("inNeed") } == [
                "inNeed|all|people|SS-EC|7000|7000", "inNeed|all|people|SS-JG|1500|1800",
            ])
    }

    @Test func clustersAreNotAdded() {
        #expect(
            people(node(), "theme").filter { $0.hasPrefix("inNeed") } == [
                "inNeed|all|people|health|7000|8300", "inNeed|all|people|water|1500|1500",
            ])
    }

    @Test func whoMayNotSeeTheSheetSeesNoNumber() {
        let node = node(handling: "named:USA")
        #expect(people(node, "country", ["--reader", "JPN"]).isEmpty)
        #expect(people(node, "country", ["--reader", "USA"]).count == 3)
    }

    /// A published sheet of displacement whose places stand once each and whose country stands nowhere.
    @Test(.enabled(if: Testbed.shared != nil, Comment(rawValue: Testbed.withoutShared)))
    func displacedPeopleOfAPublishedSheet() {
        let path = Testbed.shared! + "/data/geo/sudan-dtm-r3-idp.xlsx"
        let node = Node()
        let table = node.run(["rows", path, "--format", "csv"]).table
        let sum = table["#affected+idps+ind"].compactMap { Int($0) }.reduce(0, +)
        node.load([path])
        let found = people(node, "country").filter { $0.hasPrefix("affected|displaced|people") }
        #expect(found.count == 1 && found[0].hasPrefix("affected|displaced|people|SD|"))
        #expect(found.first?.hasSuffix("|\(sum)") == true)
    }
}
