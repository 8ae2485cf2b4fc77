import Foundation
import Testbed
import Testing

/// Places by import: what a list or a map says, who is placed by it, and what becomes of it when the file changes or goes.
struct PlaceTests {
    private func activity(_ identifier: String, _ location: String, country: String = "SS") -> String {
        IATI.activity(
            identifier, inside: IATI.country(country), "<location>" + location + "</location>", IATI.transaction("100"))
    }

    private func named(_ name: String) -> String { "<name><narrative>\(name)</narrative></name>" }
    private func point(_ latitude: String, _ longitude: String) -> String { "<point><pos>\(latitude) \(longitude)</pos></point>" }

    /// A square of one degree around a point of Jonglei, given to a state.
    private func map(_ code: String) -> String {
        let ring = "[[30.5,6.5],[31.5,6.5],[31.5,7.5],[30.5,7.5],[30.5,6.5]]"
        let properties = #"{"shapeName":"x","shapeISO":"\#(code)","shapeGroup":"SSD","shapeType":"ADM1"}"#
        let features = (["\(code)"] + Self.others(code)).map { other in
            #"{"type":"Feature","properties":\#(properties.replacingOccurrences(of: code, with: other)),"geometry":{"type":"Polygon","coordinates":[\#(other == code ? ring : Self.far)]}}"#
        }
        return #"{"type":"FeatureCollection","features":["# + "\n" + features.joined(separator: ",\n") + "\n]}\n"
    }

    private static let far = "[[33,4],[33.1,4],[33.1,4.1],[33,4]]"
    private static func others(_ code: String) -> [String] {
        (["SS-BN", "SS-BW", "SS-EC", "SS-EE", "SS-EW", "SS-JG", "SS-LK", "SS-NU", "SS-UY", "SS-WR"].filter { $0 != code }) + ["XX-ABYEI"]
    }

    private func places(_ node: Node) -> [String] { node.sums("activity,place") }

