import Records

/// Finds where a published place is: by code, by point in polygon, by name in any spelling. What is not clear stays unplaced, with the reason.
///
/// 1. Codes (p-code, ISO 3166-2, those of the past) decide when all of them mean one place.
/// 2. Else the point: the polygon that holds it, else the nearest within `Boundaries.tolerance`. A name published as that of an admin 1 or admin 2
///    place goes before it; the two are called contradictory when they are further apart than that. Coordinates at 0,0 or in another country
///    are not used; exchanged ones are when only the exchange fits.
/// 3. Else the names: letter by letter, then in Latin letters, then by consonants, then by the nearest spelling; each stage only if one
///    admin 1 place answers.
///
/// Not for two threads at once: it remembers what it was asked.
public final class Gazetteer {
    private static let mostRemembered = 50_000
    let names: PlaceNames
    let boundaries: Boundaries
    private let matches: NameMatches
    private var remembered: [PublishedPlace: Placement] = [:]

    public init(places: PlaceNames, boundaries: Boundaries) {
        names = places
        matches = NameMatches(places)
        self.boundaries = boundaries
    }

    /// - Parameters:
    ///   - country: ISO 3166-1 alpha-2, empty when it was not said.
    ///   - names: of any level.
    ///   - date: when it happened or began; nil at any time.
    public func place(
        country: String, names: [String] = [], codes: [String] = [], point: Coordinates? = nil, date: Day? = nil
    ) -> Placement {
        place(PublishedPlace(country: country, names: names, codes: codes, point: point, date: date))
    }

    public func place(_ published: PublishedPlace) -> Placement {
        var published = published
        published.date = published.date.map(names.turn)
        if let known = remembered[published] { return known }
        var search = Search(published, names, matches, boundaries)
        let found = search.placement()
        if remembered.count >= Self.mostRemembered { remembered.removeAll(keepingCapacity: true) }
        remembered[published] = found
        return found
    }

    /// ISO 3166-1 alpha-2 of a country by its code of two or three letters, its number or its name; nil when it is none.
    public func country(_ text: String) -> String? { names.country(text) }
}

/// One question to the gazetteer.
struct Search {
    private let published: PublishedPlace
    private let names: PlaceNames
    private let matches: NameMatches
    private let boundaries: Boundaries
    private var made = Placement()
    private var areas: [String] = []

    init(_ published: PublishedPlace, _ names: PlaceNames, _ matches: NameMatches, _ boundaries: Boundaries) {
        self.published = published
        self.names = names
        self.matches = matches
        self.boundaries = boundaries
    }

    mutating func placement() -> Placement {
        guard published.isBelowCountry || !published.country.isEmpty else { return made }
        made.country = published.country.isEmpty ? toldCountry() : published.country
        guard !made.country.isEmpty else {
            if published.isBelowCountry { made.issues.append(.countryUnknown) }
            return made
        }
        areas = names.areas(of: made.country, on: published.date)
        let coded = self.coded()
        let pointed = self.pointed()
        if let coded { settle(coded, pointed) } else if let pointed { settle(pointed) } else { settleByName() }
        return made
    }

    /// The country of the codes, else of the point.
    private func toldCountry() -> String {
        let countries = Set(published.codes.flatMap { names.coded($0) }.map(\.country))
        if countries.count == 1 { return countries.first! }
        guard countries.isEmpty, let point = published.point, !Self.isZero(point) else { return "" }
        return boundaries.country(holding: point) ?? ""
    }

    static func isZero(_ point: Coordinates) -> Bool { abs(point.latitude) < 0.01 && abs(point.longitude) < 0.01 }
}

// MARK: - Codes

extension Search {
    private struct Coded {
        var admin1: String
        var admin2 = ""
        var isExact = true
    }

    /// What all codes agree on; nil when there are none, or they do not.
    private mutating func coded() -> Coded? {
        let found = published.codes.flatMap { known($0) }
        let admin1 = Set(found.map(\.admin1))
        if admin1.count > 1 {
            // A code of the disputed area says more than that of the state it is counted to.
            if let disputed = found.first(where: { $0.admin1.hasPrefix("XX-") }) { return disputed }
            made.issues.append(.codesDisagree)
            return nil
        }
        return found.max { ($0.admin2.isEmpty ? 0 : 1, $0.isExact ? 1 : 0) < ($1.admin2.isEmpty ? 0 : 1, $1.isExact ? 1 : 0) }
    }

    /// At most one: a code that is several places is none.
    private mutating func known(_ code: String) -> [Coded] {
        guard Self.isCode(code) else { return [] }
        let all = names.coded(code)
        let here = all.filter { areas.contains($0.country) }
        if here.isEmpty {
            if let parent = names.parent(ofCode: code), areas.contains(parent.country) {
                return [Coded(admin1: parent.code, isExact: false)]
            }
            made.issues.append(all.isEmpty ? .codeUnknown(code) : .codeElsewhere(code))
            return []
        }
        guard let place = here.min(by: { $0.level < $1.level }), Set(here.map(\.admin1)).count == 1, place.admin1.count == 1 else {
            return []
        }
        return [Coded(admin1: place.admin1[0], admin2: place.admin2)]
    }

