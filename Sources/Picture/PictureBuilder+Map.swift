import Records
import SQL
import Store

// Where: money by admin 1, published points, and what could not be placed.

extension PictureBuilder {
    func addMap(_ examined: Examined, to picture: inout CountryPicture) throws {
        let rows = try totals.answer(query(by: [.place, .party])).rows.filter { $0.currency == picture.currency }
        let byPlace = Dictionary(grouping: rows, by: { $0.keys[0] })
        var areas: [String] = []
        for area in countries.flatMap({ reference.places.areas(of: $0) }) where !areas.contains(area) { areas.append(area) }
        var shown = reference.places.all(in: areas)
        shown += byPlace.keys.filter { code in code != Split.unspecified && !shown.contains { $0.code == code } }.sorted().map {
            ($0, String($0.prefix(2)))
        }
        let activities = examined.countsByPlace()
        picture.map.places = shown.map { place($0.code, $0.country, byPlace[$0.code] ?? [], activities: activities[$0.code] ?? 0) }
        picture.map.unplaced = (byPlace[Split.unspecified] ?? []).reduce(.zero) { $0 + $1.amount }
        picture.map.unplacedActivities = examined.items.count { $0.places.isEmpty }
        picture.map.boundaries = reference.boundaries.geoJSON(of: Set(shown.map(\.country)).sorted())
        try addPoints(examined, to: &picture)
    }

    private func place(_ code: String, _ country: String, _ rows: [TotalsTable.Row], activities: Int) -> PlaceMap.Place {
        // A place of undetermined status belongs to no country here.
        var made = PlaceMap.Place(place: named(place: code), country: country == "XX" ? "" : country)
        made.byParty = rows.sorted { $1.amount < $0.amount }.map { (named(party: $0.keys[1]), $0.amount) }
        made.amount = rows.reduce(.zero) { $0 + $1.amount }
        made.activities = activities
        return made
    }

    /// Humanitarian presence is shown to a military reader by admin 1 only (rule 16).
    private func addPoints(_ examined: Examined, to picture: inout CountryPicture) throws {
        let (isMilitary, areas, ranks) = (visibility.reader.isMilitary, areas, examined.ranks())
        var unknown: [String: Int] = [:]
        var found: [(rank: Int, ordinal: Int, point: Coordinates)] = []
        try forEachSpot { row in
            guard let rank = ranks[row.int64(0)], !(isMilitary && examined.items[rank].standing.isHumanitarian) else { return }
            if row.isNull(3) {
                unknown[row.text(5), default: 0] += 1
            } else if areas.contains(row.text(2)) {
                found.append((rank, row.int(1), Coordinates(latitude: row.double(3), longitude: row.double(4))))
            }
        }
        found.sort { ($0.rank, $0.ordinal) < ($1.rank, $1.ordinal) }
        picture.map.pointCount = found.count
        picture.map.points = try found.prefix(Self.drawnPoints).compactMap { try point(examined.items[$0.rank], $0.point) }
        picture.map.unknownNames = unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20).map { ($0.key, $0.value) }
    }

    /// More would hide one another.
    private static let drawnPoints = 600

    private func point(_ item: Examined.Item, _ place: Coordinates) throws -> PlaceMap.Point? {
        try store.database.first("SELECT title, identifier FROM activity WHERE id = ?", item.number) { row in
            PlaceMap.Point(
                latitude: place.latitude, longitude: place.longitude, title: row.text(0), identifier: row.text(1), party: item.party)
        }
    }

    /// Activity, ordinal, country of the place, point, name that was not found.
    private func forEachSpot(_ body: (Row) throws -> Void) throws {
        let terms = try countries.compactMap { try store.database.term(.country, $0) }.sqlList
        try store.database.statement(
            """
            SELECT activity, ordinal, country, latitude, longitude, name FROM spot
            WHERE activity IN (SELECT activity FROM standing WHERE country IN (\(terms)))
            """
        ).forEach([], body)
    }
}
