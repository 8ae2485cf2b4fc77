import SQL
import Testbed
import Testing

@testable import Store

/// A single byte that is not as it was written is found, wherever it stands.
@Suite(.serialized)
struct VerificationTests {
    /// Where a byte may change: a table, its column of bytes, and what tells its rows apart.
    struct Place: CustomTestStringConvertible, Sendable {
        let table: String
        let column: String
        let key: [String]
        var testDescription: String { "\(table).\(column)" }
    }

    private static let places = [
        Place(table: "block", column: "originals", key: ["id"]),
        Place(table: "block", column: "facts", key: ["id"]),
        Place(table: "activity", column: "hash", key: ["id"]),
        Place(table: "rollup_column", column: "bytes", key: ["rollup", "\"column\""]),
        Place(table: "adjustment", column: "facts", key: ["rowid"]),
        Place(table: "row_block", column: "rows", key: ["id"]),
    ]

    /// An example and a sheet of events, in a file and, where one is at hand, on a server.
    private static let worlds: [World] = {
        var worlds = [World()]
        if Server.address != nil { worlds.append(World(store: try! Server.database())) }
        for world in worlds {
            let events = world.scratch.write(
                "events.csv",
                """
                event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,iso,country,admin1,fatalities
                SSD1,2021-07-28,2021,1,Battles,Armed clash,Army,728,South Sudan,Jonglei,7
                SSD2,2021-08-02,2021,1,Battles,Armed clash,Army,728,South Sudan,Unity,2

                """)
            try! world.load(Testbed.files(under: Testbed.examples + "/sudan-2011") + [events])
        }
        return worlds
    }()

    private static func outcome(_ world: World) throws -> Verification.Outcome {
        try Verification(Store.forReading(world.path), World.reference).run()
    }

    @Test func nothingIsFoundInAStoreThatIsWhole() throws {
        for world in Self.worlds {
            let outcome = try Self.outcome(world)
            #expect(outcome.findings == [])
            let database = try Store.forReading(world.path).database
            #expect(outcome.originals == (try database.first("SELECT count(*) FROM activity") { $0.int(0) }))
            #expect(outcome.originals > 120)
            #expect(outcome.facts > 1000)
            #expect(outcome.otherTables == 0)
            #expect(outcome.rowBlocks > 0)
            #expect(outcome.rollups > 5)
        }
    }

    @Test(arguments: places)
    func aChangedByteIsFound(place: Place) throws {
        var numbers = SeededGenerator(seed: 7)
        for world in Self.worlds {
            let database = try Database(path: world.path, mode: .write)
            let keys = place.key.joined(separator: ", ")
            let rows = try database.rows("SELECT \(keys), \(place.column) FROM \(place.table) ORDER BY \(keys)") { row in
                (key: place.key.indices.map { row.int(Int32($0)) }, bytes: row.bytes(Int32(place.key.count)))
            }
            #expect(!rows.isEmpty)
            for _ in 0..<4 {
                let row = rows[Int.random(in: 0..<rows.count, using: &numbers)]
                var changed = row.bytes
                changed[Int.random(in: 0..<changed.count, using: &numbers)] ^= UInt8.random(in: 1...255, using: &numbers)
                try Self.write(changed, row.key, place, database)
                #expect(try !Self.outcome(world).findings.isEmpty, "row \(row.key)")
                try Self.write(row.bytes, row.key, place, database)
            }
            #expect(try Self.outcome(world).findings == [])
        }
    }

    private static func write(_ bytes: [UInt8], _ key: [Int], _ place: Place, _ database: Database) throws {
        let condition = place.key.map { "\($0) = ?" }.joined(separator: " AND ")
        let values: [any SQLValue] = [bytes] + key.map { $0 as any SQLValue }
        try database.statement("UPDATE \(place.table) SET \(place.column) = ? WHERE \(condition)").run(values)
    }

    /// Deaths in an event, in a sum by month and in one by month and place; a title that its original does not have.
    @Test(arguments: [
        "UPDATE event SET best = best + ? WHERE id = 1", "UPDATE event_month SET best = best + ? WHERE month = 202107",
        "UPDATE event_country_month SET events = events + ? WHERE month = 202108", "UPDATE activity SET title = title || ? WHERE id = 1",
    ])
    func aChangedFigureIsFound(change: String) throws {
        for world in Self.worlds {
            let database = try Database(path: world.path, mode: .write)
            try database.begin()
            defer { database.rollback() }
            if change.contains("title") { try database.run(change, "x") } else { try database.run(change, 1) }
            let store = try Store.forReading(world.path)
            #expect(try Verification(store, World.reference).run().findings == [])
            try database.commit()
            #expect(try Verification(store, World.reference).run().findings.count >= 1)
            if change.contains("title") {
                try database.run("UPDATE activity SET title = substr(title, 1, length(title) - 1) WHERE id = ?", 1)
            } else {
                try database.run(change, -1)
            }
        }
    }
}
