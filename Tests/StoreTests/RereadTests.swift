import Records
import Store
import Testbed
import Testing

/// Reading again: what has not changed is skipped, what has is replaced, what is gone is withdrawn.
/// The totals are those of a first reading.
struct RereadTests {
    private static func activity(_ name: String, _ amount: String) -> String { IATI.activity(name, inside: IATI.transaction(amount)) }

    private static let before = [activity("A", "100"), activity("B", "200"), activity("C", "300")]
    /// B changed, C gone, D new.
    private static let after = [activity("A", "100"), activity("B", "250"), activity("D", "400")]

    private func world(_ activities: [String]) throws -> World {
        let world = World()
        try world.load([world.scratch.write("a.xml", IATI.document(activities))])
        return world
    }

    private func change(_ world: World, _ activities: [String], handling: String? = nil) throws -> ImportCounts {
        try world.load([world.scratch.write("a.xml", IATI.document(activities))], handling: handling)
    }

    @Test func unchangedFilesAreSkipped() throws {
        let world = try world(Self.before)
        let counts = try world.load([world.scratch.path("a.xml")])
        #expect((counts.files, counts.unchangedFiles, counts.read) == (0, 1, 0))
        #expect(try world.totals(.reporter, by: [.activity]) == ["A USD 100.00", "B USD 200.00", "C USD 300.00"])
    }

    @Test func changedReplacedWithdrawnNew() throws {
        let world = try world(Self.before)
        let counts = try change(world, Self.after)
        #expect((counts.read, counts.unchanged, counts.replaced, counts.withdrawn) == (2, 1, 1, 1))
        let fresh = World()
        try fresh.load([world.scratch.path("a.xml")])
        #expect(try world.everything() == fresh.everything())
        #expect(try world.totals(.reporter, by: [.activity]) == ["A USD 100.00", "B USD 250.00", "D USD 400.00"])
        #expect(try world.copies("B").map { $0.split(separator: " ")[1] }.sorted() == ["counted", "replaced"])
        #expect(try world.copies("C").map { $0.split(separator: " ")[1] } == ["withdrawn"])
        let status = try world.status()
        #expect(status.map(\.withdrawn) == [1])
        #expect(status.map(\.records) == [3])
        #expect(status.map(\.transactions) == [3])
    }

    @Test func backAndForthEndsWhereItBegan() throws {
        let world = try world(Self.before)
        let first = try world.everything()
        for _ in 0..<2 {
            _ = try change(world, Self.after)
            _ = try change(world, Self.before)
        }
        #expect(try world.everything() == first)
    }

    /// Cut inside B: what was whole is read, and nothing is withdrawn for no longer being there.
    @Test func aTruncatedFileWithdrawsNothing() throws {
        let world = try world(Self.before)
        let whole = Testbed.text(of: world.scratch.path("a.xml"))
        let cut = whole.range(of: "<iati-identifier>B")!.upperBound
        let counts = try world.load([world.scratch.write("a.xml", String(whole[..<cut]))])
        #expect(counts.withdrawn == 0)
        #expect(try world.totals(.reporter, by: [.activity]) == ["A USD 100.00", "B USD 200.00", "C USD 300.00"])
        #expect(try world.status().map(\.state) == ["partial"])
        _ = try change(world, Self.after)
        #expect(try world.totals(.reporter, by: [.activity]) == ["A USD 100.00", "B USD 250.00", "D USD 400.00"])
    }

    @Test(arguments: ["", "<html/>", "not XML at all"])
    func aFileThatIsNoLongerIATIWithdrawsNothing(text: String) throws {
        let world = try world(Self.before)
        let counts = try world.load([world.scratch.write("a.xml", text)])
        #expect((counts.failedFiles, counts.withdrawn) == (1, 0))
        #expect(try world.totals(.reporter, by: []) == ["USD 600.00"])
        #expect(try world.status().map(\.state) == ["failed"])
        _ = try change(world, Self.before)
        #expect(try world.status().map(\.state) == ["read"])
        #expect(try world.totals(.reporter, by: []) == ["USD 600.00"])
    }

