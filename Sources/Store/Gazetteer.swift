import Records
import Text

/// Finds the admin 1 places that an activity names: by code, by exact folded name, by point in polygon.
///
/// Polygons and names are Natural Earth's and ISO 3166-2's, as `Scripts/resources/make-geography.py` packs them.
public final class Gazetteer {
    private struct Name: Hashable {
        var text: String
        var country: String
    }

    private struct Point: Hashable {
        var place: Coordinates
        var country: String
    }

    private static let mostRemembered = 20_000
    private let places: PlaceNames
    private let boundaries: Boundaries
    /// Publishers name the same places again and again.
    private var byName: [Name: String?] = [:]
    private var byPoint: [Point: String?] = [:]

    public init(places: PlaceNames, boundaries: Boundaries) {
        self.places = places
        self.boundaries = boundaries
    }

    /// Admin 1 codes by recipient country, in the order of publication, each once.
    public func places(of activity: Activity) -> [String: [String]] {
        guard !activity.locations.isEmpty else { return [:] }
        let countries = Self.countries(of: activity)
        var found: [String: [String]] = [:]
        for location in activity.locations {
            guard let (country, place) = place(of: location, among: countries) else { continue }
            if found[country]?.contains(place) != true { found[country, default: []].append(place) }
        }
        return found
    }

    private static func countries(of activity: Activity) -> [String] {
        var found: [String] = []
        for item in activity.recipients + activity.transactions.flatMap(\.recipients) where !item.isRegion {
            let code = Recipients.code(item)
            if !code.isEmpty, !found.contains(code) { found.append(code) }
        }
        return found
    }

    /// The place and the recipient country whose money goes there: by a code, else by the point, else by a name that only one of the
    /// countries has.
    public func place(of location: Location, among countries: [String]) -> (country: String, place: String)? {
        first(countries) { coded(location, in: $0) } ?? first(countries) { located(location, in: $0) }
            ?? only(countries) { named(location, in: $0) }
    }

    private func first(_ countries: [String], _ find: (String) -> String?) -> (country: String, place: String)? {
        for country in countries { if let place = find(country) { return (country, place) } }
        return nil
    }

    private func only(_ countries: [String], _ find: (String) -> String?) -> (country: String, place: String)? {
        let found = countries.compactMap { country in find(country).map { (country: country, place: $0) } }
        return Set(found.map(\.place)).count == 1 ? found[0] : nil
    }

    private func coded(_ location: Location, in country: String) -> String? {
        for item in location.administrative + location.identifiers
        where item.code.utf8.contains(where: { (0x30...0x39).contains($0) || $0 == 0x2D }) {
            if let place = find(item.code, in: country) { return place }
        }
        return nil
    }

    private func named(_ location: Location, in country: String) -> String? {
        for item in location.administrative + location.identifiers {
            if let place = find(item.name, in: country) ?? find(item.code, in: country) { return place }
        }
        for name in location.names { if let place = find(name.text, in: country) { return place } }
        return nil
    }

    private func find(_ text: String, in country: String) -> String? {
        if text.isEmpty { return nil }
        let name = Name(text: text, country: country)
        if let known = byName[name] { return known }
        let found = places.find(text, in: country)
        if byName.count >= Self.mostRemembered { byName.removeAll() }
        byName[name] = .some(found)
        return found
    }

    private func located(_ location: Location, in country: String) -> String? {
        guard let place = location.point else { return nil }
        let point = Point(place: place, country: country)
        if let known = byPoint[point] { return known }
        let found = places.areas(of: country).lazy.compactMap { [boundaries] in boundaries.place(place, in: $0) }.first
        if byPoint.count >= Self.mostRemembered { byPoint.removeAll() }
        byPoint[point] = .some(found)
        return found
    }
}

/// Names and codes of admin 1 places, folded. A country that was divided is searched under its successors too.
public final class PlaceNames: Sendable {
    private struct Key: Hashable {
        var country: String
        var name: String
    }

    private let codes: [Key: String]
    private let neighbours: [String: [String]]
    private let names: [String: String]
    private let japaneseNames: [String: String]
    private let codesByCountry: [String: [String]]

    init(_ table: Tabular, borders: Borders) {
        var codes: [Key: String] = [:]
        var ambiguous: Set<Key> = []
        for row in table.rows {
            let (code, country) = (table.value(row, "code"), table.value(row, "country"))
            let spellings = [code, table.value(row, "name"), table.value(row, "pcode")] + table.list(row, "names")
            for key in Set(spellings.map { Key(country: country, name: fold($0)) }) where !key.name.isEmpty {
                if let other = codes.updateValue(code, forKey: key), other != code { ambiguous.insert(key) }
            }
        }
        for key in ambiguous { codes[key] = nil }
        self.codes = codes
        names = table.dictionary("code", "name")
        japaneseNames = Self.japanese(table)
        codesByCountry = Dictionary(grouping: table.rows.filter { table.value($0, "polygon") == "1" }, by: { table.value($0, "country") })
            .mapValues { rows in rows.map { table.value($0, "code") } }
        neighbours = borders.neighbours
    }

    /// Country codes in whose areas a place of `country` may lie: disputed areas first.
    public func areas(of country: String) -> [String] { neighbours[country] ?? [country] }

    public func name(_ code: String) -> String? { names[code] }
    public func japanese(_ code: String) -> String? { japaneseNames[code] }

    /// The first variant in kana or kanji; the table has no Chinese names.
    private static func japanese(_ table: Tabular) -> [String: String] {
        let pairs = table.rows.compactMap { row in
            table.list(row, "names").first(where: isJapanese).map { (table.value(row, "code"), $0) }
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private static func isJapanese(_ name: String) -> Bool {
        name.unicodeScalars.contains { (0x3040...0x30FF).contains($0.value) || (0x4E00...0x9FFF).contains($0.value) }
    }

    /// Every place with a polygon in these countries.
    public func all(in countries: [String]) -> [(code: String, country: String)] {
        countries.flatMap { country in (codesByCountry[country] ?? []).map { ($0, country) } }
    }

    func find(_ name: String, in country: String) -> String? {
        guard !name.isEmpty else { return nil }
        let folded = fold(name)
        for area in areas(of: country) {
            if let code = codes[Key(country: area, name: folded)] ?? codes[Key(country: area, name: Self.withoutGenus(folded))] {
                return code
            }
        }
        return nil
    }

    /// "Jonglei State" is Jonglei, "Kabul Province" is Kabul.
    private static func withoutGenus(_ folded: String) -> String {
        for genus in [" state", " province", " region", " wilayat"] where folded.hasSuffix(genus) {
            return String(folded.dropLast(genus.count))
        }
        return folded
    }
}
