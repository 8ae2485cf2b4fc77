import Records

extension Gazetteer {
    /// A location of an activity, in the country whose money goes there.
    public struct Located: Sendable {
        public var location: Location
        public var placement: Placement
    }

    /// Admin 1 codes by recipient country, in the order of publication, each once.
    public func places(of activity: Activity) -> [String: [String]] { Self.places(of: located(activity)) }

    public static func places(of list: [Located]) -> [String: [String]] {
        var found: [String: [String]] = [:]
        for located in list where located.placement.isPlaced {
            let (country, place) = (located.placement.country, located.placement.admin1)
            if found[country]?.contains(place) != true { found[country, default: []].append(place) }
        }
        return found
    }

    /// Every location of an activity that has recipient countries.
    public func located(_ activity: Activity) -> [Located] {
        guard !activity.locations.isEmpty else { return [] }
        let countries = Self.countries(of: activity)
        guard !countries.isEmpty else { return [] }
        return activity.locations.map {
            Located(location: $0, placement: place(of: $0, among: countries, on: activity.dates.start))
        }
    }

    /// Its recipient countries and those of its transactions, each once.
    public static func countries(of activity: Activity) -> [String] {
        var found: [String] = []
        for item in activity.recipients + activity.transactions.flatMap(\.recipients) where !item.isRegion {
            let code = Recipients.code(item)
            if !code.isEmpty, !found.contains(code) { found.append(code) }
        }
        return found
    }

    /// Where a location is, and the one of the recipient countries whose money goes there: by a code, else by the point, else by a name that
    /// only one of the countries has.
    public func place(
        of location: Location, among countries: [String], on day: Day? = nil, by part: PublishedPlace.Part = .all
    ) -> Placement {
        let asked = Self.countries(of: location, among: countries)
        let found = asked.map { place(Self.published(location, in: $0, on: day).only(part)) }
        if found.count == 1 { return found[0] }
        if let coded = found.first(where: { $0.basis == .code }) { return coded }
        if let inside = found.first(where: { $0.basis == .point && !$0.issues.contains(.pointSwapped) }) { return inside }
        if let beside = found.first(where: { $0.basis == .point || $0.basis == .near }) { return beside }
        return only(found)
    }

    /// The one that the location names, else all.
    public static func countries(of location: Location, among countries: [String]) -> [String] {
        let named = WhiteSpace.trimmed(location.country).uppercased()
        return countries.contains(named) ? [named] : countries
    }

    private func only(_ found: [Placement]) -> Placement {
        let placed = found.filter(\.isPlaced)
        if Set(placed.map(\.admin1)).count == 1 { return placed[0] }
        var none = Placement()
        none.issues = found.first { !$0.issues.isEmpty }?.issues ?? []
        if placed.count > 1 { none.issues = [.nameAmbiguous(placed[0].admin1, placed.map(\.admin1))] }
        return none
    }

    /// What a location says, if it lies in this country.
    public static func published(_ location: Location, in country: String, on day: Day?) -> PublishedPlace {
        var made = PublishedPlace(country: country, point: location.point, date: day)
        for item in location.administrative {
            if !item.code.isEmpty { made.codes.append(item.code) }
            let name = item.vocabulary == Location.nameVocabulary ? item.code : item.name
            guard !name.isEmpty else {
                // A name that stands where the code belongs.
                if !item.code.utf8.contains(where: { (0x30...0x39).contains($0) }) { made.names.append(item.code) }
                continue
            }
            switch item.detail {
            case "1": made.admin1.append(name)
            case "2": made.admin2.append(name)
            default: made.names.append(name)
            }
        }
        made.codes += location.identifiers.map(\.code).filter { !$0.isEmpty }
        made.names += location.identifiers.map(\.name) + location.names.map(\.text)
        if isSubdivision(location.ref) { made.codes.append(location.ref) }
        made.names.removeAll { WhiteSpace.trimmed($0).isEmpty }
        return made
    }

    /// A reference that reads like ISO 3166-2, "AF-KAN".
    private static func isSubdivision(_ ref: String) -> Bool {
        let parts = ref.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].utf8.count == 2 && (1...3).contains(parts[1].utf8.count)
    }
}
