import Geometry
import Testing

struct AreaIndexTests {
    private func square(_ west: Double, _ south: Double, _ size: Double) -> [[Corner]] {
        [
            [
                Corner(x: west, y: south), Corner(x: west + size, y: south), Corner(x: west + size, y: south + size),
                Corner(x: west, y: south + size),
            ]
        ]
    }

    @Test func holdsWhatIsInsideAndOnTheBorder() {
        let index = AreaIndex([.shape(Shape(polygons: [square(0, 0, 2)])), .shape(Shape(polygons: [square(2, 0, 2), square(10, 10, 1)]))])
        #expect(index.holding(Corner(x: 1, y: 1)) == [0])
        #expect(index.holding(Corner(x: 2, y: 1)) == [0, 1])
        #expect(index.holding(Corner(x: 10.5, y: 10.5)) == [1])
        #expect(index.holding(Corner(x: 5, y: 5)) == [])
        #expect(index.holding(Corner(x: .nan, y: 5)) == [])
    }

    @Test func aHoleIsOutside() {
        let index = AreaIndex([.shape(Shape(polygons: [square(0, 0, 9) + square(3, 3, 3)]))])
        #expect(index.holding(Corner(x: 1, y: 1)) == [0])
        #expect(index.holding(Corner(x: 4, y: 4)) == [])
    }

    /// A bow tie holds both its halves once it is untied; a bare line holds nothing.
    @Test func crossingRingsAreMadeValid() {
        let tie = [[Corner(x: 0, y: 0), Corner(x: 2, y: 2), Corner(x: 2, y: 0), Corner(x: 0, y: 2)]]
        let line = [[Corner(x: 0, y: 0), Corner(x: 5, y: 0), Corner(x: 9, y: 0)]]
        let index = AreaIndex([.shape(Shape(polygons: [tie])), .shape(Shape(polygons: [line])), .shape(Shape(polygons: []))])
        #expect(index.holding(Corner(x: 0.2, y: 1)) == [0])
        #expect(index.holding(Corner(x: 1.8, y: 1)) == [0])
        #expect(index.holding(Corner(x: 1, y: 0.2)) == [])
        #expect(Shape(polygons: [line]).wellKnown == nil)
    }

    /// A degree of latitude is 111.195 km; at 60 degrees north one of longitude is half that.
    @Test func distancesAreInMetres() throws {
        let index = AreaIndex([.shape(Shape(polygons: [square(0, 59, 2)])), .shape(Shape(polygons: [square(2.1, 59, 2)]))])
        let north = try #require(index.distance(Corner(x: 1, y: 61.01), to: 0, within: 5000))
        #expect(abs(north - 1111.95) < 1)
        let east = try #require(index.distance(Corner(x: 2.02, y: 60), to: 0, within: 5000))
        #expect(abs(east - 1111.95) < 1)
        #expect(index.distance(Corner(x: 1, y: 60), to: 0, within: 5000) == 0)
        #expect(index.distance(Corner(x: 1, y: 61.1), to: 0, within: 5000) == nil)
        #expect(index.near(Corner(x: 2.06, y: 60), within: 5000).map(\.area) == [1, 0])
        #expect(index.near(Corner(x: 1, y: 89.9), within: 5000).isEmpty)
    }

    @Test func wellKnownBinaryComesBackTheSame() throws {
        let shape = Shape(polygons: [square(0, 0, 9) + square(3, 3, 3)])
        let index = AreaIndex([.wellKnown(try #require(shape.wellKnown)), .wellKnown([1, 2, 3])])
        #expect(index.holding(Corner(x: 1, y: 1)) == [0])
        #expect(index.holding(Corner(x: 4, y: 4)) == [])
    }
}
