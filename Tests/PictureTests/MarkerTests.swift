import Picture
import Records
import Store
import Testbed
import Testing

/// The DAC's policy markers as filters.
struct MarkerTests {
    private static func marker(_ code: String, _ significance: String, vocabulary: String = "1") -> String {
        "<policy-marker code=\"\(code)\" vocabulary=\"\(vocabulary)\" significance=\"\(significance)\"/>"
    }

    private static func world() throws -> World {
        try World(
            IATI.activity("PRINCIPAL", inside: marker("1", "2"), IATI.country("SS"), IATI.transaction("1")),
            IATI.activity("SIGNIFICANT", inside: marker("01", "1"), marker("2", "2"), IATI.country("SD"), IATI.transaction("10")),
            IATI.activity("LOOKED-AT", inside: marker("1", "0"), IATI.country("SS"), IATI.transaction("100")),
            IATI.activity("OTHERS", inside: marker("1", "2", vocabulary: "99"), IATI.country("SS"), IATI.transaction("1000")),
            IATI.activity("UNSAID", inside: "<policy-marker code=\"1\" vocabulary=\"1\"/>", IATI.country("SS"), IATI.transaction("10000")),
            IATI.activity("NONE", inside: IATI.country("SS"), IATI.transaction("100000")))
    }

    @Test(arguments: [
        (["gender"], ["SD USD 10.00", "SS USD 1.00"]), (["gender:principal"], ["SS USD 1.00"]), (["1:1"], ["SD USD 10.00", "SS USD 1.00"]),
        (["environment"], ["SD USD 10.00"]), (["gender:principal", "environment"], ["SD USD 10.00", "SS USD 1.00"]), (["trade"], []),
    ])
    func totalsOfWhatAimsAtIt(words: [String], rows: [String]) throws {
        let questions = words.compactMap { PolicyMarkers.Question($0) }
        #expect(questions.count == words.count)
        let world = try Self.world()
        for rule in CountingRule.allCases { #expect(try world.totals(rule, by: [.country]) { $0.markers = questions } == rows, "\(rule)") }
    }

    @Test func byActivity() throws {
        let rows = try Self.world().totals(.net, by: [.activity, .country]) { $0.markers = [PolicyMarkers.Question("gender")!] }
        #expect(rows == ["PRINCIPAL SS USD 1.00", "SIGNIFICANT SD USD 10.00"])
    }

    @Test(arguments: ["", "gendr", "13", "gender:", "gender:0", "gender:5", "gender:principal:1", ":1"])
    func noMarkers(text: String) { #expect(PolicyMarkers.Question(text) == nil) }

    /// What links take away from an activity that is left out is not taken from the others.
    @Test func adjustmentsOfOthersStayOut() throws {
        let world = try World(
            IATI.activity(
                "UP", by: "F-1", inside: Self.marker("1", "2"), IATI.country("SS"), IATI.transaction("100", "3", IATI.to("DOWN"))),
            IATI.activity(
                "DOWN", by: "R-2", inside: IATI.country("SS"), IATI.transaction("100", "1", IATI.from("UP")), IATI.transaction("100")))
        let rows = try world.totals(.net, by: [.country]) { $0.markers = [PolicyMarkers.Question("gender")!] }
        #expect(try rows == world.totals(.net, by: [.activity]).filter { $0.hasPrefix("UP ") }.map { $0.replacing("UP ", with: "SS ") })
    }
}
