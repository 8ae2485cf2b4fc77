/// What a DAC sector is about, in the peacebuilding vocabulary: a table that ships and can be replaced.
public struct Themes: Sendable {
    public struct Theme: Hashable, Sendable {
        public var code: String
        public var english: String
        public var japanese: String
    }

    public static let unspecified = "unspecified"

    /// In the order in which pages show them.
    public let themes: [Theme]
    private let bySector: [String: String]

    public init(themes: Tabular, sectors: Tabular) {
        self.themes = themes.rows.map {
            Theme(code: themes.value($0, "code"), english: themes.value($0, "name_en"), japanese: themes.value($0, "name_ja"))
        }
        bySector = sectors.dictionary("sector", "theme")
    }

    /// The theme of a five-digit code, else of its three-digit category, else `unspecified`.
    public func theme(of sector: String) -> String {
        bySector[sector] ?? bySector[String(sector.prefix(3))] ?? Self.unspecified
    }
}