    /// Two letters and then a digit somewhere, or "AF-KAN", "SD.GZ": digits alone are numbers of other gazetteers.
    private static func isCode(_ text: String) -> Bool {
        let bytes = Array(WhiteSpace.trimmed(text).utf8)
        guard (4...24).contains(bytes.count), !bytes.contains(0x20), isLetter(bytes[0]), isLetter(bytes[1]) else { return false }
        let isSubdivision = (bytes[2] == UInt8(ascii: "-") || bytes[2] == UInt8(ascii: ".")) && bytes.count <= 6
        return isSubdivision || bytes.contains { (0x30...0x39).contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    private mutating func settle(_ coded: Coded, _ pointed: Pointed?) {
        made.admin1 = coded.admin1
        made.admin2 = coded.admin2
        made.basis = .code
        made.confidence = coded.isExact ? .certain : .likely
        if made.admin2.isEmpty { made.admin2 = admin2(in: coded.admin1) }
        guard let pointed, let point = published.point else { return }
        if pointed.admin1 == coded.admin1 {
            made.point = pointed.point
        } else if !pointed.isSwapped, boundaries.isNear(point, to: coded.admin1, of: country(of: coded.admin1)) {
            made.point = point
        } else {
            made.confidence = .doubtful
            made.issues.append(.disagreement)
        }
    }

    private func country(of admin1: String) -> String {
        names.coded(admin1).first { $0.level == .admin1 }?.country ?? String(admin1.prefix(2))
    }
}

// MARK: - Points

extension Search {
    private struct Pointed {
        var admin1: String
        var point: Coordinates
        var isInside = true
        var isSwapped = false
    }

    private mutating func pointed() -> Pointed? {
        guard let point = published.point else { return nil }
        if Self.isZero(point) {
            made.issues.append(.pointZero)
            return nil
        }
        if let inside = boundaries.admin1(holding: point, in: areas) { return Pointed(admin1: inside, point: point) }
        if let near = boundaries.admin1(near: point, in: areas) { return Pointed(admin1: near, point: point, isInside: false) }
        return swapped(point)
    }

    /// The other way round, where only that is in the country.
    private mutating func swapped(_ point: Coordinates) -> Pointed? {
        let swapped = Coordinates(latitude: point.longitude, longitude: point.latitude)
        if abs(swapped.latitude) <= 90, let inside = boundaries.admin1(holding: swapped, in: areas) {
            made.issues.append(.pointSwapped)
            return Pointed(admin1: inside, point: swapped, isSwapped: true)
        }
        let country = boundaries.country(holding: point) ?? ""
        // Nobody drew this country: the point may be right, and its place is not known.
        if country != made.country { made.issues.append(.pointElsewhere(country)) }
        return nil
    }

    private mutating func settle(_ pointed: Pointed) {
        made.point = pointed.point
        made.admin1 = pointed.admin1
        made.basis = pointed.isInside ? .point : .near
        made.confidence = pointed.isSwapped ? .doubtful : pointed.isInside ? .certain : .likely
        let said = self.said(upTo: .core)
        if !said.isEmpty, !said.contains(pointed.admin1) { correct(pointed, said) }
        made.admin2 = admin2(in: made.admin1, point: made.point)
    }

    /// A name given for an admin 1 or admin 2 place says another than the point is in: beside the point it is right, and further off it was
    /// still written by somebody who knew; unless the point's place was part of the one named at the time.
    private mutating func correct(_ pointed: Pointed, _ said: Set<String>) {
        if said.contains(where: { wasPart(pointed.admin1, of: $0) }) { return }
        if said.count == 1, let named = said.first {
            made.admin1 = named
            if !pointed.isSwapped, boundaries.isNear(pointed.point, to: named, of: country(of: named)) {
                (made.basis, made.confidence) = (.near, .certain)
                return
            }
            (made.basis, made.point) = (.name, nil)
        }
        made.confidence = .doubtful
        made.issues.append(.disagreement)
    }

    /// The place was split from the one named after the day in question.
    private func wasPart(_ admin1: String, of named: String) -> Bool {
        guard let date = published.date else { return false }
        return names.larger(named, on: date).contains(admin1)
    }

    /// The p-code of the district, by the names given for it, else by the point.
    private func admin2(in admin1: String, point: Coordinates? = nil) -> String {
        for name in published.admin2 + published.names where !name.isEmpty {
            let found = matches.match(name, in: areas, levels: [.admin2], upTo: .skeleton)?.places.map { names.places[$0] } ?? []
            let here = found.filter { $0.admin1 == [admin1] }
            if here.count == 1 { return here[0].admin2 }
        }
        return point.flatMap { boundaries.admin2(holding: $0, of: String(admin1.prefix(2))) } ?? ""
    }
}

// MARK: - Names

extension Search {
    private struct Named {
        var admin1: Set<String>
        var admin2: Set<String>
        var isExact: Bool
    }

    /// The admin 1 places that names published as such, and names of admin 2 places, leave open; empty when they say nothing.
    private func said(upTo stage: NameIndex.Stage) -> Set<String> {
        let named = [(published.admin1, Self.admin1Levels), (published.admin2, Self.admin2Levels)].flatMap { list, levels in
            list.compactMap { self.named($0, levels, stage) ?? self.named($0, [], stage) }
        }
        return Self.disputed(named).map { [$0] } ?? named.first?.admin1 ?? []
    }

    /// A name of the disputed area says more than that of the state it is counted to.
    private static func disputed(_ found: [Named]) -> String? { found.flatMap(\.admin1).first { $0.hasPrefix("XX-") } }

    private static let admin1Levels: [Place.Level] = [.admin1, .former]
    private static let admin2Levels: [Place.Level] = [.admin2, .locality]

    private mutating func settleByName() {
        var found: [Named] = []
        var issues: [Placement.Issue] = []
        for (list, levels) in [(published.admin1, Self.admin1Levels), (published.admin2, Self.admin2Levels), (published.names, [])] {
            for name in list where !WhiteSpace.trimmed(name).isEmpty {
                guard let one = named(name, levels) ?? named(name, []) else {
                    issues.append(.nameUnknown(name))
                    continue
                }
                found.append(one)
                if one.admin1.count > 1 { issues.append(.nameAmbiguous(name, Array(one.admin1.sorted().prefix(5)))) }
            }
        }
        decide(found, issues)
    }

    /// What all names that are known agree on; where they do not, what the first that is clear says about its own level.
    private mutating func decide(_ found: [Named], _ issues: [Placement.Issue]) {
        guard let first = found.first else {
            made.issues += issues
            return
        }
        if let disputed = Self.disputed(found) {
            (made.admin1, made.basis) = (disputed, .name)
            made.confidence = found.allSatisfy(\.isExact) ? .certain : .likely
            return
        }
        var (common, isWhole) = (first.admin1, true)
        for other in found.dropFirst() {
            let both = common.intersection(other.admin1)
            if both.isEmpty { isWhole = false } else { common = both }
        }
        let isLed = !published.admin1.isEmpty && first.admin1.count == 1
        guard common.count == 1, isWhole || isLed, let admin1 = common.first else {
            made.issues += issues.contains { if case .nameAmbiguous = $0 { true } else { false } } ? issues : issues + [.disagreement]
            return
        }
        made.admin1 = admin1
        made.basis = .name
        let isExact = first.isExact && !wasLarger(admin1)
        made.confidence = !isWhole ? .doubtful : isExact ? .certain : .likely
        if !isWhole { made.issues.append(.disagreement) }
        let inner = found.map { $0.admin2.filter { code in names.coded(code).contains { $0.admin1 == [admin1] } } }.filter { !$0.isEmpty }
        if let admin2 = inner.first(where: { $0.count == 1 })?.first { made.admin2 = admin2 }
    }

    private func wasLarger(_ admin1: String) -> Bool {
        published.date.map { !names.larger(admin1, on: $0).isEmpty } ?? false
    }

    /// What a name means: whole, else what its parts have in common; a part in brackets may decide between several.
    private func named(_ name: String, _ levels: [Place.Level], _ stage: NameIndex.Stage = .near) -> Named? {
        let bare = NameParts.outsideBrackets(name)
        guard var found = meaning(name, levels, stage) ?? meaning(bare, levels, stage) ?? parts(bare, levels, stage) else { return nil }
        guard found.admin1.count > 1 else { return found }
        for inside in NameParts.insideBrackets(name) {
            guard let other = meaning(inside, [], .skeleton) else { continue }
            let both = found.admin1.intersection(other.admin1)
            if !both.isEmpty { found.admin1 = both }
        }
        return found
    }

    private func parts(_ name: String, _ levels: [Place.Level], _ stage: NameIndex.Stage) -> Named? {
        common(NameParts.split(name).compactMap { meaning($0, levels, stage) ?? meaning($0, [], .core) }) ?? common(phrases(name))
    }

    /// What is called a province or a district within a longer text, letter by letter: "three schools in Unity State".
    private func phrases(_ name: String) -> [Named] {
        NameParts.phrases(name).compactMap { phrase in
            phrase.names.lazy.compactMap { meaning($0, phrase.isDistrict ? Self.admin2Levels : Self.admin1Levels, .plain) }.first
        }
    }

    private func common(_ known: [Named]) -> Named? {
        guard var common = known.first else { return nil }
        common.isExact = false
        for other in known.dropFirst() {
            let both = common.admin1.intersection(other.admin1)
            guard !both.isEmpty else { return nil }
            common.admin1 = both
            if common.admin2.isEmpty { common.admin2 = other.admin2 }
        }
        return common
    }

    private func meaning(_ name: String, _ levels: [Place.Level], _ stage: NameIndex.Stage) -> Named? {
        guard let match = matches.match(name, in: areas, levels: levels, upTo: stage) else { return nil }
        let found = match.places.map { names.places[$0] }
        return Named(
            admin1: Set(found.flatMap(\.admin1)), admin2: Set(found.map(\.admin2).filter { !$0.isEmpty }),
            isExact: match.stage == .exact || match.stage == .plain)
    }
}
