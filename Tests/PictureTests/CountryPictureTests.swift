import Picture
import Records
import Store
import Testbed
import Testing

/// What a picture shows of activities themselves: it is set aside when they are read, and follows who may see them.
struct CountryPictureTests {
    private static func point(_ position: String, _ name: String = "") -> String {
        let name = name.isEmpty ? "" : "<name><narrative>\(name)</narrative></name>"
        return "<location>\(name)<point><pos>\(position)</pos></point></location>"
    }

    private static func named(_ name: String) -> String { "<location><name><narrative>\(name)</narrative></name></location>" }

    private static func reached(_ title: String, _ values: String...) -> String {
        let periods = values.map {
            "<period><period-start iso-date=\"2012-01-01\"/><period-end iso-date=\"2012-12-31\"/><actual value=\"\($0)\"/></period>"
        }
        return """
            <result type="1"><title><narrative>Output</narrative></title><indicator measure="1">
            <title><narrative>\(title)</narrative></title>\(periods.joined())</indicator></result>
            """
    }

    private static func activity(_ identifier: String, _ amount: String, updated: String = "", _ inside: String...) -> String {
        IATI.activity(
            identifier, updated: updated,
            inside: ([IATI.country("SD"), IATI.transaction(amount)] + inside).joined(separator: "\n"))
    }

    private static let nyala = "12.05 24.88"
    private static let khartoum = "15.55 32.53"

    /// Largest spend first; a point abroad and one whose activity works elsewhere are not of this country.
    @Test func points() throws {
        let world = try World(
            Self.activity("SMALL", "10", Self.point(Self.khartoum)),
            Self.activity("LARGE", "90", Self.point(Self.nyala), Self.point(Self.khartoum), Self.point("35.68 139.69")),
            IATI.activity("KE", inside: IATI.country("KE") + IATI.transaction("5") + Self.point(Self.khartoum)))
        let points = try world.picture(of: ["SD"]).map.points
        #expect(points.map(\.identifier) == ["LARGE", "LARGE", "SMALL"])
        #expect(points.map(\.latitude) == [12.05, 15.55, 15.55])
    }

    @Test func namesThatAreNotFound() throws {
        let world = try World(
            Self.activity("A", "1", Self.named("Nowhere"), Self.named("Khartoum")), Self.activity("B", "2", Self.named("Nowhere")),
            Self.activity("C", "3", Self.named("Elsewhere")))
        let map = try world.picture(of: ["SD"]).map
        #expect(map.unknownNames.map { "\($0.name) \($0.count)" } == ["Nowhere 2", "Elsewhere 1"])
        #expect(map.points.isEmpty)
        #expect(map.places.first { $0.place.code == "SD-KH" }?.activities == 1)
    }

    /// The largest period of the indicators that count people; none is added to another.
    @Test func people() throws {
        let world = try World(
            Self.activity("A", "1", Self.reached("Number of children vaccinated", "120", "300")),
            Self.activity("B", "2", Self.reached("Percentage of children vaccinated", "900"), Self.reached("Wells dug", "800")))
        let people = try world.picture(of: ["SD"]).people
        #expect(people.map { "\($0.identifier) \($0.maximum) \($0.indicator)" } == ["A 300 Number of children vaccinated"])
        #expect(people.map(\.period) == ["2012-01-01 – 2012-12-31"])
    }

    /// A reader's picture is made of the copy that counts for him.
    @Test func everyReaderHasHisCopy() throws {
        let world = World()
        let open = Self.activity("A", "1", updated: "2012-01-01", Self.point(Self.khartoum))
        let closed = Self.activity("A", "2", updated: "2014-01-01", Self.point(Self.nyala), Self.reached("People fed", "7"))
        try world.load([world.scratch.write("open.xml", IATI.document([open]))], handling: "public")
        try world.load([world.scratch.write("closed.xml", IATI.document([closed]))], handling: "named:JPN")
        let (japan, norway) = try (world.picture(of: ["SD"], reader: "JPN"), world.picture(of: ["SD"], reader: "NOR"))
        #expect(japan.map.points.map(\.latitude) == [12.05])
        #expect(japan.people.map(\.maximum) == [7])
        #expect(norway.map.points.map(\.latitude) == [15.55])
        #expect(norway.people.isEmpty)
    }

    @Test func whatIsWithdrawnIsGone() throws {
        let world = World()
        let path = world.scratch.write(
            "a.xml", IATI.document([Self.activity("A", "1", Self.point(Self.khartoum)), Self.activity("B", "1")]))
        try world.load([path])
        world.scratch.write("a.xml", IATI.document([Self.activity("B", "1")]))
        try world.load([path])
        let picture = try world.picture(of: ["SD"])
        #expect(picture.map.points.isEmpty)
        #expect(picture.headlines.first { $0.kind == .activities }?.count == 1)
    }

    /// Two countries of one activity: it is shown once.
    @Test func aRegionShowsAnActivityOnce() throws {
        let countries = IATI.country("SD", "50") + IATI.country("SS", "50")
        let world = try World(IATI.activity("A", inside: countries + IATI.transaction("100") + Self.point(Self.khartoum)))
        let picture = try world.picture(of: ["SD", "SS"])
        #expect(picture.map.points.count == 1)
        #expect(picture.largest.map(\.identifier) == ["A"])
        #expect(picture.headlines.first { $0.kind == .activities }?.count == 1)
        #expect(picture.region.map(\.activities) == [1, 1])
    }
}
