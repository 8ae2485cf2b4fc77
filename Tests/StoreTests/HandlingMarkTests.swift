import Records
import Store
import Testbed
import Testing

/// Rule 16: marks, and who may see what bears them.
struct HandlingMarkTests {
    @Test(arguments: [
        ("public", "public"), ("partners", "partners"), ("own", "own"), ("named:USA", "named:USA"), ("named:usa,JPN", "named:JPN,USA"),
    ])
    func spellings(text: String, spelling: String) throws {
        #expect(try HandlingMark(text).text == spelling)
    }

    @Test(arguments: ["", "secret", "named", "named:", "named:,", "public:USA", "own:USA", "Public", "named:USA:JPN"])
    func noMarks(text: String) {
        #expect(throws: StoreError.self) { try HandlingMark(text) }
    }

    /// PRIV (private firms) is a party that has no seat at the table.
    @Test(arguments: [
        ("public", ["", "USA", "JPN", "GBR", "PRIV"]), ("partners", ["", "USA", "JPN", "GBR"]), ("named:USA", ["", "USA"]),
        ("named:USA,JPN", ["", "USA", "JPN"]), ("own", [""]),
    ])
    func readers(mark: String, expected: [String]) throws {
        let mark = try HandlingMark(mark)
        let seeing = try ["", "USA", "JPN", "GBR", "PRIV"].filter { name in
            try mark.isVisible(to: Reader(name.isEmpty ? nil : name, in: World.reference.register))
        }
        #expect(seeing == expected)
    }

    @Test func anAgencySeesWhatItsPartySees() throws {
        let register = World.reference.register
        let agency = try #require(register.organisations.first { $0.party == "JPN" && $0.code != "JPN" })
        let reader = try Reader(agency.code, in: register)
        #expect(try HandlingMark("named:JPN").isVisible(to: reader))
        #expect(try !HandlingMark("named:USA").isVisible(to: reader))
    }

    @Test func nobodyIsNoReader() {
        #expect(throws: StoreError.self) { try Reader("NOBODY", in: World.reference.register) }
    }
}

/// A record's copies under several marks: who sees which.
struct AudienceTests {
    /// The newest copy is for the U.S. alone, the next for partners, the oldest public.
    private func world() throws -> World {
        let world = World()
        for (year, mark) in [("2010", "public"), ("2012", "partners"), ("2014", "named:USA")] {
            let activity = IATI.activity("A", updated: "\(year)-01-01", inside: IATI.transaction(year))
            try world.load([world.scratch.write("\(year).xml", IATI.document([activity]))], handling: mark)
        }
        return world
    }

    @Test(arguments: [("", "2014"), ("USA", "2014"), ("JPN", "2012"), ("PRIV", "2010")])
    func eachReaderHasAWinner(reader: String, amount: String) throws {
        let world = try world()
        let reader = reader.isEmpty ? nil : reader
        for rule in CountingRule.allCases { #expect(try world.totals(rule, by: [], reader: reader) == ["USD \(amount).00"]) }
        #expect(try world.copies("A", reader: reader).filter { $0.hasSuffix("counted") } == ["\(amount).xml:3 counted"])
    }

    /// A copy counts as superseded when one that this reader sees stands above it.
    @Test(arguments: [("", [1, 1, 0]), ("USA", [1, 1, 0]), ("JPN", [1, 0]), ("PRIV", [0])])
    func supersededForThisReader(reader: String, expected: [Int]) throws {
        #expect(try world().status(reader: reader.isEmpty ? nil : reader).map(\.superseded) == expected)
    }
}
