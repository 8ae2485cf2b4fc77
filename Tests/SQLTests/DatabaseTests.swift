import SQL
import Testbed
import Testing

/// One connection: what goes in comes out, errors tell the statement and keep the values to themselves, and nothing is half done.
struct DatabaseTests {
    private let scratch = Scratch()
    private let database: Database

    init() throws {
        database = try Database(path: scratch.path("a.db"), mode: .create)
        try database.execute("CREATE TABLE person (name TEXT PRIMARY KEY, age INTEGER CHECK (age >= 0)) STRICT")
    }

    private func names() throws -> [String] { try database.rows("SELECT name FROM person ORDER BY name") { $0.text(0) } }

    private func error(_ body: () throws -> Void) -> SQLError? {
        do { try body() } catch { return error as? SQLError }
        return nil
    }

    @Test func valuesComeBack() throws {
        try database.execute("CREATE TABLE thing (a)")
        let insert = try database.statement("INSERT INTO thing VALUES (?)")
        let values: [any SQLValue] = [
            Int.min, Int64.max, true, 0.5, "", "O'Brien \u{0}x 援助", [UInt8](), [0, 255] as [UInt8], Int?.none, String?.some("x"),
        ]
        for value in values { try insert.run([value]) }
        let types = try database.rows("SELECT typeof(a), length(CAST(a AS BLOB)) FROM thing ORDER BY rowid") {
            "\($0.text(0)) \($0.int(1))"
        }
        // -9223372036854775808 has 20 characters, 9223372036854775807 has 19; O'Brien, a blank, NUL, x, a blank: 11 bytes, and 6 of kanji.
        let expected = [
            "integer 20", "integer 19", "integer 1", "real 3", "text 0", "text 17", "blob 0", "blob 2", "null 0", "text 1",
        ]
        #expect(types == expected)
        #expect(try database.first("SELECT a FROM thing WHERE rowid = 1") { $0.int64(0) } == Int64.min)
        #expect(try database.first("SELECT a FROM thing WHERE rowid = 6") { $0.text(0) } == "O'Brien \u{0}x 援助")
        #expect(try database.first("SELECT a FROM thing WHERE rowid = 8") { $0.bytes(0) } == [0, 255])
        #expect(try database.first("SELECT a FROM thing WHERE rowid = 9") { $0.optionalInt(0) } == .some(nil))
        #expect(try database.first("SELECT a FROM thing WHERE rowid = 99") { $0.int(0) } == nil)
    }

    /// The statement and SQLite's code; never what was bound.
    @Test func errorsTellTheStatementAndWithholdTheValues() throws {
        try database.run("INSERT INTO person VALUES (?, ?)", "Yamada Hanako", 40)
        let repeated = try #require(error { try database.run("INSERT INTO person VALUES (?, ?)", "Yamada Hanako", 41) })
        #expect(repeated.message.contains("UNIQUE"))
        #expect(repeated.sql == "INSERT INTO person VALUES (?, ?)")
        #expect(repeated.description.contains("INSERT INTO person"))
        let refused = try #require(error { try database.run("INSERT INTO person VALUES (?, ?)", "Sato Ichiro", -987654) })
        for text in [repeated.description, refused.description] {
            for value in ["Yamada", "Hanako", "Sato", "40", "41", "987654"] { #expect(!text.contains(value)) }
        }
    }

    @Test(arguments: ["SELEC 1", "SELECT * FROM nowhere", "INSERT INTO person VALUES (1)", ""])
    func statementsThatAreWrong(sql: String) {
        #expect(throws: SQLError.self) { try database.statement(sql) }
    }

    @Test func aTransactionIsDoneOrNotBegun() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try database.transaction {
                try database.run("INSERT INTO person VALUES ('A', 1)")
                throw Stop()
            }
        }
        #expect(try names() == [])
        #expect(throws: SQLError.self) {
            try database.transaction {
                try database.run("INSERT INTO person VALUES ('A', 1)")
                try database.run("INSERT INTO person VALUES ('A', 1)")
            }
        }
        #expect(try names() == [])
        let answer = try database.transaction {
            try database.run("INSERT INTO person VALUES ('B', 1)")
            return "done"
        }
        #expect(answer == "done")
        #expect(try names() == ["B"])
    }

    @Test func statementsWorkAgainAfterErrors() throws {
        let insert = try database.statement("INSERT INTO person VALUES (?, ?)")
        for _ in 0..<3 {
            #expect(throws: SQLError.self) { try insert.run(["A", -1]) }
            #expect(throws: SQLError.self) { try insert.run(["A", "no number"]) }
        }
        try insert.run(["A", 1])
        #expect(throws: SQLError.self) { try insert.run(["A", 2]) }
        try insert.run(["B", 2])
        #expect(try names() == ["A", "B"])
    }

    /// A reader that stops half-way leaves the statement fit for the next.
    @Test func readingMayStop() throws {
        struct Stop: Error {}
        for name in ["A", "B", "C"] { try database.run("INSERT INTO person VALUES (?, 1)", name) }
        let select = try database.statement("SELECT name FROM person ORDER BY name")
        #expect(throws: Stop.self) { try select.forEach([]) { if $0.text(0) == "B" { throw Stop() } } }
        var first: [String] = []
        try select.read(
            [],
            while: {
                first.append($0.text(0))
                return first.count < 2
            })
        #expect(first == ["A", "B"])
        #expect(try names() == ["A", "B", "C"])
        try database.execute("DROP TABLE person")
    }

    /// What was bound before is not bound again.
    @Test func bindingsDoNotStay() throws {
        let insert = try database.statement("INSERT INTO person VALUES (?, ?)")
        try insert.run(["A", 5])
        try insert.run(["B"])
        #expect(try database.first("SELECT age FROM person WHERE name = 'B'") { $0.isNull(0) } == true)
    }

    @Test(arguments: [Database.Mode.read, .write])
    func whatIsNotThereIsNotMade(mode: Database.Mode) {
        let path = scratch.path("none.db")
        #expect(throws: SQLError.self) { try Database(path: path, mode: mode).execute("SELECT 1 FROM sqlite_schema") }
        #expect(!Testbed.exists(path))
    }

    @Test func readingDoesNotWrite() throws {
        let reader = try Database(path: scratch.path("a.db"), mode: .read)
        let error = try #require(error { try reader.run("INSERT INTO person VALUES ('A', 1)") })
        #expect(error.kind == .readOnly)
    }

    @Test func whatIsNoDatabaseIsTold() throws {
        let path = scratch.write("text.db", String(repeating: "this is no database. ", count: 100))
        let error = try #require(error { try Database(path: path, mode: .read).execute("SELECT * FROM sqlite_schema") })
        #expect(error.kind == .notADatabase)
    }

    /// One view over several reads, whatever another connection writes meanwhile.
    @Test func aSnapshotStands() throws {
        try database.execute("PRAGMA journal_mode = WAL")
        try database.run("INSERT INTO person VALUES ('A', 1)")
        let reader = try Database(path: scratch.path("a.db"), mode: .read)
        let counts = try reader.snapshot {
            let before = try reader.first("SELECT count(*) FROM person") { $0.int(0) }
            try database.run("INSERT INTO person VALUES ('B', 1)")
            return [before, try reader.first("SELECT count(*) FROM person") { $0.int(0) }]
        }
        #expect(counts == [1, 1])
        #expect(try reader.first("SELECT count(*) FROM person") { $0.int(0) } == 2)
    }
}