    @Test func placesByNamePointAndCode() {
        let node = Node()
        node.scratch.write(
            "a.xml",
            IATI.document([
                activity("A", named("Junqali State")), activity("B", point("4.85", "31.6")), activity("C", named("Somewhere")),
                activity("D", named("Bor") + "<administrative vocabulary=\"A4\" level=\"1\" code=\"SS-JG\"/>"),
                activity("E", point("36.7", "67.1")), activity("F", point("31.6", "4.85")),
                activity("G", named("Juba") + point("-1.3", "36.8")),
            ]))
        node.load([node.scratch.folder])
        #expect(
            places(node) == [
                "A|SS-JG|USD|100.00", "B|SS-EC|USD|100.00", "C|unspecified|USD|100.00", "D|SS-JG|USD|100.00", "E|unspecified|USD|100.00",
                "F|SS-EC|USD|100.00", "G|SS-EC|USD|100.00",
            ])
        let problems = node.run(["problems", "--format", "csv"]).table
        #expect(
            Set(problems.rows.map { $0[problems.header.firstIndex(of: "rule")!] }) == ["place-unknown", "point-elsewhere", "point-swapped"])
    }

    /// A reference that is a code places too, and a problem says on which line the location stands.
    @Test func referencesAndLinesOfLocations() throws {
        let node = Node()
        let reference = "<location ref=\"SS-LK\"/>"
        node.scratch.write(
            "a.xml",
            IATI.document([
                IATI.activity(
                    "A", inside: IATI.country("SS"), reference, "\n" + reference.replacing("SS-LK", with: "x"), IATI.transaction("100"))
            ]))
        node.scratch.write("b.xml", IATI.document([activity("B", "\n" + point("-1.3", "36.8"))]))
        node.load([node.scratch.folder])
        #expect(places(node) == ["A|SS-LK|USD|100.00", "B|unspecified|USD|100.00"])
        let problems = node.run(["problems", "--rule", "point-elsewhere", "--format", "csv"]).table
        let text = try String(contentsOfFile: node.scratch.path("b.xml"), encoding: .utf8)
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("<location>") }! + 1
        #expect(problems["line"] == ["\(line)"])
    }

    /// By hand: of SS three places, two points of which one is in Kenya, two names of which one is known; of SD one name, in either Sudan.
    @Test func countsOfPlaces() {
        let node = Node()
        let path = node.scratch.write(
            "a.xml",
            IATI.document([
                activity("A", named("Junqali State") + point("4.85", "31.6")), activity("B", named("Somewhere") + point("-1.3", "36.8")),
                activity("C", "<administrative vocabulary=\"A4\" level=\"1\" code=\"SS03\"/>"),
                activity("D", named("Kassala"), country: "SD"),
            ]))
        let counts = node.run(["places", path, "--format", "csv"])
        #expect(counts.code == 0)
        #expect(counts.table.rows == [[path, "SD", "1", "1", "0", "0", "0", "1", "1"], [path, "SS", "3", "2", "2", "1", "1", "2", "1"]])
        let unplaced = node.run(["places", path, "--as", "unplaced", "--country", "SS", "--format", "csv"]).table
        #expect(unplaced["names"] == ["Somewhere"])
        #expect(node.run(["places", node.scratch.path("absent.xml")]).code == 3)
    }

    @Test(arguments: [["map.geojson", "z.xml"], ["z.xml", "map.geojson"]])
    func aMapCountsWhateverTheOrder(order: [String]) {
        let node = Node()
        node.scratch.write("map.geojson", map("SS-LK"))
        node.scratch.write("z.xml", IATI.document([activity("A", point("7", "31"))]))
        #expect(node.load(order.map { node.scratch.path($0) }).code == 0)
        #expect(places(node) == ["A|SS-LK|USD|100.00"])
    }

    /// Read again, a map replaces what it said before; activities are placed anew though their file has not changed.
    @Test func aMapReplacesItself() {
        let node = Node()
        let path = node.scratch.write("map.geojson", map("SS-LK"))
        node.scratch.write("z.xml", IATI.document([activity("A", point("7", "31"))]))
        node.load([node.scratch.folder])
        node.scratch.write("map.geojson", map("SS-UY"))
        node.load([node.scratch.folder])
        #expect(places(node) == ["A|SS-UY|USD|100.00"])
        try? FileManager.default.removeItem(atPath: path)
        node.load([node.scratch.folder])
        node.load([node.scratch.folder])
        #expect(places(node) == ["A|SS-JG|USD|100.00"])
    }

    @Test func aListNamesDistricts() {
        let node = Node()
        node.scratch.write(
            "codes.csv",
            "Location,Admin Level,P-Code,Name,Parent P-Code\nUGA,1,UG9,Northern,UGA\nUGA,2,UG901,Adjumani,UG9\nXYZ,1,X1,Nowhere,XYZ\n")
        node.scratch.write("z.xml", IATI.document([activity("A", named("Ajumani District"), country: "UG")]))
        let run = node.load([node.scratch.folder])
        #expect(run.code == 0)
        #expect(places(node).first?.hasPrefix("A|UG") == true)
        let problems = node.run(["problems", "--format", "csv"]).table
        #expect(problems.rows.map { $0[problems.header.firstIndex(of: "rule")!] } == ["place-unreadable"])
        let status = node.run(["status", "--format", "csv"]).table
        #expect(status.rows.contains { $0.contains("place-codes") })
    }

    @Test func mapsServeEveryone() {
        let node = Node()
        let run = node.load([node.scratch.write("map.geojson", map("SS-LK"))], handling: "own")
        #expect(run.code == 3)
    }

    @Test func brokenFeaturesLoseThemselves() {
        let node = Node()
        let text = map("SS-LK").replacingOccurrences(of: "SS-WR", with: "SS-ZZ")
        node.scratch.write("map.geojson", String(text.dropLast(4)))
        node.scratch.write("z.xml", IATI.document([activity("A", point("7", "31"))]))
        node.load([node.scratch.folder])
        let problems = node.run(["problems", "--format", "csv"]).table
        #expect(
            Set(problems.rows.map { $0[problems.header.firstIndex(of: "rule")!] }).isSubset(of: ["boundary-unknown", "boundary-unreadable"])
        )
        #expect(!problems.rows.isEmpty)
    }
}
