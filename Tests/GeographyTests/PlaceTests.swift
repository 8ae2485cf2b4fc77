import Geography
import Records
import Testing

struct PlaceTests {
    private let gazetteer = World.gazetteer()

    private func point(_ latitude: Double, _ longitude: Double) -> Coordinates { Coordinates(latitude: latitude, longitude: longitude) }

    // MARK: Codes

    @Test func codesOfAnyLevelDecide() {
        #expect(gazetteer.place(country: "AF", codes: ["AF27", "AF2702"]).admin2 == "AF2702")
        #expect(gazetteer.place(country: "AF", codes: ["af-kan"]).admin1 == "AF-KAN")
        #expect(gazetteer.place(country: "SD", codes: ["SD-07"]).admin1 == "SD-GZ")
        // A district that the list does not have lies in the province that its code begins with.
        let newer = gazetteer.place(country: "AF", codes: ["AF2799"])
        #expect((newer.admin1, newer.admin2, newer.confidence) == ("AF-KAN", "", .likely))
        #expect(gazetteer.place(country: "", codes: ["SS03"]).country == "SS")
    }

    @Test func codesElsewhereOrUnknownPlaceNothing() {
        #expect(gazetteer.place(country: "SS", codes: ["AF-KAN"]).issues == [.codeElsewhere("AF-KAN")])
        #expect(gazetteer.place(country: "AF", codes: ["AF99"]).issues == [.codeUnknown("AF99")])
        #expect(gazetteer.place(country: "AF", codes: ["AF27", "AF06"]).issues == [.codesDisagree])
        #expect(!gazetteer.place(country: "AF", codes: ["2314302"]).isPlaced)
    }

    /// Old p-code lists count Abyei to Warrap; it is a place of its own.
    @Test func abyeiIsAPlaceOfItsOwn() {
        #expect(gazetteer.place(country: "SS", codes: ["SS03", "SS0807"]).admin1 == "XX-ABYEI")
        #expect(gazetteer.place(country: "SS", point: point(0.5, 20.5)).admin1 == "XX-ABYEI")
        #expect(gazetteer.place(country: "SD", point: point(0.5, 20.5)).admin1 == "XX-ABYEI")
    }

    // MARK: Points

    @Test func pointsInsideNearAndFar() {
        let inside = gazetteer.place(country: "AF", point: point(30.5, 61.2))
        #expect((inside.admin1, inside.basis, inside.confidence) == ("AF-KAN", .point, .certain))
        // 0.03 degrees south of the outline: 3.3 km. 0.06: 6.7 km.
        let near = gazetteer.place(country: "AF", point: point(29.97, 61.2))
        #expect((near.admin1, near.basis, near.confidence) == ("AF-KAN", .near, .likely))
        let far = gazetteer.place(country: "AF", point: point(29.44, 61.2))
        #expect(!far.isPlaced && far.issues == [.pointElsewhere("")])
    }

    @Test func wrongCoordinatesAreNotPlaced() {
        #expect(gazetteer.place(country: "AF", point: point(0, 0)).issues == [.pointZero])
        #expect(gazetteer.place(country: "AF", point: point(41, 41)).issues == [.pointElsewhere("KE")])
        let swapped = gazetteer.place(country: "AF", point: point(61.2, 30.5))
        #expect((swapped.admin1, swapped.confidence, swapped.issues) == ("AF-KAN", .doubtful, [.pointSwapped]))
        #expect(swapped.point == point(30.5, 61.2))
    }

    @Test func aNamedProvinceGoesBeforeThePoint() {
        func place(_ longitude: Double) -> Placement {
            gazetteer.place(PublishedPlace(country: "AF", admin1: ["Kandahar"], point: point(30.5, longitude)))
        }
        // Kandahar begins at 61: two kilometres west of it, and forty.
        #expect((place(60.98).admin1, place(60.98).basis, place(60.98).issues) == ("AF-KAN", .near, []))
        #expect((place(60.6).admin1, place(60.6).basis, place(60.6).issues) == ("AF-KAN", .name, [.disagreement]))
        #expect(place(60.6).point == nil)
        // A name of no said level does not.
        let town = gazetteer.place(country: "AF", names: ["Kandahar"], point: point(30.5, 60.6))
        #expect((town.admin1, town.basis) == ("AF-NAN", .point))
    }

    @Test func aWrongPointLeavesTheName() {
        let placement = gazetteer.place(country: "AF", names: ["Kandahar"], point: point(41, 41))
        #expect((placement.admin1, placement.basis, placement.issues) == ("AF-KAN", .name, [.pointElsewhere("KE")]))
    }

    // MARK: History

    @Test func anUndividedSudanReachesBoth() {
        func place(_ date: Day?) -> Placement { gazetteer.place(country: "SD", names: ["Jonglei"], date: date) }
        #expect(place(Day(year: 2009, month: 1, day: 1)).admin1 == "SS-JG")
        #expect(place(nil).admin1 == "SS-JG")
        #expect(!place(Day(year: 2012, month: 1, day: 1)).isPlaced)
        #expect(gazetteer.place(country: "SS", names: ["Jonglei"], date: Day(year: 2009, month: 1, day: 1)).admin1 == "SS-JG")
    }

    @Test func aProvinceThatWasLargerHoldsItsLaterNeighbours() {
        // Daykundi was Uruzgan's until March 2004: the point tells today's province, and nothing contradicts.
        func place(_ year: Int) -> Placement {
            gazetteer.place(
                PublishedPlace(country: "AF", admin1: ["Uruzgan"], point: point(31.5, 61.8), date: Day(year: year, month: 1, day: 1)))
        }
        #expect((place(2003).admin1, place(2003).issues) == ("AF-DAY", []))
        #expect((place(2010).admin1, place(2010).issues) == ("AF-URU", [.disagreement]))
        #expect(gazetteer.place(country: "AF", names: ["Uruzgan"], date: Day(year: 2003, month: 1, day: 1)).confidence == .likely)
    }

    @Test func nothingNamedIsNoProblem() {
        #expect(gazetteer.place(country: "AF").issues.isEmpty)
        #expect(gazetteer.place(country: "", names: ["Kandahar"]).issues == [.countryUnknown])
    }

    // MARK: Activities

    @Test func aLocationGoesToTheCountryItIsIn() {
        var location = Location()
        location.point = point(1.5, 21.5)
        #expect(gazetteer.place(of: location, among: ["AF", "SS"]).country == "SS")
        location.point = nil
        location.names = [LocalText(language: "", text: "Jonglei")]
        #expect(gazetteer.place(of: location, among: ["AF", "SS"]).admin1 == "SS-JG")
        location.country = "AF"
        #expect(!gazetteer.place(of: location, among: ["AF", "SS"]).isPlaced)
    }

    // MARK: Imported places

    @Test func importedPlacesAreKnownToo() {
        var additions = PlaceAdditions()
        additions.entries = [
            .init(country: "AF", level: 2, code: "AF0601", name: "Behsud", names: ["بهسود"], admin1: "AF-NAN"),
            .init(country: "AF", level: 1, code: "AF-KAN", name: "Candahar", codes: ["AF.KD"], admin1: "AF-KAN"),
        ]
        let gazetteer = World.gazetteer(additions)
        #expect(gazetteer.place(country: "AF", names: ["بهسود"]).admin2 == "AF0601")
        #expect(gazetteer.place(country: "AF", names: ["Candahar"]).confidence == .certain)
        #expect(gazetteer.place(country: "AF", codes: ["AF.KD"]).admin1 == "AF-KAN")
    }
}
