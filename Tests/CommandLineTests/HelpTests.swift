import Testing

@testable import CommandLine

struct HelpTests {
    @Test func program() throws { try expectSnapshot(sample.help(width: 80), named: "help") }

    @Test func command() throws { try expectSnapshot(sample.help(for: ["count"], width: 100), named: "help-count") }

    @Test func narrow() throws { try expectSnapshot(sample.help(for: ["count"], width: 50), named: "help-count-narrow") }

    @Test func positionals() throws { try expectSnapshot(sample.help(for: ["add"], width: 80), named: "help-add") }

    @Test(arguments: [40, 60, 100, 300])
    func staysWithinTheWidth(_ width: Int) {
        let lines = sample.help(for: ["count"], width: width).split(separator: "\n")
        let text = lines.filter { !$0.hasPrefix("  library") }
        #expect(text.allSatisfy { $0.count <= min(width, 100) })
    }

    @Test(arguments: [("", "", 0), ("abc", "", 3), ("stroe", "store", 1), ("kitten", "sitting", 3), ("ab", "ba", 1)])
    func distances(_ first: String, _ second: String, _ distance: Int) {
        #expect(Suggestion.distance(first, second) == distance)
        #expect(Suggestion.distance(second, first) == distance)
    }
}
