import Locks

/// What a DAC sector or a cluster is about, in the peacebuilding vocabulary: tables that ship and can be replaced.
public struct Themes: Sendable {
    public struct Theme: Hashable, Sendable {
        public var code: String
        public var english: String
        public var japanese: String
        public var arabic: String
        /// The peacebuilding and statebuilding goal that it serves first, empty for none.
        public var goal: String
    }

    /// One of the New Deal's five peacebuilding and statebuilding goals.
    public struct Goal: Hashable, Sendable {
        public var code: String
        public var english: String
        public var japanese: String
    }

    public static let unspecified = "unspecified"

    /// In the order in which pages show them.
    public let themes: [Theme]
    public let goals: [Goal]
    private let bySector: [String: String]
    private let goalByTheme: [String: String]
    /// Few ask by name.
    private let names: Deferred<ThemeNames>

    /// - Parameter fold: the form in which names are compared.
    public init(themes: Tabular, sectors: Tabular, goals: Tabular, clusters: Tabular, fold: @escaping @Sendable (String) -> String) {
        self.themes = themes.rows.map {
            Theme(
                code: themes.value($0, "code"), english: themes.value($0, "name_en"), japanese: themes.value($0, "name_ja"),
                arabic: themes.value($0, "name_ar"), goal: themes.value($0, "goal"))
        }
        self.goals = goals.rows.map {
            Goal(code: goals.value($0, "code"), english: goals.value($0, "name_en"), japanese: goals.value($0, "name_ja"))
        }
        bySector = sectors.dictionary("sector", "theme")
        goalByTheme = themes.dictionary("code", "goal")
        names = Deferred { [themes = self.themes] in ThemeNames(clusters, themes, fold: fold) }
    }

    /// The theme of a five-digit code, else of its three-digit category, else `unspecified`.
    public func theme(of sector: String) -> String {
        bySector[sector] ?? bySector[String(sector.prefix(3))] ?? Self.unspecified
    }

    /// Whether a sector is meant by one of `names`: codes, categories of three digits, or themes.
    public func isMeant(_ sector: String, by names: Set<String>) -> Bool {
        names.contains(sector) || names.contains(String(sector.prefix(3))) || names.contains(theme(of: sector))
    }

    /// The goal that the sector's theme serves, else `unspecified`.
    public func goal(of sector: String) -> String {
        guard let goal = goalByTheme[theme(of: sector)], !goal.isEmpty else { return Self.unspecified }
        return goal
    }

    /// The theme of a cluster, sector or theme by its name or code, else `unspecified`.
    public func theme(named name: String) -> String { names.value.theme(name) ?? Self.unspecified }
}

/// Names of clusters and themes in several languages, folded.
private struct ThemeNames: Sendable {
    private let byName: [String: String]
    private let fold: @Sendable (String) -> String
    /// Words that join two parts of a name: "Shelter & NFI" is "Shelter and NFI".
    private static let joints: Set<Substring> = ["and", "et", "y", "e", "de", "of", "the", "و"]

    init(_ clusters: Tabular, _ themes: [Themes.Theme], fold: @escaping @Sendable (String) -> String) {
        var byName: [String: String] = [:]
        for theme in themes {
            for name in [theme.code, theme.english, theme.japanese, theme.arabic] where !name.isEmpty {
                byName[Self.key(fold(name))] = theme.code
            }
        }
        for row in clusters.rows {
            for name in clusters.list(row, "names") { byName[Self.key(fold(name))] = clusters.value(row, "theme") }
        }
        (self.byName, self.fold) = (byName, fold)
    }

    /// By the whole name; else by the longest run of whole words that is a name: "Operational Presence: Health" is Health.
    func theme(_ name: String) -> String? {
        let key = Self.key(fold(name))
        if let theme = byName[key] { return theme }
        let words = key.split(separator: " ").prefix(12)
        for length in stride(from: words.count - 1, through: 1, by: -1) {
            for start in (0...(words.count - length)).reversed() {
                if let theme = byName[words.dropFirst(start).prefix(length).joined(separator: " ")] { return theme }
            }
        }
        return nil
    }

    private static func key(_ folded: String) -> String {
        folded.split(separator: " ").filter { !joints.contains($0) }.joined(separator: " ")
    }
}
