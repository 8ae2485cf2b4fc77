import Records
import SQL
import Store

// Where: money by admin 1, and what could not be placed.

extension PictureBuilder {
    func addMap(to picture: inout CountryPicture) throws {
        let rows = try totals.answer(query(by: [.place, .party])).rows.filter { $0.currency == picture.currency }
        let byPlace = Dictionary(grouping: rows, by: { $0.keys[0] })
        var areas: [String] = []
        for area in countries.flatMap({ reference.places.areas(of: $0) }) where !areas.contains(area) { areas.append(area) }
        var shown = reference.places.all(in: areas)
        shown += byPlace.keys.filter { code in code != Split.unspecified && !shown.contains { $0.code == code } }.sorted().map {
            ($0, String($0.prefix(2)))
        }
        picture.map.places = shown.map { place($0.code, $0.country, byPlace[$0.code] ?? []) }
        picture.map.unplaced = (byPlace[Split.unspecified] ?? []).reduce(.zero) { $0 + $1.amount }
    }

    /// Of the areas of the picture, and of those whose places its money names.
    func addOutlines(to map: inout PlaceMap) {
        map.boundaries = reference.boundaries.geoJSON(of: areas.union(map.places.map { String($0.place.code.prefix(2)) }).sorted())
    }

    private func place(_ code: String, _ country: String, _ rows: [TotalsTable.Row]) -> PlaceMap.Place {
        // A place of undetermined status belongs to no country here.
        var made = PlaceMap.Place(place: named(place: code), country: country == "XX" ? "" : country)
        made.byParty = rows.sorted { $1.amount < $0.amount }.map { (named(party: $0.keys[1]), $0.amount) }
        made.amount = rows.reduce(.zero) { $0 + $1.amount }
        return made
    }
}
