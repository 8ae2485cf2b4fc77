import Geography
import Ingest
import Records

/// The admin 1 place of a row of presence, by code, point or name.
struct HumanitarianPlacer {
    private let gazetteer: Gazetteer
    private let names: PlaceNames
    /// Of rows that name no country.
    private var usual = ""

    init(_ reference: Reference) {
        gazetteer = Gazetteer(places: reference.places, boundaries: reference.boundaries)
        names = reference.places
    }

    /// Sheets of one country often leave it out: the country that nine in ten of the rows with a telling code or point lie in. None where
    /// there is no such country, or where the rows say it themselves. Reads the sheet to its end, unless its first row names a country.
    mutating func learnCountry(of sheet: HXLSheet) throws {
        let records = HXLRecords(sheet)
        var counts: [String: Int] = [:]
        while let record = try records.next() {
            guard record.presence.place.country.isEmpty else { return }
            let country = place(record.presence).country
            if !country.isEmpty { counts[country, default: 0] += 1 }
        }
        let told = counts.values.reduce(0, +)
        usual = counts.first { $0.value * 10 >= told * 9 }?.key ?? ""
    }

    func place(_ presence: Presence) -> Placement { gazetteer.place(published(presence)) }

    /// What a row says of where it is.
    func published(_ presence: Presence) -> PublishedPlace {
        let place = presence.place
        var published = PublishedPlace(country: country(place.country), point: Coordinates(place), date: presence.period.first)
        published.codes = (place.levels + [place.site]).map(\.code).filter { !$0.isEmpty }
        for (level, named) in place.levels.enumerated() where !named.name.isEmpty {
            switch level {
            case 0: published.admin1.append(named.name)
            case 1: published.admin2.append(named.name)
            default: published.names.append(named.name)
            }
        }
        if !place.site.name.isEmpty, place.levels.allSatisfy(\.isEmpty) { published.names.append(place.site.name) }
        return published
    }

    func problems(_ placed: Placement, line: Int) -> [Problem] {
        PlaceProblems.problems(placed, names).map { rule, message in Problem(rule.severity, rule: rule.rule, line: line, message: message) }
    }

    private func country(_ named: CodedName) -> String {
        [named.code, named.name].lazy.filter { !$0.isEmpty }.compactMap { gazetteer.country($0) }.first ?? usual
    }
}

extension Coordinates {
    /// Nil unless both are numbers of their range.
    fileprivate init?(_ place: NamedPlace) {
        guard let latitude = Double(place.latitude), let longitude = Double(place.longitude), abs(latitude) <= 90, abs(longitude) <= 180
        else { return nil }
        self.init(latitude: latitude, longitude: longitude)
    }
}
