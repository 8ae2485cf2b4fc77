import Compression
import Geometry
import Records

/// Boundaries of countries, provinces or districts in GeoJSON, with the properties that the usual sources give them.
///
/// Known are geoBoundaries (`shapeName`, `shapeISO`, `shapeGroup`, `shapeType`), GADM (`NAME_1`, `GID_0`, `HASC_1`, ...), OCHA (`ADM1_EN`, `ADM1_PCODE`,
/// ...), Natural Earth (`ADM0_A3`, ...) and OpenStreetMap's divisions by ISO 3166-2 (`iso2`, `osm_data`).
public struct BoundaryFile: Sendable {
    public struct Area: Sendable {
        public var line: Int
        /// A code of two or three letters or a name, as published; the first that is known counts.
        public var countries: [String]
        /// 0 country, 1 province, 2 district.
        public var level: Int
        public var codes: [String]
        public var names: [String]
        /// Names and codes of the province that a district lies in.
        public var parents: [String]
        public var shape: Shape
    }

    public private(set) var areas: [Area] = []
    public private(set) var problems: [Problem] = []
    /// Features, those with problems included.
    public private(set) var features = 0

    private static let largest = 64 << 20

    /// Whether the file begins as GeoJSON does, and not as a map of activities.
    public static func isOne(_ path: String) -> Bool {
        let start = try? SmallFile.read(path, maximum: 4096)
        return start.map { GeoJSON.isCollection($0) && !FeatureRows.mayBegin($0) } ?? false
    }

    /// Nil when the file is no such file. Throws when it is too large.
    public static func read(path: String) throws -> BoundaryFile? {
        guard isOne(path) else { return nil }
        let bytes = try SmallFile.read(path, maximum: largest + 1)
        guard bytes.count <= largest else { throw BoundariesTooLarge() }
        return BoundaryFile(bytes)
    }

    public init?(_ bytes: [UInt8]) {
        guard let json = GeoJSON(bytes) else { return nil }
        features = json.features.count + json.faults.count
        for fault in json.faults { lose(fault.line, Self.words(fault.kind)) }
        for feature in json.features { read(feature) }
        problems.sort { $0.line < $1.line }
    }

    private static func words(_ kind: GeoJSON.Fault.Kind) -> String {
        switch kind {
        case .unreadable: "The feature cannot be read"
        case .beyondLimits: "The feature is too long or too deep"
        case .truncated: "The file ends inside the feature"
        }
    }

    private mutating func lose(_ line: Int, _ what: String) {
        let rule = ProblemRules.boundaryUnreadable
        problems.append(Problem(rule.severity, rule: rule.rule, line: line, message: "\(what): \(rule.remedy)."))
    }

    private mutating func read(_ feature: GeoJSON.Feature) {
        guard let shape = feature.shape else { return lose(feature.line, "The feature has no area") }
        guard let level = Properties(feature.properties).level else { return lose(feature.line, "The feature does not say what it bounds") }
        let properties = Properties(feature.properties)
        areas.append(
            Area(
                line: feature.line, countries: properties.countries, level: level, codes: properties.codes(level),
                names: properties.names(level),
                parents: level == 2 ? properties.names(1) + properties.codes(1) + properties.values(["province"]) : [], shape: shape))
    }
}

/// A boundary file is larger than is read.
public struct BoundariesTooLarge: Error, CustomStringConvertible {
    public var description: String { "boundaries of more than 64 MB: import a simplified map, or one country at a time" }
}

/// A feature's properties, whatever the case of their names.
private struct Properties {
    private let all: [String: String]

    init(_ properties: [String: String]) {
        all = Dictionary(properties.map { ($0.key.lowercased(), WhiteSpace.folded($0.value)) }, uniquingKeysWith: { first, _ in first })
    }

    func values(_ keys: [String]) -> [String] {
        keys.compactMap { all[$0] }.filter { !["", "na", "n/a", "null", "-99", "none"].contains($0.lowercased()) }
    }

    private func has(_ keys: [String]) -> Bool { !values(keys).isEmpty }

    var level: Int? {
        if let type = values(["shapetype"]).first?.lowercased(), type.hasPrefix("adm") { return Int(type.dropFirst(3)).flatMap(Self.known) }
        for level in [3, 2, 1] where has(["gid_\(level)", "name_\(level)", "adm\(level)_pcode", "adm\(level)_en", "hasc_\(level)"]) {
            return Self.known(level)
        }
        if let code = values(["iso2", "iso_3166_2"]).first, code.contains("-") { return 1 }
        if let osm = values(["admin_level"]).first { return ["2": 0, "4": 1, "6": 2][osm] }
        return has(["gid_0", "adm0_a3", "iso_a2", "iso_a3", "adm0_pcode"]) ? 0 : nil
    }

    private static func known(_ level: Int) -> Int? { (0...2).contains(level) ? level : nil }

    var countries: [String] {
        let prefixes = values(["iso2", "iso_3166_2", "shapeiso"]).filter { $0.contains("-") }.map { String($0.prefix { $0 != "-" }) }
        return values(["iso_a2", "gid_0", "shapegroup", "adm0_a3", "iso_a3", "iso3", "adm0_pcode"]) + prefixes
            + values(["country", "name_0", "adm0_en", "admin"])
    }

    func codes(_ level: Int) -> [String] {
        values(
            level == 0 ? ["iso_a2", "iso_a3"] : ["iso2", "iso_3166_2", "shapeiso", "iso_\(level)", "adm\(level)_pcode", "hasc_\(level)"])
    }

    func names(_ level: Int) -> [String] {
        var found = values(["name_\(level)", "adm\(level)_en", "adm\(level)_ar", "adm\(level)_fr", "nl_name_\(level)"])
        found += values(["varname_\(level)"]).flatMap { $0.split(separator: "|").map(String.init) }
        let isOwn = level == self.level
        if isOwn { found += values(["shapename", "name", "osm_data.localname", "osm_data.official_name", "osm_data.alltags.alt_name"]) }
        if isOwn { found += all.filter { $0.key.hasPrefix("osm_data.alltags.name:") }.sorted { $0.key < $1.key }.map(\.value) }
        var seen: Set<String> = []
        return found.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}
