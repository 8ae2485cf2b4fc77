import Ingest
import Locks
import Picture
import Records
import SQL
import Testbed
import Testing

@testable import Store

/// Events on their way from the reading thread to the writing one.
struct EventReadingTests {
    private struct Broken: Error {}

    private static let sheet = """
        event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,iso,country,admin1,fatalities
        SSD1,2021-07-28,2021,1,Battles,Armed clash,Army,728,South Sudan,Jonglei,7

        """

    private static func event(_ identifier: String, month: Int = 3, deaths: Int = 1) -> ConflictEvent {
        let day = Day(year: 2020, month: month, day: 1)
        return ConflictEvent(
            dataset: .acled, identifier: identifier, first: day, last: day, datePrecision: .day, country: "SS", province: "Jonglei",
            placePrecision: .province, type: "Battles", deaths: .init(low: deaths, best: deaths, high: deaths))
    }

    private func counts(_ world: World) throws -> [String] {
        let store = try Store.forReading(world.path)
        let rows = try EventCounts(store, Visibility(.owner, in: store)).rows(EventCounts.Query(by: [.month]))
        return rows.map { "\($0.values[0]) \($0.events) \($0.deaths.best)" }
    }

    /// What was read of the file before stays as it was.
    @Test(arguments: [0, 1, 40])
    func aFileThatBreaksOff(batches: Int) throws {
        let world = World()
        try world.load([world.scratch.write("a.csv", Self.sheet)])
        let store = try Store.forWriting(world.path)
        let left = Guarded(batches)
        let reading = EventReading(World.reference) {
            {
                let number = left.withLock { left in
                    left -= 1
                    return left
                }
                guard number >= 0 else { throw Broken() }
                return ReadEvents(events: [(Self.event("NEW\(number)"), number + 2)], rows: 1)
            }
        }
        #expect(throws: Broken.self) {
            try store.database.transaction { _ = try EventWriter(store.database, document: 1, handling: 1).write(reading) }
        }
        #expect(try counts(world) == ["2021-07 1 7"])
        #expect(try store.database.first("SELECT count(*) FROM event_key") { $0.int(0) } == 1)
    }

    /// A sheet that is gone when its turn comes is told, and those behind it are read.
    @Test func aSheetThatIsGone() throws {
        let world = World()
        let files = ["1", "2", "3"].map { world.scratch.write("\($0).csv", Self.sheet.replacing("SSD1", with: "SSD\($0)")) }
        var failed: [String] = []
        let counts = try world.load(files) { event in
            if case .finished(files[0], _) = event { world.scratch.remove("2.csv") }
            if case .failed(let path, _) = event { failed.append(path) }
        }
        #expect(failed == [files[1]] && counts.files == 2)
        #expect(try self.counts(world) == ["2021-07 2 14"])
    }

    /// Who writes may stop at any moment: the threads end, and have not read far ahead.
    @Test func aWriterThatStops() throws {
        let made = Guarded(0)
        do {
            let reading = EventReading(World.reference) {
                {
                    made.withLock { $0 += 1 }
                    return ReadEvents(events: [(Self.event("A"), 2)], rows: 1)
                }
            }
            for _ in 0..<3 { #expect(try reading.next()?.events.count == 1) }
        }
        // Three taken, as many under way as there is room for, one that found none.
        #expect((3...EventReading.capacity + 4).contains(made.withLock { $0 }))
    }

    /// Sums written in parts are those written at once.
    @Test func sumsInParts() throws {
        let world = World()
        try world.load([world.scratch.write("a.csv", Self.sheet)])
        let database = try Store.forWriting(world.path).database
        let preparation = EventPreparation(World.reference)
        // Deaths 1 to 6 in months 1, 2, 3, 1, 2, 3: 1 + 4, 2 + 5, 3 + 6.
        let events = (0..<6).map { (event: Self.event("A\($0)", month: $0 % 3 + 1, deaths: $0 + 1), line: $0 + 2) }
        let made = preparation.prepare(ReadEvents(events: events, rows: 6))
        let terms = TermWriter(database)
        let numbers = try made.terms.map { try terms.number($0) }
        var sums = EventSums(database, document: 1, audience: 1, mostKeys: 2)
        for event in made.events { try sums.add(event, numbers) }
        try sums.close()
        #expect(try counts(world) == ["2020-01 2 5", "2020-02 2 7", "2020-03 2 9", "2021-07 1 7"])
        let places = try database.rows("SELECT month, events, best FROM event_month ORDER BY month") { [$0.int(0), $0.int(1), $0.int(2)] }
        #expect(places == [[202_001, 2, 5], [202_002, 2, 7], [202_003, 2, 9], [202_107, 1, 7]])
    }

    /// A key is contested whether its other event stands in the same run, in an earlier one, or in the store.
    @Test func contestedKeys() throws {
        let world = World()
        let database = try Store.forWriting(world.path).database
        try database.run("INSERT INTO event_key VALUES (5, 1)")
        let keys = EventKeys(database, runLength: 3)
        for (event, key) in [7, 8, 7, 9, 8, 5, 10].enumerated() { try keys.add(key, of: event + 2) }
        try keys.close()
        #expect(keys.contested == [5, 7, 8])
        #expect(try database.first("SELECT count(*) FROM event_key") { $0.int(0) } == 8)
    }

    @Test func noIdentifierHasNoKey() {
        #expect(EventKeys.key(of: "") == nil)
        #expect(EventKeys.key(of: "SSD1") != EventKeys.key(of: "SSD2"))
    }
}
