import Records
import SQL
import Store

/// What a picture shows of activities beside their money: how many work where, their points, people reached, files; and of sheets.
struct Survey: Sendable {
    /// Published locations, found or not.
    struct Points: Sendable {
        var drawn: [PlaceMap.Point]
        var count: Int
        var unknownNames: [(name: String, count: Int)]
    }

    private let activities: Examined
    private let points: Points
    private let people: [PeopleReached]
    private let sources: [SourceQuality]
    private let presence: [PlacePresence]
    let situation: SituationFacts
    private let context: [ContextLedger.Series]

    init(_ builder: PictureBuilder, of activities: Examined) throws {
        self.activities = activities
        points = try builder.points(activities)
        people = try PeopleCounter(builder).people(activities)
        sources = try builder.sources(activities)
        presence = try builder.presence()
        situation = try SituationFacts(builder)
        context = try ContextLedger(builder.store, builder.reference, builder.visibility).series(builder.countries)
        builder.reference.boundaries.load()
    }

    /// To a picture whose map and region have their money.
    func add(to picture: inout CountryPicture) {
        let counts = activities.countsByPlace()
        for index in picture.map.places.indices { picture.map.places[index].activities = counts[picture.map.places[index].place.code] ?? 0 }
        picture.map.unplacedActivities = activities.items.count { $0.places.isEmpty }
        (picture.map.points, picture.map.pointCount, picture.map.unknownNames) = (points.drawn, points.count, points.unknownNames)
        for index in picture.region.indices { picture.region[index].activities = activities.count(picture.region[index].country.code) }
        (picture.people, picture.sources, picture.presence, picture.context) = (people, sources, presence, context)
    }
}

extension PictureBuilder {
    /// Humanitarian presence is shown to a military reader by admin 1 only (rule 16).
    fileprivate func points(_ examined: Examined) throws -> Survey.Points {
        let (isMilitary, ranks) = (visibility.reader.isMilitary, examined.ranks())
        var unknown: [String: Int] = [:]
        var found: [(rank: Int, ordinal: Int, point: Coordinates)] = []
        try forEachSpot { row in
            guard let rank = ranks[row.int64(0)], !(isMilitary && examined.items[rank].standing.isHumanitarian) else { return }
            if row.isNull(2) {
                unknown[row.text(4), default: 0] += 1
            } else {
                found.append((rank, row.int(1), Coordinates(latitude: row.double(2), longitude: row.double(3))))
            }
        }
        found.sort { ($0.rank, $0.ordinal) < ($1.rank, $1.ordinal) }
        return Survey.Points(
            drawn: try drawn(found.prefix(Self.drawnPoints).map { (examined.items[$0.rank], $0.point) }), count: found.count,
            unknownNames: unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20).map { ($0.key, $0.value) })
    }

    /// More would hide one another.
    private static let drawnPoints = 600

    private func drawn(_ points: [(item: Examined.Item, place: Coordinates)]) throws -> [PlaceMap.Point] {
        let numbers = Set(points.map(\.item.number)).sqlList
        let rows = try store.database.rows("SELECT id, title, identifier FROM activity WHERE id IN (\(numbers))") {
            ($0.int64(0), (title: $0.text(1), identifier: $0.text(2)))
        }
        let named = Dictionary(uniqueKeysWithValues: rows)
        return points.compactMap { item, place in
            named[item.number].map {
                PlaceMap.Point(
                    latitude: place.latitude, longitude: place.longitude, title: $0.title, identifier: $0.identifier, party: item.party)
            }
        }
    }

    /// Activity, ordinal, point, name that was not found; each location once, whichever of the countries it is shown for.
    private func forEachSpot(_ body: (Row) throws -> Void) throws {
        let terms = try countries.compactMap { try store.database.term(.country, $0) }.sqlList
        let each = countries.count > 1 ? "DISTINCT " : ""
        let select = "SELECT \(each)activity, ordinal, latitude, longitude, name FROM spot WHERE country IN (\(terms))"
        try store.database.statement(select).forEach([], body)
    }
}
