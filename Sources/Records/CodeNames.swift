/// What codes are called, in English and Japanese: countries, regions, IATI code lists.
public struct CodeNames: Sendable {
    public struct Name: Hashable, Sendable {
        public var english: String
        public var japanese: String
    }

    private var names: [String: Name] = [:]
    /// ISO 3166-1 alpha-2 to alpha-3.
    public let alpha3: [String: String]

    public init(countries: Tabular, regions: Tabular, lists: Tabular) {
        alpha3 = countries.dictionary("code", "alpha3")
        for row in countries.rows { add("Country", countries, row) }
        for row in regions.rows { add("Region", regions, row) }
        for row in lists.rows { add(lists.value(row, "list"), lists, row) }
    }

    private mutating func add(_ list: String, _ table: Tabular, _ row: [Substring]) {
        let name = Name(english: table.value(row, "name_en"), japanese: table.value(row, "name_ja"))
        names["\(list) \(table.value(row, "code"))"] = name
    }

    /// - Parameter list: `Country`, `Region`, or the name of an IATI code list.
    public func name(_ list: String, _ code: String) -> Name? { names["\(list) \(code)"] }

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
