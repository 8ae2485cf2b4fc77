import Records
import Text

/// The places of a few countries by every form of their names.
struct NameIndex: Sendable {
    /// How a name was recognised.
    enum Stage: Int, Sendable {
        case exact
        case plain
        case core
        case skeleton
        case near
    }

    struct Match: Sendable {
        /// Positions in the list of places: the coarsest level that bears the name.
        var places: [Int]
        var stage: Stage
    }

    private struct Entry: Sendable {
        var place: Int
        var plain: [UInt8]
        var compass: String
        var isKana: Bool

        /// Kana have no l.
        var inKana: [UInt8] { plain.map { $0 == UInt8(ascii: "l") ? UInt8(ascii: "r") : $0 } }
    }

    private let places: [Place]
    private var whole: [String: [Int]] = [:]
    private var exact: [String: [Int]] = [:]
    private var plain: [String: [Int]] = [:]
    private var core: [String: [Int]] = [:]
    private var skeletons: [String: [Entry]] = [:]
    private var entries: [Entry] = []

    /// - Parameter numbers: the places to index, by position in `places`.
    init(_ places: [Place], _ numbers: [Int]) {
        self.places = places
        for number in numbers {
            for name in Set([places[number].name] + places[number].names).flatMap(NameParts.whole) { add(name, number) }
        }
    }

    private mutating func add(_ name: String, _ place: Int) {
        let forms = NameForms(name)
        guard !forms.exact.isEmpty else { return }
        whole[forms.whole, default: []].append(place)
        exact[forms.exact, default: []].append(place)
        guard !forms.plain.isEmpty else { return }
        plain[forms.plain, default: []].append(place)
        if forms.spelled != forms.plain { plain[forms.spelled, default: []].append(place) }
        if forms.core.utf8.count > 2 { core[forms.core, default: []].append(place) }
        let entry = Entry(place: place, plain: Array(forms.plain.utf8), compass: forms.compass, isKana: forms.isKana)
        for skeleton in forms.stored { skeletons[skeleton, default: []].append(entry) }
        entries.append(entry)
    }

    /// The first stage that knows the name; nil when none does. `levels` empty: any.
    func match(_ name: String, levels: [Place.Level] = [], upTo last: Stage = .near) -> Match? {
        let forms = NameForms(name)
        guard !forms.exact.isEmpty else { return nil }
        for stage in [Stage.exact, .plain, .core, .skeleton, .near] where stage.rawValue <= last.rawValue {
            let found = coarsest(candidates(forms, stage), levels)
            if !found.isEmpty { return Match(places: found, stage: stage) }
        }
        return nil
    }

    private func candidates(_ forms: NameForms, _ stage: Stage) -> [Int] {
        switch stage {
        case .exact: whole[forms.whole] ?? exact[forms.exact] ?? []
        case .plain: plain[forms.spelled] ?? plain[forms.plain] ?? []
        case .core: cores(forms)
        case .skeleton: alike(forms)
        case .near: near(forms)
        }
    }

    /// What is in the middle of a place is in it.
    private func cores(_ forms: NameForms) -> [Int] {
        if forms.compass == "central" { return plain[forms.core] ?? [] }
        return forms.compass.isEmpty ? quarters(core[forms.plain] ?? []) : []
    }

    /// "Nyala" is what North and South Nyala have in common; of a lone "Twic East", Twic is another place.
    private func quarters(_ found: [Int]) -> [Int] { Set(found).count > 1 ? found : [] }

    private func coarsest(_ found: [Int], _ levels: [Place.Level]) -> [Int] {
        let fitting = Set(found).filter { levels.isEmpty || levels.contains(places[$0].level) }
        guard let least = fitting.map({ places[$0].level }).min() else { return [] }
        return fitting.filter { places[$0].level == least }.sorted()
    }

    /// Equal consonants, three at least; where vowels were written, no more of them may be others than there are consonants.
    private func alike(_ forms: NameForms) -> [Int] {
        let letters = Array(forms.plain.utf8)
        guard !forms.isVocalised || letters.count >= Spelling.shortest else { return [] }
        return forms.skeletons.flatMap { skeleton -> [Int] in
            let consonants = skeleton.utf8.count - forms.compass.utf8.count - 1
            guard consonants > 2 else { return [] }
            return (skeletons[skeleton] ?? []).filter { entry in
                guard forms.isVocalised else { return true }
                let known = forms.isKana ? entry.inKana : entry.plain
                return Spelling.distance(letters, known, limit: min(consonants, max(letters.count, known.count) / 2)) != nil
            }.map(\.place)
        }
    }

