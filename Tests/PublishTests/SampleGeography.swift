import Glibc
import Picture

/// The states of both countries, with the repository's own map where it is there and a chequerboard where it is not.
enum SampleGeography {
    static let places = [
        place("SS-EC", "Central Equatoria", "中央エクアトリア"), place("SS-EE", "Eastern Equatoria", "東エクアトリア"),
        place("SS-EW", "Western Equatoria", "西エクアトリア"), place("SS-JG", "Jonglei", "ジョングレイ"), place("SS-LK", "Lakes", "レイク"),
        place("SS-NU", "Upper Nile", "上ナイル"), place("SS-UY", "Unity", "ユニティ"), place("SS-WR", "Warrap", "ワラップ"),
        place("SS-BN", "Northern Bahr el Ghazal", "北バハル・アル・ガザール"),
        place("SS-BW", "Western Bahr el Ghazal", "西バハル・アル・ガザール"), place("SD-DC", "Central Darfur", "中央ダルフール"),
        place("SD-DE", "East Darfur", "東ダルフール"), place("SD-DN", "North Darfur", "北ダルフール"), place("SD-DS", "South Darfur", "南ダルフール"),
        place("SD-DW", "West Darfur", "西ダルフール"), place("SD-GD", "Gedaref", "ガダーレフ"), place("SD-GZ", "Gezira", "ゲジラ"),
        place("SD-KA", "Kassala", "カッサラ"), place("SD-KH", "Khartoum", "ハルツーム"), place("SD-KN", "North Kordofan", "北コルドファン"),
        place("SD-KS", "South Kordofan", "南コルドファン"), place("SD-NB", "Blue Nile", "青ナイル"), place("SD-NO", "Northern", "北部"),
        place("SD-NR", "River Nile", "ナイル川"), place("SD-NW", "White Nile", "白ナイル"), place("SD-RS", "Red Sea", "紅海"),
        place("SD-SI", "Sennar", "センナール"),
    ]

    private static func place(_ code: String, _ english: String, _ japanese: String) -> NamedCode {
        NamedCode(code: code, english: english, japanese: japanese)
    }

    private static let towns: [(Double, Double, String)] = [
        (4.85, 31.6, "SS-EC"), (9.53, 31.66, "SS-NU"), (9.23, 29.83, "SS-UY"), (6.2, 31.56, "SS-JG"), (7.7, 28.0, "SS-BW"),
        (8.77, 27.4, "SS-BN"), (4.57, 28.4, "SS-EW"), (4.41, 32.57, "SS-EE"), (13.63, 25.35, "SD-DN"), (12.05, 24.88, "SD-DS"),
        (15.55, 32.53, "SD-KH"), (11.01, 29.72, "SD-KS"), (15.45, 36.4, "SD-KA"),
    ]

    static func points(in countries: Set<String>, _ samples: [SampleActivity]) -> [PlaceMap.Point] {
        towns.filter { countries.contains(String($0.2.prefix(2))) }.compactMap { latitude, longitude, place in
            guard let sample = samples.first(where: { $0.places.contains(place) }) else { return nil }
            return PlaceMap.Point(
                latitude: latitude, longitude: longitude, title: sample.title, identifier: sample.identifier, party: sample.party.code)
        }
    }

    static func boundaries(of countries: Set<String>) -> String {
        let features = drawn(countries)
        let list = features.isEmpty ? squares(countries) : features
        return "{\"type\":\"FeatureCollection\",\"features\":[" + list.joined(separator: ",") + "]}"
    }

    /// The repository's map holds one feature a line.
    private static func drawn(_ countries: Set<String>) -> [String] {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        guard let text = read("/" + root + "/Resources/geography/admin1.geojson") else { return [] }
        let marks = countries.map { "\"country\":\"\($0)\"" }
        let lines = text.split(separator: "\n").filter { line in marks.contains { line.prefix(120).contains($0) } }
        return lines.map { $0.hasSuffix(",") ? String($0.dropLast()) : String($0) }
    }

    private static func squares(_ countries: Set<String>) -> [String] {
        places.enumerated().filter { countries.contains(String($1.code.prefix(2))) }.map { index, place in
            let x = 24 + 2 * (index % 5)
            let y = 4 + 2 * (index / 5)
            let ring = "[[\(x),\(y)],[\(x + 2),\(y)],[\(x + 2),\(y + 2)],[\(x),\(y + 2)],[\(x),\(y)]]"
            return "{\"type\":\"Feature\",\"properties\":{\"code\":\"\(place.code)\",\"name\":\"\(place.english)\"},"
                + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}}"
        }
    }

    static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
