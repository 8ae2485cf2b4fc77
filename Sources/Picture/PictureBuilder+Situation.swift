import Records
import Store

/// People and events of the countries of a picture, before they stand beside its money.
struct SituationFacts: Sendable {
    /// By country and place; the place is empty for the whole country.
    struct Spot: Hashable, Sendable {
        var country: String
        var place = ""
    }

    private(set) var kinds: [Situation.Kind] = []
    private var people: [Spot: [Situation.Kind: Situation.People]] = [:]
    private(set) var years: [Situation.Violence] = []
    private(set) var courses: [Situation.Course] = []
    private(set) var newest: Situation.Violence?
    private var violence: [Spot: Situation.Violence] = [:]

    init(_ builder: PictureBuilder) throws {
        try readPeople(PeopleFigures(builder.store, builder.reference, builder.visibility), Set(builder.countries))
        try readEvents(EventCounts(builder.store, builder.visibility), Set(builder.countries))
    }

    /// Places that people or events are counted in.
    var places: Set<Spot> { Set(people.keys).union(violence.keys).filter { !$0.place.isEmpty } }

    func complete(_ row: inout Situation.Row) {
        let spot = Spot(country: row.country, place: row.isWholeCountry ? "" : row.place.code)
        row.people = kinds.map { people[spot]?[$0] }
        row.violence = violence[spot]
    }
}

extension SituationFacts {
    private static let mostKinds = 3

    private mutating func readPeople(_ figures: PeopleFigures, _ countries: Set<String>) throws {
        var query = PeopleFigures.Query(by: [.country])
        query.countries = countries
        let whole = try figures.rows(query)
        kinds = Self.kinds(whole)
        query.by = [.country, .place]
        for row in whole + (try figures.rows(query)) {
            let spot = Spot(country: row.values[0], place: row.values.count > 1 ? row.values[1] : "")
            people[spot, default: [:]][Self.kind(row)] = Situation.People(maximum: row.maximum, sum: row.sum)
        }
    }

    private static func kind(_ row: PeopleFigures.Row) -> Situation.Kind {
        Situation.Kind(measure: row.measure, group: row.group, isHouseholds: row.isHouseholds)
    }

    /// Those that speak of need, the largest first; households only where no people are counted.
    private static func kinds(_ rows: [PeopleFigures.Row]) -> [Situation.Kind] {
        var sums: [Situation.Kind: Int] = [:]
        for row in rows where row.measure != .population { sums[kind(row), default: 0] += row.sum }
        let told = sums.filter { kind, _ in
            !kind.isHouseholds || sums[Situation.Kind(measure: kind.measure, group: kind.group, isHouseholds: false)] == nil
        }
        let needFirst = told.sorted { a, b in
            let (x, y) = (a.key.measure == .inNeed ? 0 : 1, b.key.measure == .inNeed ? 0 : 1)
            return (x, b.value, a.key.measure.rawValue, a.key.group.rawValue) < (y, a.value, b.key.measure.rawValue, b.key.group.rawValue)
        }
        return needFirst.prefix(mostKinds).map(\.key)
    }

    private mutating func readEvents(_ counts: EventCounts, _ countries: Set<String>) throws {
        var query = EventCounts.Query(by: [.year])
        query.countries = countries
        years = try counts.rows(query).map(Self.violence).sorted { ($1.year, $0.dataset.rawValue) < ($0.year, $1.dataset.rawValue) }
        query.by = [.month]
        let months = Dictionary(grouping: try counts.rows(query), by: \.dataset)
        courses = months.values.map(Situation.Course.init).filter { !$0.months.isEmpty }
            .sorted { $0.dataset.rawValue < $1.dataset.rawValue }
        newest = years.max { ($0.year, $0.events) < ($1.year, $1.events) }
        guard let newest, let year = Int(newest.year) else { return }
        (query.firstYear, query.lastYear) = (year, year)
        for by in [[EventCounts.Dimension.country], [.country, .place]] {
            query.by = by
            for row in try counts.rows(query) where row.dataset == newest.dataset {
                let spot = Spot(country: row.values[0], place: row.values.count > 1 ? row.values[1] : "")
                violence[spot] = Situation.Violence(dataset: row.dataset, year: newest.year, events: row.events, deaths: row.deaths)
            }
        }
    }

    private static func violence(_ row: EventCounts.Row) -> Situation.Violence {
        Situation.Violence(dataset: row.dataset, year: row.values[0], events: row.events, deaths: row.deaths)
    }
}

extension Situation.Course {
    /// Rows of one dataset by month, in their order.
    fileprivate init(_ rows: [EventCounts.Row]) {
        self.init(dataset: rows[0].dataset, months: rows.compactMap(Month.init))
        undated = rows.filter { $0.values[0].hasSuffix("-00") }.reduce(0) { $0 + $1.events }
    }
}

extension Situation.Course.Month {
    /// Nil where only the year is known.
    fileprivate init?(_ row: EventCounts.Row) {
        let parts = row.values[0].split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2, parts[1] > 0 else { return nil }
        self.init(year: parts[0], month: parts[1], events: row.events, deaths: row.deaths)
    }
}

extension PictureBuilder {
    /// Sets what is published of people and violence beside the money and the presence that the picture has.
    func situation(_ facts: SituationFacts, beside picture: CountryPicture) -> Situation {
        var situation = Situation()
        (situation.kinds, situation.newest, situation.years, situation.courses) = (facts.kinds, facts.newest, facts.years, facts.courses)
        for country in countries {
            var whole = Situation.Row(place: named(country: country), country: country, isWholeCountry: true)
            whole.spend = picture.region.first { $0.country.code == country }?.total
            if countries.count == 1 { whole.spend = picture.headlines.first { $0.kind == .spend }?.amount }
            let rows = [whole] + places(of: country, facts, picture)
            situation.rows += rows.map { completed($0, facts, picture.presence) }
        }
        return situation
    }

    private func places(of country: String, _ facts: SituationFacts, _ picture: CountryPicture) -> [Situation.Row] {
        let areas = reference.places.areas(of: country)
        var found: [String: Situation.Row] = [:]
        for place in picture.map.places where place.country == country {
            found[place.place.code] = Situation.Row(place: place.place, country: country, isWholeCountry: false)
            found[place.place.code]?.spend = place.activities == 0 && place.amount == .zero ? nil : place.amount
        }
        let told =
            facts.places.filter { $0.country == country }.map { named(place: $0.place) }
            + picture.presence.filter { !$0.isWholeCountry && areas.contains(String($0.place.code.prefix(2))) }.map(\.place)
        for place in told where found[place.code] == nil {
            found[place.code] = Situation.Row(place: place, country: country, isWholeCountry: false)
        }
        return found.values.sorted { ($1.spend ?? .zero, $0.place.code) < ($0.spend ?? .zero, $1.place.code) }
    }

    private func completed(_ row: Situation.Row, _ facts: SituationFacts, _ presence: [PlacePresence]) -> Situation.Row {
        var row = row
        facts.complete(&row)
        row.organisations = presence.first { $0.place.code == row.place.code && $0.isWholeCountry == row.isWholeCountry }?.organisations
        return row
    }
}
