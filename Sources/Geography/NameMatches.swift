/// What names were found to mean, remembered: the same few thousand come again and again, and taking one apart costs much more than finding it.
///
/// Not for two threads at once.
final class NameMatches {
    private struct Question: Hashable {
        var name: String
        var areas: [String]
        var levels: [Place.Level]
        var stage: NameIndex.Stage
    }

    private static let mostRemembered = 20_000
    private static let longestName = 200

    private let names: PlaceNames
    private var remembered: [Question: NameIndex.Match?] = [:]

    init(_ names: PlaceNames) { self.names = names }

    /// Nil when no place of these countries bears the name.
    func match(_ name: String, in areas: [String], levels: [Place.Level], upTo stage: NameIndex.Stage) -> NameIndex.Match? {
        guard name.utf8.count <= Self.longestName else { return names.match(name, in: areas, levels: levels, upTo: stage) }
        let question = Question(name: name, areas: areas, levels: levels, stage: stage)
        if let known = remembered[question] { return known }
        let found = names.match(name, in: areas, levels: levels, upTo: stage)
        if remembered.count >= Self.mostRemembered { remembered.removeAll(keepingCapacity: true) }
        remembered[question] = .some(found)
        return found
    }
}
