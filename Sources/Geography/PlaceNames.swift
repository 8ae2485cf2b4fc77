import Locks
import Records
import Text

/// Every place that is known by a code or a name. A country that was divided is searched under its successors too.
public final class PlaceNames: Sendable {
    /// The tables that ship, of one layout each.
    public struct Tables: Sendable {
        public var admin1: Tabular
        public var admin2: Tabular
        /// Towns and sites.
        public var localities: Tabular
        /// Divisions and codes of the past.
        public var former: Tabular
        public var countries: Tabular
        /// Other names of countries than those in `countries`.
        public var countryNames: Tabular

        public init(
            admin1: Tabular, admin2: Tabular, localities: Tabular, former: Tabular, countries: Tabular, countryNames: Tabular
        ) {
            self.countryNames = countryNames
            self.admin1 = admin1
            self.admin2 = admin2
            self.localities = localities
            self.former = former
            self.countries = countries
        }
    }

    let borders: Borders
    private let admin1: Tabular
    private let rows: [String: Tabular.Row]
    /// Only who looks places up needs them; a question finds them by their codes.
    private let known: Deferred<KnownPlaces>
    private let held: Deferred<[String: [(until: Day, places: [String])]]>
    /// Days on which a place became another's, or a country was divided, in order.
    private let turns: Deferred<[Day]>
    private let countries: Deferred<CountryNames>
    private let indexes = Guarded([[String]: NameIndex]())

    public init(_ tables: Tables, borders: Borders, additions: PlaceAdditions = PlaceAdditions()) {
        self.borders = borders
        admin1 = tables.admin1
        rows = Dictionary(tables.admin1.rows.map { (tables.admin1.value($0, "code"), $0) }, uniquingKeysWith: { first, _ in first })
        known = Deferred { KnownPlaces(Self.shipped(tables) + Self.merged(additions)) }
        let held = Deferred { Self.held(tables.former) }
        self.held = held
        turns = Deferred { (held.value.values.joined().map(\.until) + borders.days).sorted() }
        countries = Deferred { CountryNames(tables.countries, others: tables.countryNames) }
    }

    var places: [Place] { known.value.places }

    /// Country codes in whose areas a place of `country` may lie: disputed areas first.
    ///
    /// A place of the undivided state may lie in a successor; after the division only a record without a date may.
    public func areas(of country: String, on day: Day? = nil) -> [String] {
        let all = borders.neighbours[country] ?? [country]
        guard let day, let divided = borders.division(of: country)?.day, day >= divided else { return all }
        let gone = borders.division(of: country)?.successors ?? []
        return all.filter { !gone.contains($0) }
    }

    /// ISO 3166-1 alpha-2 of a country by its code of two or three letters, its number or its name; nil when it is none.
    public func country(_ text: String) -> String? { countries.value.code(text) }

    public func name(_ code: String) -> String? { rows[code].map { admin1.value($0, "name") } ?? known.value.names[code] }

    /// The first variant in kana or kanji; the table has no Chinese names.
    public func point(in code: String) -> Coordinates? {
        guard let row = rows[code], let latitude = Double(admin1.value(row, "lat")), let longitude = Double(admin1.value(row, "lon")) else {
            return nil
        }
        return Coordinates(latitude: latitude, longitude: longitude)
    }

    public func japanese(_ code: String) -> String? { rows[code].flatMap { admin1.list($0, "names").first(where: Self.isJapanese) } }

    /// Every place with a polygon in these countries.
    public func all(in countries: [String]) -> [(code: String, country: String)] {
        let drawn = admin1.rows.filter { admin1.value($0, "polygon") == "1" }.map {
            (admin1.value($0, "code"), admin1.value($0, "country"))
        }
        return countries.flatMap { country in drawn.filter { $0.1 == country } }
    }

    /// The places that a code means; none when it is unknown.
    func coded(_ code: String) -> [Place] { known.value.coded(Self.folded(code)) }

    /// The admin 1 place whose p-code a longer one begins with.
    func parent(ofCode code: String) -> Place? {
        let folded = Self.folded(code)
        return (4..<max(4, folded.utf8.count)).lazy.compactMap { length in
            self.known.value.coded(String(folded.prefix(length))).first { $0.level == .admin1 }
        }.first
    }

    /// Nil when no place of these countries bears the name.
    func match(_ name: String, in areas: [String], levels: [Place.Level] = [], upTo last: NameIndex.Stage = .near) -> NameIndex.Match? {
        index(of: areas).match(name, levels: levels, upTo: last)
    }

    private func index(of areas: [String]) -> NameIndex {
        if let known = indexes.withLock({ $0[areas] }) { return known }
        let known = known.value
        let made = NameIndex(known.places, areas.flatMap { known.byCountry[$0] ?? [] })
        indexes.withLock { $0[areas] = made }
        return made
    }

    /// The day since which the same places have been where they were on `day`: no answer differs between the two.
    func turn(before day: Day) -> Day { turns.value.last { $0 <= day } ?? Day(year: 0, month: 1, day: 1) }