    @Test func aFileGoneFromItsFolderIsWithdrawn() throws {
        let world = World()
        world.scratch.write("in/a.xml", IATI.document([Self.activity("A", "100")]))
        world.scratch.write("in/b.xml", IATI.document([Self.activity("B", "200")]))
        try world.load([world.scratch.path("in")])
        world.scratch.remove("in/b.xml")
        try world.load([world.scratch.path("in/a.xml")])
        #expect(try world.totals(.reporter, by: []) == ["USD 300.00"])
        let counts = try world.load([world.scratch.path("in")])
        #expect(counts.withdrawn == 1)
        #expect(try world.totals(.reporter, by: []) == ["USD 100.00"])
        #expect(try world.status().map(\.state) == ["read", "withdrawn"])
        world.scratch.write("in/b.xml", IATI.document([Self.activity("B", "200")]))
        try world.load([world.scratch.path("in")])
        #expect(try world.totals(.reporter, by: []) == ["USD 300.00"])
        #expect(try world.status().map(\.state) == ["read", "read"])
    }

    /// The winner is withdrawn: the copy that it superseded counts again.
    @Test func aWithdrawnWinnerLeavesTheOther() throws {
        let world = World()
        world.scratch.write("in/a.xml", IATI.document([Self.activity("A", "100")]))
        world.scratch.write("in/b.xml", IATI.document([Self.activity("A", "200")]))
        try world.load([world.scratch.path("in")])
        #expect(try world.totals(.reporter, by: []) == ["USD 200.00"])
        world.scratch.remove("in/b.xml")
        try world.load([world.scratch.path("in")])
        #expect(try world.totals(.reporter, by: []) == ["USD 100.00"])
    }

    @Test func handlingChangesWithTheNextImport() throws {
        let world = try world(Self.before)
        #expect(try world.totals(.reporter, by: [], reader: "JPN") == ["USD 600.00"])
        _ = try change(world, Self.before, handling: "named:USA")
        #expect(try world.totals(.reporter, by: [], reader: "JPN") == [])
        #expect(try world.totals(.reporter, by: [], reader: "USA") == ["USD 600.00"])
        _ = try change(world, Self.after)
        #expect(try world.totals(.reporter, by: [], reader: "JPN") == [])
        #expect(try world.totals(.reporter, by: []) == ["USD 750.00"])
        _ = try change(world, Self.after, handling: "public")
        #expect(try world.totals(.reporter, by: [], reader: "JPN") == ["USD 750.00"])
    }

    /// Only the file's own datetime changes, not a byte of its records: A of 1 now stands above A of 2.
    @Test func aNewerFileOfTheSameRecordsWins() throws {
        let world = World()
        let one = [Self.activity("A", "1")]
        let first = world.scratch.write("1.xml", IATI.document(one, generated: "2010-01-01T00:00:00"))
        try world.load([first, world.scratch.write("2.xml", IATI.document([Self.activity("A", "2")], generated: "2015-01-01T00:00:00"))])
        #expect(try world.totals(.reporter, by: []) == ["USD 2.00"])
        try world.load([world.scratch.write("1.xml", IATI.document(one, generated: "2020-01-01T00:00:00"))])
        #expect(try world.totals(.reporter, by: []) == ["USD 1.00"])
    }

    /// Two copies change places in one file: the later wins, then as now.
    @Test func recordsThatChangePlaces() throws {
        let (one, two) = (Self.activity("A", "1"), Self.activity("A", "2"))
        let world = try world([one, two])
        #expect(try world.totals(.reporter, by: []) == ["USD 2.00"])
        _ = try change(world, [two, one])
        #expect(try world.totals(.reporter, by: []) == ["USD 1.00"])
    }

    /// Links and trees follow the new state: the child that told the parent's money again is gone.
    @Test func netFollows() throws {
        let child = IATI.activity("P-1", inside: IATI.related("P", IATI.parent), IATI.transaction("100"))
        let world = try world([Self.activity("P", "100"), child])
        #expect(try world.totals(.net, by: [.activity]) == ["P-1 USD 100.00"])
        _ = try change(world, [Self.activity("P", "100")])
        #expect(try world.totals(.net, by: [.activity]) == ["P USD 100.00"])
    }
}
