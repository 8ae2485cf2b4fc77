import Locks

/// What codes are called, in English and Japanese: countries, regions, IATI code lists.
public struct CodeNames: Sendable {
    public struct Name: Hashable, Sendable {
        public var english: String
        public var japanese: String
    }

    private struct Key: Hashable, Sendable {
        var list: String
        var code: String
    }

    private let countries: [String: Name]
    private let regions: [String: Name]
    /// Much longer than the others, and seldom asked for.
    private let lists: Deferred<[Key: Name]>
    /// ISO 3166-1 alpha-2 to alpha-3.
    public let alpha3: [String: String]

    public init(countries: Tabular, regions: Tabular, lists: Deferred<Tabular>) {
        alpha3 = countries.dictionary("code", "alpha3")
        self.countries = Self.names(countries) { countries.value($0, "code") }
        self.regions = Self.names(regions) { regions.value($0, "code") }
        self.lists = Deferred {
            let table = lists.value
            return Self.names(table) { Key(list: table.value($0, "list"), code: table.value($0, "code")) }
        }
    }

    /// The last row of a key speaks.
    private static func names<Key: Hashable>(_ table: Tabular, _ key: (Tabular.Row) -> Key) -> [Key: Name] {
        let rows = table.rows.map { (key($0), Name(english: table.value($0, "name_en"), japanese: table.value($0, "name_ja"))) }
        return Dictionary(rows, uniquingKeysWith: { _, last in last })
    }

    /// - Parameter list: `Country`, `Region`, or the name of an IATI code list.
    public func name(_ list: String, _ code: String) -> Name? {
        switch list {
        case "Country": countries[code]
        case "Region": regions[code]
        default: lists.value[Key(list: list, code: code)]
        }
    }

    /// Codes of the countries that bear this name in either language, without regard to case.
    public func countries(named name: String) -> [String] {
        let wanted = name.lowercased()
        return alpha3.keys.sorted().filter { code in
            guard let found = self.name("Country", code) else { return false }
            return [found.english.lowercased(), found.japanese, alpha3[code]?.lowercased()].contains(wanted)
        }
    }

    /// A country code, `region:CODE`, or what it says itself.
    public func place(_ code: String) -> Name {
        let found = code.hasPrefix("region:") ? name("Region", String(code.dropFirst(7))) : name("Country", code)
        return found ?? Name(english: code, japanese: code)
    }
}
