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
    }

    private let places: [Place]
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
        exact[forms.exact, default: []].append(place)
        guard !forms.plain.isEmpty else { return }
        plain[forms.plain, default: []].append(place)
        if forms.core.utf8.count > 2 { core[forms.core, default: []].append(place) }
        let entry = Entry(place: place, plain: Array(forms.plain.utf8), compass: forms.compass)
        for skeleton in forms.skeletons { skeletons[skeleton, default: []].append(entry) }
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
        case .exact: exact[forms.exact] ?? []
        case .plain: plain[forms.plain] ?? []
        case .core: forms.compass.isEmpty ? quarters(core[forms.plain] ?? []) : []
        case .skeleton: alike(forms)
        case .near: near(forms)
        }
    }

    /// "Nyala" is what North and South Nyala have in common; of a lone "Twic East", Twic is another place.
    private func quarters(_ found: [Int]) -> [Int] { Set(found).count > 1 ? found : [] }

    private func coarsest(_ found: [Int], _ levels: [Place.Level]) -> [Int] {
        let fitting = Set(found).filter { levels.isEmpty || levels.contains(places[$0].level) }
        guard let least = fitting.map({ places[$0].level }).min() else { return [] }
        return fitting.filter { places[$0].level == least }.sorted()
    }

    /// Equal consonants; where vowels were written, they must not be altogether others.
    private func alike(_ forms: NameForms) -> [Int] {
        let letters = Array(forms.plain.utf8)
        return forms.skeletons.flatMap { skeleton -> [Int] in
            guard skeleton.utf8.count - forms.compass.utf8.count > 3 else { return [] }
            return (skeletons[skeleton] ?? []).filter { entry in
                !forms.isVocalised || Spelling.distance(letters, entry.plain, limit: max(letters.count, entry.plain.count) / 2) != nil
            }.map(\.place)
        }
    }

    /// The nearest spelling, if the next place is clearly further.
    private func near(_ forms: NameForms) -> [Int] {
        let letters = Array(forms.plain.utf8)
        let limit = forms.isVocalised ? Spelling.tolerance(letters.count) : 0
        guard limit > 0 else { return [] }
        var best: [Int: Int] = [:]
        for entry in entries where entry.compass == forms.compass && Spelling.beginAlike(letters, entry.plain) {
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

    /// At commas, slashes, semicolons and dashes between spaces.
    static func split(_ name: String) -> [String] {
        let marked = name.split(separator: " - ", omittingEmptySubsequences: true).joined(separator: "/")
        let parts = marked.split { ",;/|،".contains($0) }.map(String.init)
        return parts.count > 1 ? parts.filter { $0.utf8.count > 3 } : []
    }
}
