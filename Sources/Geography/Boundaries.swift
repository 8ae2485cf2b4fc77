import Geometry
import Glibc
import Locks
import Records

/// Polygons of countries, admin 1 and admin 2 places, read country by country when a point asks for them.
///
/// For each country and level one map is used: of those imported the one with most places, of several the one with most corners; what ships where
/// none has as many places.
public final class Boundaries: Sendable {
    /// The areas of one level of one country.
    private struct Areas: Sendable {
        var codes: [String] = []
        var index: AreaIndex?
        var isEmpty: Bool { codes.isEmpty }
    }

    private struct Key: Hashable {
        var country: String
        var level: Int
    }

    /// How far outside its outline a point may still belong to a place, in metres: outlines are simplified, coasts and rivers move.
    public static let tolerance = 5_000.0

    private let admin1: Deferred<FeatureLines>
    private let countries: Deferred<[UInt8]>
    private let additions: [Key: [PlaceAdditions.Boundary]]
    private let loaded = Guarded([Key: Areas]())

    /// - Parameters:
    ///   - admin1: the GeoJSON that ships, one line a feature with `"country"` and `"code"` among its properties, in memory that stays.
    ///   - countries: reads a file like it, with `"code"` alone.
    public init(
        admin1: @escaping @Sendable () -> UnsafeRawBufferPointer, countries: @escaping @Sendable () -> [UInt8],
        additions: PlaceAdditions = PlaceAdditions()
    ) {
        self.admin1 = Deferred { FeatureLines(admin1()) }
        self.countries = Deferred(countries)
        self.additions = Dictionary(grouping: additions.boundaries, by: { Key(country: $0.country, level: $0.level) })
    }

    /// Reads what ships, for whoever draws it next.
    public func load() { _ = admin1.value }

    /// The features of `countries` as a GeoJSON collection, for drawing.
    public func geoJSON(of countries: [String]) -> String {
        let features = lines(of: countries).map { $0.hasSuffix(",") ? $0.dropLast() : $0[...] }
        return "{\"type\":\"FeatureCollection\",\"features\":[" + features.joined(separator: ",") + "]}"
    }

    private func lines(of countries: [String]) -> [String] {
        countries.flatMap { country in admin1.value.lines(of: country).map { String(decoding: $0, as: UTF8.self) } }
    }

    // MARK: Points

    /// The admin 1 place of one of these countries that holds the point, in their order.
    func admin1(holding point: Coordinates, in countries: [String]) -> String? {
        countries.lazy.compactMap { self.code(holding: point, Key(country: $0, level: 1)) }.first
    }

    /// The nearest admin 1 place within the tolerance.
    func admin1(near point: Coordinates, in countries: [String]) -> String? {
        let found = countries.compactMap { country -> (code: String, metres: Double)? in
            let areas = areas(Key(country: country, level: 1))
            return areas.index?.near(point.corner, within: Self.tolerance).first.map { (areas.codes[$0.area], $0.metres) }
        }
        return found.min { $0.metres < $1.metres }?.code
    }

    /// Whether the point is in the place or no further from it than the tolerance.
    func isNear(_ point: Coordinates, to admin1: String, of country: String) -> Bool {
        let areas = areas(Key(country: country, level: 1))
        return areas.codes.indices.contains {
            areas.codes[$0] == admin1 && areas.index?.distance(point.corner, to: $0, within: Self.tolerance) != nil
        }
    }

    func admin2(holding point: Coordinates, of country: String) -> String? { code(holding: point, Key(country: country, level: 2)) }

    /// The country that holds the point, nil at sea.
    public func country(holding point: Coordinates) -> String? { code(holding: point, Key(country: "", level: 0)) }

    private func code(holding point: Coordinates, _ key: Key) -> String? {
        let areas = areas(key)
        return areas.index?.holding(point.corner).first.map { areas.codes[$0] }
    }

    // MARK: Reading

