/// How countries became others (rule 18): a fact's country as published, and as borders are now.
public struct Borders: Sendable {
    /// Before `day`, records of `country` without a place stay with the undivided state; those in `places` went to `successor`.
    public struct Division: Sendable {
        public var country: String
        public var day: Day
        public var undivided: String
        public var successorByPlace: [String: String]
        public var successors: Set<String> { Set(successorByPlace.values) }
    }

    private var divisions: [String: Division] = [:]
    private var undetermined: [String: String] = [:]
    /// Countries in whose admin 1 areas a place of a country may lie: a disputed area first, then its own, then a successor's.
    public private(set) var neighbours: [String: [String]] = [:]

    /// Rows: `kind` split (country, date, name of the undivided state), place (country, place, successor) or undetermined (country, place,
    /// name); others are facts beside the picture.
    public init(_ table: Tabular) {
        for row in table.rows {
            let country = table.value(row, "country")
            let place = table.value(row, "place")
            switch table.value(row, "kind") {
            case "split":
                let digits = table.value(row, "date").split(separator: "-").compactMap { Int($0) }
                guard digits.count == 3 else { continue }
                divisions[country] = Division(
                    country: country, day: Day(year: digits[0], month: digits[1], day: digits[2]), undivided: table.value(row, "now"),
                    successorByPlace: [:])
            case "place":
                divisions[country]?.successorByPlace[place] = table.value(row, "now")
                note(String(place.prefix(2)), after: country)
            case "undetermined":
                undetermined[place] = table.value(row, "now")
                note(String(place.prefix(2)), before: country)
            default: continue
            }
        }
    }

    private mutating func note(_ area: String, after country: String) {
        if neighbours[country, default: [country]].contains(area) == false { neighbours[country, default: [country]].append(area) }
    }

    private mutating func note(_ area: String, before country: String) {
        if neighbours[country, default: [country]].contains(area) == false { neighbours[country, default: [country]].insert(area, at: 0) }
    }

    /// How `country` was divided, nil if it was not.
    public func division(of country: String) -> Division? { divisions[country] }

    /// The days on which countries were divided.
    public var days: [Day] { divisions.values.map(\.day) }

    /// Whether `now` needs to know the day.
    public func dependsOnDay(_ country: String, place: String) -> Bool { place == Split.unspecified && divisions[country] != nil }

    /// The country of a fact under `--borders now`.
    public func now(_ country: String, place: String, day: Day?) -> String {
        if let name = undetermined[place] { return name }
        guard let division = divisions[country] else { return country }
        if let successor = division.successorByPlace[place] { return successor }
        guard let day, day < division.day, place == Split.unspecified else { return country }
        return division.undivided
    }
}
