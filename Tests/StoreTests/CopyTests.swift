import Records
import Store
import Testbed
import Testing

/// Rule 8: of several copies of one activity one counts, whatever the order in which they are met.
struct CopyTests {
    /// What tells two copies apart; `first` is written into `first.xml`, `second` into `second.xml`.
    struct Contest: Sendable, CustomTestStringConvertible {
        let title: String
        let first: (activity: String, generated: String)
        let second: (activity: String, generated: String)
        let winner: String
        var testDescription: String { title }
    }

    private static func copy(_ amount: String, updated: String = "", secondary: Bool = false) -> String {
        IATI.activity("A", updated: updated, secondary: secondary, inside: IATI.transaction(amount))
    }

    static let contests = [
        Contest(
            title: "not secondary before newer", first: (copy("1", updated: "2010-01-01"), "2010-01-01"),
            second: (copy("2", updated: "2014-01-01", secondary: true), "2014-01-01"), winner: "1"),
        Contest(
            title: "the later last-updated-datetime", first: (copy("1", updated: "2012-01-02"), "2010-01-01"),
            second: (copy("2", updated: "2012-01-01"), "2014-01-01"), winner: "1"),
        Contest(
            title: "absent is lowest", first: (copy("1", updated: "1999-01-01"), ""), second: (copy("2"), "2014-01-01"), winner: "1"),
        Contest(
            title: "then the later generated-datetime", first: (copy("1", updated: "2012-01-01"), "2012-01-02T00:00:00"),
            second: (copy("2", updated: "2012-01-01"), "2012-01-01T00:00:00"), winner: "1"),
        Contest(
            title: "only nineteen characters count, so the path decides", first: (copy("1", updated: "2012-01-01T00:00:00Z"), "2012-01-01"),
            second: (copy("2", updated: "2012-01-01T00:00:00.9"), "2012-01-01"), winner: "2"),
        Contest(title: "then the later path", first: (copy("1"), ""), second: (copy("2"), ""), winner: "2"),
    ]

    @Test(arguments: contests, [["first.xml", "second.xml"], ["second.xml", "first.xml"]])
    func winner(of contest: Contest, order: [String]) throws {
        let world = World()
        world.scratch.write("first.xml", IATI.document([contest.first.activity], generated: contest.first.generated))
        world.scratch.write("second.xml", IATI.document([contest.second.activity], generated: contest.second.generated))
        for name in order { try world.load([world.scratch.path(name)]) }
        #expect(try world.totals(.reporter, by: []) == ["USD \(contest.winner).00"])
        #expect(try world.copies("A").filter { $0.hasSuffix("counted") }.count == 1)
        #expect(try world.copies("A").filter { $0.hasSuffix("superseded") }.count == 1)
    }

    @Test func inOneFileTheLater() throws {
        let world = try World(Self.copy("1"), Self.copy("2"), Self.copy("3"))
        #expect(try world.totals(.reporter, by: []) == ["USD 3.00"])
    }

    /// Folders by their full path, then files by name: `a` before `a.b` before `a/b`, though `a.b/` sorts before `a/`.
    @Test(arguments: [
        (["a/z.xml", "a.b/a.xml"], "a.b/a.xml"), (["a/z.xml", "a/b/a.xml"], "a/b/a.xml"), (["a.b/z.xml", "a/b/a.xml"], "a/b/a.xml"),
        (["a/B.xml", "a/a.xml"], "a/a.xml"), (["a/z.xml", "a/é.xml"], "a/é.xml"), (["a/1.xml", "a/10.xml"], "a/10.xml"),
    ])
    func pathOrder(names: [String], winner: String) throws {
        let world = World()
        for (index, name) in names.enumerated() { world.scratch.write(name, IATI.document([Self.copy("\(index + 1)")], generated: "")) }
        try world.load(names.reversed().map(world.scratch.path))
        #expect(try world.totals(.reporter, by: []) == ["USD \(names.firstIndex(of: winner)! + 1).00"])
    }

    /// Without an identifier a record is kept apart and in no total.
    @Test func withoutIdentifier() throws {
        let world = try World(IATI.activity(" ", inside: IATI.transaction("5")), IATI.activity("B", inside: IATI.transaction("7")))
        for rule in CountingRule.allCases { #expect(try world.totals(rule, by: [.activity]) == ["B USD 7.00"]) }
        #expect(try world.status().map(\.records) == [2])
    }

    /// White space in an identifier folds: these are copies of one activity.
    @Test func identifiersFold() throws {
        let world = try World(IATI.activity("A\n  1", inside: IATI.transaction("5")), IATI.activity(" A 1 ", inside: IATI.transaction("7")))
        #expect(try world.totals(.reporter, by: [.activity]) == ["A 1 USD 7.00"])
    }
}

/// The same files in any order and in any number of imports are the same store.
struct OrderTests {
    /// The example, which holds copies, restatements, links and trees, and copies that only their paths tell apart.
    private func corpus(_ scratch: Scratch) -> [String] {
        let tied = IATI.activity("TIED", inside: IATI.transaction("100"), IATI.transaction("5", "1", IATI.from("US-GOV-11-PRM-11-0901")))
        let others = ["m.xml", "a/m.xml", "a.b/a.xml"].enumerated().map { index, name in
            scratch.write(name, IATI.document([tied.replacing("100", with: "10\(index)")], generated: ""))
        }
        return Testbed.files(under: Testbed.examples + "/sudan-2011") + others
    }

    private func copies(_ world: World) throws -> [[String]] {
        try ["TIED", "US-1-650-X-10-0031", "XM-DAC-701-8-2011X06", "GB-1-900220"].map { try world.copies($0) }
    }

    @Test func threeOrdersAndManyRuns() throws {
        let scratch = Scratch()
        let files = corpus(scratch)
        let calm = World()
        try calm.load(files)
        let (expected, expectedCopies) = try (calm.everything(), copies(calm))
        #expect(expectedCopies.flatMap { $0 }.filter { $0.hasSuffix("superseded") }.count == 5)
        var random = SeededGenerator(seed: 20_110_709)
        for order in [Array(files.reversed()), files.shuffled(using: &random)] {
            let world = World()
            for file in order { try world.load([file]) }
            #expect(try world.everything() == expected)
            #expect(try copies(world) == expectedCopies)
            #expect(try world.status().map(\.superseded) == calm.status().map(\.superseded))
        }
    }
}
