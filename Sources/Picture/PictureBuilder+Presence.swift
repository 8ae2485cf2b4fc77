import Records
import Store

// Who is at work where, as 3W sheets say.

extension PictureBuilder {
    /// Each country as a whole, then its places.
    func presence() throws -> [PlacePresence] {
        let counts = PresenceCounts(store, reference, visibility)
        return try countries.flatMap { country -> [PlacePresence] in
            let whole = try rows(counts, [.country], in: country)
            guard !whole.isEmpty else { return [] }
            let places = try rows(counts, [.place], in: country)
            return whole.map { made($0, named(country: country), isWholeCountry: true) }
                + places.sorted { ($1.organisations, $0.code) < ($0.organisations, $1.code) }.map {
                    made($0, named(place: $0.code), isWholeCountry: false)
                }
        }
    }

    private typealias Found = (code: String, organisations: Int, themes: [(code: String, organisations: Int)])

    private func rows(_ counts: PresenceCounts, _ by: [PresenceCounts.Dimension], in country: String) throws -> [Found] {
        var query = PresenceCounts.Query(by: by)
        query.countries = [country]
        let whole = try counts.rows(query)
        query.by += [.theme]
        let themes = Dictionary(grouping: try counts.rows(query), by: { $0.values[0] })
        return whole.map { row in
            let parts = (themes[row.values[0]] ?? []).map { (code: $0.values[1], organisations: $0.organisations) }
            return (row.values[0], row.organisations, parts.sorted { ($1.organisations, $0.code) < ($0.organisations, $1.code) })
        }
    }

    private func made(_ found: Found, _ place: NamedCode, isWholeCountry: Bool) -> PlacePresence {
        PlacePresence(
            place: place, isWholeCountry: isWholeCountry, organisations: found.organisations,
            themes: found.themes.map { (named(theme: $0.code), $0.organisations) })
    }
}