    /// The nearest spelling, if the next place is clearly further.
    private func near(_ forms: NameForms) -> [Int] {
        let letters = Array(forms.plain.utf8)
        let limit = forms.isVocalised ? Spelling.tolerance(letters.count) : 0
        guard limit > 0 else { return [] }
        var best: [Int: Int] = [:]
        for entry in entries
        where entry.isKana == forms.isKana && entry.compass == forms.compass && Spelling.beginAlike(letters, entry.plain) {
            guard let distance = Spelling.distance(letters, entry.plain, limit: limit + Self.margin) else { continue }
            best[entry.place] = min(best[entry.place] ?? .max, distance)
        }
        guard let least = best.values.min(), least <= limit else { return [] }
        return best.filter { $0.value < least + Self.margin }.map(\.key)
    }

    /// Half letters by which the second-best place must be further off.
    private static let margin = 2
}

/// A published name taken apart: "Nad Ali district (Marja)", "Luakpiny/Nasir", "Juba, Central Equatoria".
enum NameParts {
    /// The name as it is, without what stands in brackets, and each of several names for the same.
    static func whole(_ name: String) -> [String] {
        let bare = outsideBrackets(name)
        return (bare == name ? [name] : [name, bare]) + split(bare)
    }

    static func outsideBrackets(_ name: String) -> String {
        var (kept, depth) = ("", 0)
        for character in name {
            if character == "(" || character == "[" { depth += 1 }
            if depth == 0 { kept.append(character) }
            if character == ")" || character == "]" { depth = max(0, depth - 1) }
        }
        return kept
    }

    static func insideBrackets(_ name: String) -> [String] {
        guard name.contains("("), let start = name.firstIndex(of: "("), let end = name[start...].firstIndex(of: ")") else { return [] }
        return [String(name[name.index(after: start)..<end])]
    }

    /// At commas, slashes, semicolons, dashes between spaces, and "and". "North and South Darfur" is no list of names.
    static func split(_ name: String) -> [String] {
        guard mayBeSeveral(name) else { return [] }
        let marked = [" - ", " and ", " & "].reduce(name) { $0.replacing($1, with: "/") }
        let parts = marked.split { ",;/|،".contains($0) }.map { WhiteSpace.trimmed(String($0)) }
        guard parts.count > 1, !parts.contains(where: { Genus.compass(fold($0)) != nil }) else { return [] }
        return parts.filter { $0.utf8.count > 2 }
    }

    /// Most names have nothing between names in them.
    private static func mayBeSeveral(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 { bytes in
            bytes.indices.contains { place in
                switch bytes[place] {
                case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "/"), UInt8(ascii: "|"), 0xD8: true
                case UInt8(ascii: " "):
                    bytes[place...].starts(with: " - ".utf8) || bytes[place...].starts(with: " and ".utf8)
                        || bytes[place...].starts(with: " & ".utf8)
                default: false
                }
            }
        }
    }

    /// Words beside one that says what kind of place they name, the longest run first, and whether that is a district.
    struct Phrase {
        var names: [String]
        var isDistrict: Bool
    }

    /// None of a text that may speak of a second place.
    static func phrases(_ name: String) -> [Phrase] {
        let words = name.split { $0 == " " || $0 == "," }.map(String.init)
        let folded = words.map { fold($0) }
        guard words.count > 2, !zip(words, folded).contains(where: { $0 == "&" || Genus.joins($1) }) else { return [] }
        return words.indices.compactMap { place in
            guard let level = Genus.level(folded[place]) else { return nil }
            return Phrase(names: Genus.leads(folded[place]) ? after(place, words) : before(place, words), isDistrict: level == 2)
        }
    }

    /// A run after a word with a capital is the end of a longer name.
    private static func before(_ place: Int, _ words: [String]) -> [String] {
        (max(0, place - mostWords)..<place).filter { $0 == 0 || words[$0 - 1].first?.isLowercase == true }
            .map { words[$0..<place].joined(separator: " ") }
    }

    private static func after(_ place: Int, _ words: [String]) -> [String] { [words[(place + 1)...].joined(separator: " ")] }

    /// Of a name of a province: "Northern Bahr el Ghazal".
    private static let mostWords = 4
}