    private func areas(_ key: Key) -> Areas {
        if let known = loaded.withLock({ $0[key] }) { return known }
        let made = read(key)
        loaded.withLock { $0[key] = made }
        return made
    }

    private func read(_ key: Key) -> Areas {
        if key.level == 0 { return countryAreas() }
        let shipped = key.level == 1 ? lines(of: [key.country]).compactMap(Self.feature) : []
        let best = (additions[key] ?? []).max { Self.worth($0) < Self.worth($1) }
        guard let best, best.areas.count >= shipped.count else { return areas(of: shipped) }
        return Areas(codes: best.areas.map(\.code), index: AreaIndex(best.areas.map { .wellKnown($0.wellKnown) }))
    }

    /// What ships, and imported outlines of countries that it does not have.
    private func countryAreas() -> Areas {
        let shipped = (GeoJSON(countries.value)?.features ?? []).filter { $0.shape != nil }
        var codes = shipped.map { $0.properties["code"] ?? "" }
        var list = shipped.map { AreaIndex.Area.shape($0.shape!) }
        for area in (additions[Key(country: "", level: 0)] ?? []).flatMap(\.areas) where !codes.contains(area.code) {
            codes.append(area.code)
            list.append(.wellKnown(area.wellKnown))
        }
        return Areas(codes: codes, index: AreaIndex(list))
    }

    private func areas(of features: [GeoJSON.Feature]) -> Areas {
        let drawn = features.filter { $0.shape != nil }
        guard !drawn.isEmpty else { return Areas() }
        return Areas(codes: drawn.map { $0.properties["code"] ?? "" }, index: AreaIndex(drawn.map { .shape($0.shape!) }))
    }

    /// A corner takes sixteen bytes.
    private static func worth(_ boundary: PlaceAdditions.Boundary) -> (Int, Int) {
        (boundary.areas.count, boundary.areas.reduce(0) { $0 + $1.wellKnown.count } / 16)
    }

    private static func feature(_ line: String) -> GeoJSON.Feature? {
        let bytes = Array((line.hasSuffix(",") ? line.dropLast() : line[...]).utf8)
        return try? GeoJSON.feature(bytes[...])
    }
}

extension Coordinates {
    var corner: Corner { Corner(x: longitude, y: latitude) }
}

/// Where the features of each country stand in the file: found in one pass, so that a country costs no more than itself.
///
/// `@unchecked Sendable`: nobody writes to the bytes.
private struct FeatureLines: @unchecked Sendable {
    private let bytes: UnsafeRawBufferPointer
    private var ranges: [String: [Range<Int>]] = [:]

    private static let mark = Array("\"country\":\"".utf8)
    /// How far into a line its country stands.
    private static let reach = 160

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        var (last, lines) = ("", [Range<Int>]())
        var start = 0
        while start < bytes.count {
            let end = first(0x0A, in: start..<bytes.count) ?? bytes.count
            if let country = country(of: start..<min(end, start + Self.reach)) {
                // Those of a country follow one another, as a rule.
                if country != last {
                    ranges[last, default: []] += lines
                    (last, lines) = (country, [])
                }
                lines.append(start..<end)
            }
            start = end + 1
        }
        ranges[last, default: []] += lines
    }

    func lines(of country: String) -> [Slice<UnsafeRawBufferPointer>] { (ranges[country] ?? []).map { bytes[$0] } }

    private func country(of line: Range<Int>) -> String? {
        var start = line.lowerBound
        while let quote = first(Self.mark[0], in: start..<line.upperBound) {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[quote..<line.upperBound])
            if rest.starts(with: Self.mark) {
                return String(decoding: rest.dropFirst(Self.mark.count).prefix { $0 != Self.mark[0] }, as: UTF8.self)
            }
            start = quote + 1
        }
        return nil
    }

    private func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        return memchr(base + range.lowerBound, Int32(byte), range.count).map { UnsafeRawPointer($0) - base }
    }
}