    /// Places that were part of another on that day.
    func larger(_ admin1: String, on day: Day) -> [String] { (held.value[admin1] ?? []).filter { day < $0.until }.flatMap(\.places) }

    /// Codes differ by case and spaces only: "SD-07" was Gezira, "SD07" is South Kordofan.
    fileprivate static func folded(_ code: String) -> String { WhiteSpace.trimmed(code).uppercased() }
}

// MARK: - From tables

extension PlaceNames {
    private static func shipped(_ tables: Tables) -> [Place] {
        admin1(tables.admin1) + admin2(tables.admin2) + localities(tables.localities) + former(tables.former)
    }

    private static func admin1(_ table: Tabular) -> [Place] {
        table.rows.map { row in
            let code = table.value(row, "code")
            return Place(
                code: code, country: table.value(row, "country"), level: .admin1, name: table.value(row, "name"),
                names: table.list(row, "names"), admin1: [code], codes: table.list(row, "pcode"))
        }
    }

    private static func admin2(_ table: Tabular) -> [Place] {
        table.rows.map { row in
            let code = table.value(row, "code")
            let admin1 = table.value(row, "admin1")
            return Place(
                code: code, country: String(admin1.prefix(2)), level: .admin2, name: table.value(row, "name"),
                names: table.list(row, "names"),
                admin1: [admin1], admin2: code)
        }
    }

    private static func localities(_ table: Tabular) -> [Place] {
        table.rows.map { row in
            let admin1 = table.value(row, "admin1")
            return Place(
                code: "", country: String(admin1.prefix(2)), level: .locality, name: table.value(row, "name"),
                names: table.list(row, "names"),
                admin1: [admin1])
        }
    }

    /// Rows of kind `division` and `code`; those of kind `larger` say until when a present place held others.
    private static func former(_ table: Tabular) -> [Place] {
        table.rows.filter { table.value($0, "kind") != "larger" }.map { row in
            Place(
                code: "", country: table.value(row, "country"), level: .former, name: table.value(row, "name"),
                names: table.list(row, "names"),
                admin1: table.list(row, "now"), codes: table.list(row, "codes"))
        }
    }

    private static func held(_ table: Tabular) -> [String: [(until: Day, places: [String])]] {
        let rows = table.rows.filter { table.value($0, "kind") == "larger" }
        return Dictionary(grouping: rows, by: { table.value($0, "now") }).mapValues { rows in
            rows.compactMap { row in Day(iso: table.value(row, "to")).map { (until: $0, places: table.list(row, "held")) } }
        }
    }

    /// One place for each code, with what every file calls it.
    private static func merged(_ additions: PlaceAdditions) -> [Place] {
        var made: [String: Place] = [:]
        for entry in additions.entries {
            var place = Place(
                code: entry.code, country: entry.country, level: entry.level == 1 ? .admin1 : .admin2, name: entry.name,
                admin1: [entry.admin1],
                admin2: entry.level == 2 ? entry.code : "")
            if let known = made[entry.code] { place = known }
            place.names += [entry.name] + entry.names
            place.codes += entry.codes
            made[entry.code] = place
        }
        return made.values.sorted { $0.code < $1.code }
    }

    private static func isJapanese(_ name: String) -> Bool {
        name.unicodeScalars.contains { (0x3040...0x30FF).contains($0.value) || (0x4E00...0x9FFF).contains($0.value) }
    }
}

/// Places by code and country.
private final class KnownPlaces: Sendable {
    let places: [Place]
    let byCountry: [String: [Int]]
    /// Of admin 1 and admin 2 places, by code.
    let names: [String: String]
    private let byCode: [String: [Int]]

    init(_ places: [Place]) {
        self.places = places
        var byCode: [String: [Int]] = [:]
        for (number, place) in places.enumerated() {
            for code in Set([place.code] + place.codes).map(PlaceNames.folded) where !code.isEmpty {
                byCode[code, default: []].append(number)
            }
        }
        self.byCode = byCode
        byCountry = Dictionary(grouping: places.indices, by: { places[$0].country })
        names = Dictionary(
            places.filter { $0.level <= .admin2 }.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    func coded(_ folded: String) -> [Place] { (byCode[folded] ?? []).map { places[$0] } }
}

/// Countries by code, number or name.
struct CountryNames: Sendable {
    private var codes: [String: String] = [:]

    init(_ table: Tabular, others: Tabular) {
        for row in table.rows {
            let code = table.value(row, "code")
            for key in ["code", "alpha3", "numeric", "name_en", "name_ja", "name_ar"].map({ table.value(row, $0) }) where !key.isEmpty {
                if codes[fold(key)] == nil { codes[fold(key)] = code }
            }
        }
        for row in others.rows {
            let name = fold(others.value(row, "name"))
            if codes[name] == nil { codes[name] = others.value(row, "code") }
        }
    }

    /// "Yemen (North Yemen)" is Yemen, "Congo, Democratic Republic of the" is what it is without the comma too.
    func code(_ text: String) -> String? {
        codes[fold(text)] ?? codes[fold(NameParts.outsideBrackets(text))]
    }
}
