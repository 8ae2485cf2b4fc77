import Geometry
import Testing

struct GeoJSONTests {
    private func read(_ text: String, limits: GeoJSON.Limits = GeoJSON.Limits()) throws -> GeoJSON {
        try #require(GeoJSON(Array(text.utf8), limits: limits))
    }

    private let square = #"{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}"#

    private func collection(_ features: String) -> String { #"{"type":"FeatureCollection","features":["# + features + "]}" }

    @Test func featuresWithPropertiesAndHoles() throws {
        let text = collection(
            #"""
            {"type":"Feature","properties":{"name":"a\u0301 \"b\" \ud83d\ude00","level":2,"tags":{"name:ar":"بلخ"},"list":[1,{"x":2}],"none":null},
             "geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9,120.5]],[[1,1],[2,1],[2,2]]],[[[20,0],[21,0],[21,-1.5e0]]]]}},
            {"geometry":null,"properties":null,"type":"Feature"}
            """#)
        let read = try read(text)
        #expect(read.faults.isEmpty)
        #expect(read.features.map(\.line) == [1, 3])
        let first = read.features[0]
        #expect(first.properties == ["name": "a\u{301} \"b\" 😀", "level": "2", "tags.name:ar": "بلخ"])
        #expect(first.shape?.polygons.map { $0.map(\.count) } == [[3, 3], [3]])
        #expect(first.shape?.polygons[1][0].last == Corner(x: 21, y: -1.5))
        #expect(read.features[1].shape == nil)
    }

    @Test func aBrokenFeatureLosesItself() throws {
        let good = #"{"type":"Feature","properties":{},"geometry":\#(square)}"#
        let bad = #"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,zero],[1,1]]]}}"#
        let read = try read(collection("\n" + good + ",\n" + bad + ",\n" + #"{"type":"Point"}"# + ",\n" + good))
        #expect(read.features.map(\.line) == [2, 5])
        #expect(read.faults.map(\.kind) == [.unreadable, .unreadable])
        #expect(read.faults.map(\.line) == [3, 4])
    }

    @Test func numbersAreTheNearestDoubles() throws {
        var generator = SystemRandomNumberGenerator()
        var written = ["0", "-0", "0.0", "-180", "9007199254740991", "9007199254740993", "0.000000000000001"]
        written += ["33.333333333333336", "1e2", "12."]
        for digits in 0..<15 {
            for _ in 0..<40 {
                let number = Int.random(in: -180_000_000_000...180_000_000_000, using: &generator)
                let text = String(abs(number))
                let cut = text.dropLast(min(digits, text.count - 1))
                written.append((number < 0 ? "-" : "") + cut + "." + text.suffix(max(1, text.count - cut.count)))
            }
        }
        let corners = written.map { "[\($0),1]" }.joined(separator: ",")
        let feature = #"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[["# + corners + "]]}}"
        let ring = try #require(try read(collection(feature)).features.first?.shape?.polygons.first?.first)
        #expect(ring.map(\.x) == written.compactMap(Double.init))
        for bad in [".", "-", "1-2", "1.2.3", "--1", "1e999"] {
            let broken = #"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[["# + bad + ",1]]]}}"
            #expect(try read(collection(broken)).faults.map(\.kind) == [.unreadable], "\(bad)")
        }
    }

    @Test func aTruncatedFileKeepsWhatWasWhole() throws {
        let good = #"{"type":"Feature","properties":{},"geometry":\#(square)}"#
        let whole = collection(good + ",\n" + good)
        for length in stride(from: whole.utf8.count - 2, to: 60, by: -7) {
            let cut = GeoJSON(Array(whole.utf8.prefix(length)))
            #expect(cut?.faults.last?.kind == .truncated)
            #expect((cut?.features.count ?? 0) <= 2)
        }
        #expect(try read(String(whole.dropLast(3))).features.count == 1)
    }

    @Test func limits() throws {
        var limits = GeoJSON.Limits()
        limits.corners = 4
        limits.depth = 8
        let many = #"{"type":"Feature","properties":{},"geometry":\#(square)}"#
        let deep = #"{"type":"Feature","properties":{},"x":"# + String(repeating: "[", count: 9) + String(repeating: "]", count: 9) + "}"
        #expect(try read(collection(many + "," + deep), limits: limits).faults.map(\.kind) == [.beyondLimits, .beyondLimits])
        limits.bytes = 20
        #expect(GeoJSON(Array(collection(many).utf8), limits: limits) == nil)
        let bottomless = #"{"type":"Feature","properties":"# + String(repeating: #"{"a":"#, count: 100_000)
        #expect(try read(collection(bottomless)).faults.map(\.kind) == [.truncated])
        let coordinates =
            #"{"type":"Feature","geometry":{"coordinates":"# + String(repeating: "[", count: 50_000) + String(repeating: "]", count: 50_000)
        #expect(try read(collection(coordinates + "}}")).faults.map(\.kind) == [.beyondLimits])
    }

    @Test func otherFilesAreNone() {
        for text in ["", "{}", "<iati-activities/>", "country,date\n", #"{"type":"Topology"}"#] {
            #expect(GeoJSON(Array(text.utf8)) == nil)
        }
    }
}
