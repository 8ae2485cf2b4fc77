import Records
import Text

/// The most people that one indicator of an activity says it reached, in one period (rule 17).
struct ReachedPeople: Sendable {
    var people: Int
    var indicator: String
    var period: String

    /// Nil when no indicator counts people, or none reached any.
    init?(_ activity: Activity, _ titles: PeopleTitles) {
        var most: ReachedPeople?
        for result in activity.results {
            for indicator in result.indicators {
                let value = indicator.periods.compactMap { Self.value($0.actuals) }.max() ?? 0
                guard value > most?.people ?? 0, Self.countsPeople(indicator, titles) else { continue }
                most = ReachedPeople(people: value, indicator: indicator.titles.first?.text ?? "", period: Self.period(indicator))
            }
        }
        guard let most else { return nil }
        self = most
    }

    private init(people: Int, indicator: String, period: String) {
        self.people = people
        self.indicator = indicator
        self.period = period
    }

    /// Unit measures whose title speaks of people.
    private static func countsPeople(_ indicator: Indicator, _ titles: PeopleTitles) -> Bool {
        guard indicator.measure.isEmpty || indicator.measure == "1", let title = indicator.titles.first?.text else { return false }
        return titles.speaksOfPeople(title)
    }

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

/// Which titles of indicators speak of a number of people. Remembers what it was asked: publishers use one title in many activities.
///
/// Not for two threads at once.
final class PeopleTitles {
    private static let mostRemembered = 20_000
    private var remembered: [ExactText: Bool] = [:]

    func speaksOfPeople(_ title: String) -> Bool {
        if let known = remembered[ExactText(title)] { return known }
        let words = fold(title).split(separator: " ")
        let found = words.contains { Self.peopleWords.contains($0) } && !words.contains { Self.otherWords.contains($0) }
        if remembered.count >= Self.mostRemembered { remembered.removeAll(keepingCapacity: true) }
        remembered[ExactText(title)] = found
        return found
    }

    private static let peopleWords: Set<Substring> = [
        "people", "persons", "person", "beneficiaries", "individuals", "refugees", "returnees", "idps", "civilians", "children", "women",
        "men",
        "girls", "boys", "youth", "students", "pupils", "teachers", "patients", "farmers", "combatants", "trainees", "officers",
        "participants",
        "voters", "staff", "midwives", "learners", "graduates", "workers", "residents", "learner",
    ]
    /// "Percentage of people", "number of schools for girls": not a count of people.
    private static let otherWords: Set<Substring> = [
        "percentage", "percent", "proportion", "share", "rate", "ratio", "schools", "centres", "centers", "households", "sites",
        "kilometres",
        "tonnes", "wells", "hectares", "buildings", "posts", "plans", "districts", "months", "days", "usd",
    ]
}
