import Records
import Store
import Text

/// People reached, as results publish them (rule 17): never added across organisations, themes or months.
///
/// For each place the largest figure of any indicator and period; then an organisation's places are added. The range runs from the largest
/// place to the sum of the places.
struct PeopleCounter {
    private struct Key: Hashable {
        var organisation: String
        var theme: String
        var country: String
    }

    private struct Found {
        var organisation: NamedCode
        var largest: (value: Int, indicator: String, period: String, identifier: String)
        var byPlace: [String: Int] = [:]
    }

    private let builder: PictureBuilder

    init(_ builder: PictureBuilder) { self.builder = builder }

    func people(_ examined: Examined) throws -> [PeopleReached] {
        var found: [Key: Found] = [:]
        for item in examined.items.filter(\.hasResults).prefix(PictureBuilder.readWhole) {
            guard let activity = try Originals.activity(item.number, in: builder.store.database) else { continue }
            for result in activity.results { for indicator in result.indicators { add(indicator, activity, item, to: &found) } }
        }
        return found.map { reached($0.key, $0.value) }
            .sorted { ($1.maximum, $0.identifier, $0.indicator) < ($0.maximum, $1.identifier, $1.indicator) }
    }

    private func add(_ indicator: Indicator, _ activity: Activity, _ item: Examined.Item, to found: inout [Key: Found]) {
        let title = indicator.titles.first?.text ?? ""
        guard Self.countsPeople(indicator, title) else { return }
        guard let value = indicator.periods.compactMap({ Self.value($0.actuals) }).max(), value > 0 else { return }
        let organisation = reporter(of: activity)
        let key = Key(organisation: organisation.code, theme: builder.reference.themes.theme(of: item.sector), country: item.country)
        let place = item.places.count == 1 ? item.places.first! : item.country
        let largest = (value: value, indicator: title, period: Self.period(indicator), identifier: activity.identifier)
        var known = found[key] ?? Found(organisation: organisation, largest: largest)
        if value > known.largest.value { known.largest = largest }
        known.byPlace[place] = max(known.byPlace[place] ?? 0, value)
        found[key] = known
    }

    private func reporter(of activity: Activity) -> NamedCode {
        let resolution = builder.reference.register.resolve(ref: activity.reporter.ref, name: activity.reporter.name)
        if !resolution.organisation.isEmpty { return builder.named(organisation: resolution.organisation) }
        let name = activity.reporter.name.isEmpty ? activity.reporter.ref : activity.reporter.name
        return NamedCode(code: activity.reporter.ref, english: name)
    }

    private func reached(_ key: Key, _ found: Found) -> PeopleReached {
        let only = found.byPlace.count == 1 ? found.byPlace.keys.first! : key.country
        return PeopleReached(
            place: only == key.country ? builder.named(country: only) : builder.named(place: only), theme: builder.named(theme: key.theme),
            organisation: found.organisation, indicator: found.largest.indicator, period: found.largest.period,
            maximum: found.largest.value, sum: found.byPlace.values.reduce(0, +), identifier: found.largest.identifier)
    }

    /// Unit measures whose title speaks of people.
    private static func countsPeople(_ indicator: Indicator, _ title: String) -> Bool {
        guard indicator.measure.isEmpty || indicator.measure == "1" else { return false }
        let words = Set(fold(title).split(separator: " ").map(String.init))
        return !words.isDisjoint(with: peopleWords) && words.isDisjoint(with: otherWords)
    }

    private static let peopleWords: Set<String> = [
        "people", "persons", "person", "beneficiaries", "individuals", "refugees", "returnees", "idps", "civilians", "children", "women",
        "men",
        "girls", "boys", "youth", "students", "pupils", "teachers", "patients", "farmers", "combatants", "trainees", "officers",
        "participants",
        "voters", "staff", "midwives", "learners", "graduates", "workers", "residents", "learner",
    ]
    /// "Percentage of people", "number of schools for girls": not a count of people.
    private static let otherWords: Set<String> = [
        "percentage", "percent", "proportion", "share", "rate", "ratio", "schools", "centres", "centers", "households", "sites",
        "kilometres",
        "tonnes", "wells", "hectares", "buildings", "posts", "plans", "districts", "months", "days", "usd",
    ]

    /// The value of a period: what is not disaggregated, else the largest sum over one way of disaggregating.
    private static func value(_ actuals: [Measurement]) -> Int? {
        let whole = actuals.filter { $0.dimensions.isEmpty }.compactMap(number).max()
        if let whole { return whole }
        var sums: [String: Int] = [:]
        for actual in actuals {
            if let name = actual.dimensions.first?.name, let value = number(actual) { sums[name, default: 0] += value }
        }
        return sums.values.max()
    }

    private static func number(_ actual: Measurement) -> Int? {
        PublishedNumber.parse(actual.value).amount.flatMap { $0.micros >= 0 ? Int($0.micros / Amount.scale) : nil }
    }

    private static func period(_ indicator: Indicator) -> String {
        let starts = indicator.periods.compactMap(\.start)
        let ends = indicator.periods.compactMap(\.end)
        guard let first = starts.min(), let last = ends.max() else { return "" }
        return "\(first) – \(last)"
    }
}
