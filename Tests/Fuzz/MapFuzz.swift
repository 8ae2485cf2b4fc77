import Geometry
import Ingest
import Records

/// Any bytes as a map or a list of places: shapes are where the Earth is, and points are found in them without harm.
struct MapTarget {
    private static let mostShapes = 8

    func run(_ bytes: [UInt8]) {
        if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"), let map = BoundaryFile(bytes) { check(map) }
        if let places = (try? PlaceSheet(bytes)) ?? nil {
            Reach.note("place list")
            places.problems.forEach(check)
            require(places.entries.count + places.problems.count >= places.rows, "a row is lost")
        }
    }

    private func check(_ map: BoundaryFile) {
        Reach.note("map")
        map.problems.forEach(check)
        require(map.areas.count + map.problems.count == map.features, "a feature is lost")
        guard !map.areas.isEmpty else { return }
        Reach.note("area")
        let index = AreaIndex(map.areas.prefix(Self.mostShapes).map { .shape($0.shape) })
        for point in [Corner(x: 31.6, y: 4.85), Corner(x: 0, y: 0), Corner(x: -180, y: 90)] {
            for area in index.holding(point) { require(index.distance(point, to: area, within: 1) == 0, "a point inside is outside") }
            for (_, metres) in index.near(point, within: 5000) { require((0...5000).contains(metres), "near is far") }
        }
    }

    private func check(_ problem: Problem) {
        Reach.note(problem.rule)
        require(problem.message.utf8.count < 1000 && problem.line >= 0 && !problem.rule.isEmpty, "a problem is out of bounds")
    }
}
