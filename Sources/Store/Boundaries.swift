import Records
import Synchronization

/// Admin 1 polygons, one line of GeoJSON each, read country by country when a point asks for them.
public final class Boundaries: Sendable {
    fileprivate struct Area: Sendable {
        var code: String
        var rings: [[Coordinates]]
        var west = Double.infinity
        var east = -Double.infinity
        var south = Double.infinity
        var north = -Double.infinity
    }

    private let path: String
    private let loaded = Mutex([String: [Area]]())
    private let features = Mutex<FeatureLines?>(nil)

    public init(path: String) { self.path = path }

    /// The admin 1 place of `country` that holds `point`, nil when none does.
    func place(_ point: Coordinates, in country: String) -> String? {
        areas(of: country).first { $0.holds(point) }?.code
    }

    /// The features of `countries` as a GeoJSON collection, for drawing.
    public func geoJSON(of countries: [String]) -> String {
        let features = lines(of: countries).map { $0.hasSuffix(",") ? $0.dropLast() : $0[...] }
        return "{\"type\":\"FeatureCollection\",\"features\":[" + features.joined(separator: ",") + "]}"
    }

    private func areas(of country: String) -> [Area] {
        if let known = loaded.withLock({ $0[country] }) { return known }
        let made = lines(of: [country]).compactMap { Area($0) }
        loaded.withLock { $0[country] = made }
        return made
    }

    private func lines(of countries: [String]) -> [String] {
        features.withLock { known in
            let features = known ?? FeatureLines(Files.bytes(path) ?? [])
            known = features
            return countries.flatMap { features.lines(of: $0) }
        }
    }
}

/// Where the features of each country stand in the file: found in one pass, so that a country costs no more than itself.
private struct FeatureLines: Sendable {
    private let bytes: [UInt8]
    private var ranges: [String: [Range<Int>]] = [:]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let mark = Array("\"country\":\"".utf8)
        var start = 0
        bytes.withUnsafeBufferPointer { bytes in
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
                if let country = Self.country(bytes, start..<min(end, start + 160), mark) {
                    ranges[country, default: []].append(start..<end)
                }
                start = end + 1
            }
        }
    }

    func lines(of country: String) -> [String] { (ranges[country] ?? []).map { String(decoding: bytes[$0], as: UTF8.self) } }

    private static func country(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ mark: [UInt8]) -> String? {
        guard range.count > mark.count + 3 else { return nil }
        for start in range.lowerBound..<range.upperBound - mark.count - 2 where bytes[start] == mark[0] {
            guard bytes[start..<start + mark.count].elementsEqual(mark) else { continue }
            let code = bytes[(start + mark.count)...].prefix { $0 != mark[0] }
            return String(decoding: code, as: UTF8.self)
        }
        return nil
    }
}

extension Boundaries.Area {
    /// From a feature with `"code"` among its properties and a (multi)polygon: every ring is kept, holes and parts alike.
    fileprivate init?(_ line: String) {
        guard let code = line.value(after: "\"code\":\""), let start = line.utf8.firstRange(of: "\"coordinates\":".utf8)?.upperBound else {
            return nil
        }
        self.code = code
        rings = Self.rings(line[start...])
        for point in rings.joined() {
            (west, east) = (min(west, point.longitude), max(east, point.longitude))
            (south, north) = (min(south, point.latitude), max(north, point.latitude))
        }
    }

    /// Even-odd rule over all rings, so that a hole is outside and a second part inside.
    fileprivate func holds(_ point: Coordinates) -> Bool {
        guard point.longitude >= west, point.longitude <= east, point.latitude >= south, point.latitude <= north else { return false }
        var inside = false
        for ring in rings {
            var last = ring[ring.count - 1]
            for corner in ring {
                if (corner.latitude > point.latitude) != (last.latitude > point.latitude) {
                    let slope = (last.longitude - corner.longitude) / (last.latitude - corner.latitude)
                    if point.longitude < corner.longitude + slope * (point.latitude - corner.latitude) { inside.toggle() }
                }
                last = corner
            }
        }
        return inside
    }

    private static func rings(_ text: Substring) -> [[Coordinates]] {
        var rings: [[Coordinates]] = []
        var ring: [Coordinates] = []
        var numbers: [Double] = []
        var digits: [UInt8] = []
        var closed = 0
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."): digits.append(byte)
            default:
                if let number = Double(String(decoding: digits, as: UTF8.self)) { numbers.append(number) }
                digits.removeAll(keepingCapacity: true)
                closed = byte == UInt8(ascii: "]") ? closed + 1 : 0
                if closed == 1, numbers.count >= 2 { ring.append(Coordinates(latitude: numbers[1], longitude: numbers[0])) }
                if closed == 2, !ring.isEmpty {
                    rings.append(ring)
                    ring = []
                }
                if closed > 0 { numbers.removeAll() }
            }
        }
        return rings
    }
}

extension StringProtocol {
    /// What stands between `key` and the next quotation mark.
    fileprivate func value(after key: String) -> String? {
        guard let start = utf8.firstRange(of: key.utf8)?.upperBound, let end = self[start...].utf8.firstIndex(of: 0x22) else { return nil }
        return String(self[start..<end])
    }
}
