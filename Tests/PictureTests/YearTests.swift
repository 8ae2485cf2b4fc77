import Picture
import Records
import Testbed
import Testing

/// Rule 10: the year of a day, for each party its own.
struct YearTests {
    @Test(arguments: [
        // United States: October to September, named by its end.
        ("USA", "2011-09-30", "2011"), ("USA", "2011-10-01", "2012"),
        // Japan: April to March, named by its start.
        ("JPN", "2012-03-31", "2011"), ("JPN", "2012-04-01", "2012"),
        // South Sudan: July to June, named by its start.
        ("SSD", "2012-06-30", "2011"), ("SSD", "2012-07-01", "2012"),
        // Afghanistan: solar years to 1391 from the equinox, 1391 cut short, then from December.
        ("AFG", "2011-03-20", "1389"), ("AFG", "2011-03-21", "1390"), ("AFG", "2012-03-19", "1390"), ("AFG", "2012-03-20", "1391"),
        ("AFG", "2012-12-20", "1391"), ("AFG", "2012-12-21", "1392"), ("AFG", "2013-12-21", "1392"), ("AFG", "2013-12-22", "1393"),
        // Pakistan: July to June, named by its end. Iran: from 21 March. Ethiopia: from 8 July. Nepal: from 16 July.
        ("PAK", "2012-06-30", "2012"), ("PAK", "2012-07-01", "2013"), ("IRN", "2012-03-20", "2011"), ("IRN", "2012-03-21", "2012"),
        ("ETH", "2012-07-07", "2011"), ("ETH", "2012-07-08", "2012"), ("NPL", "2012-07-15", "2011"), ("NPL", "2012-07-16", "2012"),
        // A calendar year.
        ("DEU", "2012-12-31", "2012"), ("DEU", "2013-01-01", "2013"),
    ])
    func fiscal(party: String, day: String, year: String) throws {
        let world = try World(IATI.activity("A", inside: IATI.transaction("10", on: day)))
        #expect(try world.totals(.reporter, by: [.year]) { $0.year = .fiscal(party) } == ["\(year) USD 10.00"])
    }

    @Test(arguments: [
        ("<transaction-date iso-date=\"2011-02-30\"/>", "2011"), ("<transaction-date iso-date=\"31-12-2010\"/>", "2010"),
        ("<transaction-date>31/12/2010</transaction-date>", "2010"), ("", "unknown"), ("<transaction-date iso-date=\"soon\"/>", "unknown"),
    ])
    func calendar(date: String, year: String) throws {
        let transaction = "<transaction><transaction-type code=\"3\"/>\(date)<value>10</value></transaction>"
        let world = try World(IATI.activity("A", inside: transaction))
        #expect(try world.totals(.reporter, by: [.year]) == ["\(year) USD 10.00"])
        if year == "unknown" { #expect(try world.totals(.reporter, by: [.year]) { $0.year = .fiscal("JPN") } == ["unknown USD 10.00"]) }
    }

    /// From and to bound the years that are shown: those of the party when its years are asked for.
    @Test func fromAndTo() throws {
        let days = ["2011-09-30", "2011-10-01", "2012-10-01"].enumerated().map { IATI.transaction("\(10 * ($0 + 1))", on: $1) }
        let world = try World(IATI.activity("A", inside: days.joined()))
        let fiscal = try world.totals(.reporter, by: []) { ($0.firstYear, $0.lastYear, $0.year) = (2012, 2012, .fiscal("USA")) }
        #expect(fiscal == ["USD 20.00"])
        #expect(try world.totals(.reporter, by: []) { ($0.firstYear, $0.lastYear) = (nil, 2011) } == ["USD 30.00"])
        #expect(try world.totals(.reporter, by: []) { $0.firstYear = 2012 } == ["USD 30.00"])
    }
}

/// Rule 18: a fact's country as published, and as borders are now.
struct BorderTests {
    static let juba = "<location><name><narrative>Juba</narrative></name><point><pos>4.85 31.60</pos></point></location>"
    static let abyei = "<location><point><pos>9.60 28.43</pos></point></location>"
    static let khartoum = "<location><point><pos>15.55 32.53</pos></point></location>"

    @Test(arguments: [
        ("SD", "", "2011-07-08", "Sudan (undivided)"), ("SD", "", "2011-07-09", "SD"), ("SD", "", "2012-01-01", "SD"),
        ("SD", juba, "2010-01-01", "SS"), ("SD", juba, "2012-01-01", "SS"), ("SD", khartoum, "2010-01-01", "SD"),
        ("SS", "", "2012-01-01", "SS"), ("SS", juba, "2012-01-01", "SS"), ("SD", abyei, "2010-01-01", "Abyei"),
        ("SS", abyei, "2012-01-01", "Abyei"), ("AF", "", "2001-01-01", "AF"),
    ])
    func now(country: String, place: String, day: String, expected: String) throws {
        let world = try World(IATI.activity("A", inside: IATI.country(country), place, IATI.transaction("10", on: day)))
        #expect(try world.totals(.reporter, by: [.country]) { $0.borders = .now } == ["\(expected) USD 10.00"])
        #expect(try world.totals(.reporter, by: [.country]) == ["\(country) USD 10.00"])
    }

    /// A filter on countries means those of the borders that are asked for.
    @Test func filters() throws {
        let world = try World(IATI.activity("A", inside: IATI.country("SD"), Self.juba, IATI.transaction("10", on: "2010-01-01")))
        #expect(try world.totals(.reporter, by: []) { $0.countries = ["SS"] } == [])
        #expect(try world.totals(.reporter, by: []) { ($0.countries, $0.borders) = (["SS"], .now) } == ["USD 10.00"])
    }
}
