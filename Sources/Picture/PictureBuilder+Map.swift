import Geography
import Records
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
        picture.map.places = shown.map { place($0.code, $0.country, byPlace[$0.code] ?? [], examined) }
        picture.map.unplaced = (byPlace[Split.unspecified] ?? []).reduce(.zero) { $0 + $1.amount }
        picture.map.unplacedActivities = examined.items.count { $0.places.isEmpty }
        picture.map.boundaries = reference.boundaries.geoJSON(of: Set(shown.map(\.country)).sorted())
        try addPoints(examined, to: &picture)
    }

    private func place(_ code: String, _ country: String, _ rows: [TotalsTable.Row], _ examined: Examined) -> PlaceMap.Place {
        // A place of undetermined status belongs to no country here.
        var made = PlaceMap.Place(place: named(place: code), country: country == "XX" ? "" : country)
        made.byParty = rows.sorted { $1.amount < $0.amount }.map { (named(party: $0.keys[1]), $0.amount) }
        made.amount = rows.reduce(.zero) { $0 + $1.amount }
        made.activities = examined.items.count { $0.places.contains(code) }
        return made
    }

    /// Humanitarian presence is shown to a military reader by admin 1 only (rule 16).
    private func addPoints(_ examined: Examined, to picture: inout CountryPicture) throws {
        let gazetteer = Gazetteer(places: reference.places, boundaries: reference.boundaries)
        var unknown: [String: Int] = [:]
        for item in examined.items.prefix(Self.readWhole) {
            guard let activity = try Originals.activity(item.number, in: store.database) else { continue }
            if visibility.reader.isMilitary, activity.isHumanitarian { continue }
            for location in activity.locations {
                let placement = gazetteer.place(of: location, among: countries, on: activity.dates.start)
                let isFound = placement.isPlaced
                if !isFound, let name = location.names.first?.text, !name.isEmpty { unknown[name, default: 0] += 1 }
                guard let point = placement.point, isFound else { continue }
                picture.map.points.append(
                    PlaceMap.Point(
                        latitude: point.latitude, longitude: point.longitude, title: activity.titles.first?.text ?? "",
                        identifier: activity.identifier, party: item.party))
            }
        }
        picture.map.unknownNames = unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20).map { ($0.key, $0.value) }
    }
}
