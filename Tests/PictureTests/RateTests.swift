import Foundation
import Picture
import Records
import Store
import Testbed
import Testing

/// Rule 9: the month's rate, else the nearest earlier month's within a year, else the year's average, else money of its own currency.
struct RateTests {
    /// QQQ is no currency, so that no rate that ships gets in the way.
    private func world(_ rates: String, _ transactions: String...) throws -> World {
        let world = World()
        try world.load([world.scratch.write("rates.csv", "Date,Rate,Currency,Frequency\n" + rates)])
        try world.load([world.scratch.write("a.xml", IATI.document([IATI.activity("A", inside: transactions.joined())]))])
        return world
    }

    private func dollars(_ world: World) throws -> [String] { try world.totals(.reporter, by: []) { $0.currency = .converted("USD") } }

    @Test(arguments: [
        // 100 / 4.
        ("2012-06-30,4,QQQ,M", "USD 25.00"),
        // A month's rate is that month's wherever in it the day stands.
        ("2012-06-01,8,QQQ,M", "USD 12.50"),
        // Eleven months before.
        ("2011-07-31,5,QQQ,M", "USD 20.00"),
        // The nearer of two.
        ("2011-07-31,5,QQQ,M\n2012-02-29,2,QQQ,M", "USD 50.00"),
        // More than a year before, and later: no rate.
        ("2011-05-31,5,QQQ,M", "QQQ 100.00"),
        ("2012-07-31,5,QQQ,M", "QQQ 100.00"),
        // The year's average, but only where no month is near.
        ("2012-01-01,10,QQQ,A", "USD 10.00"),
        ("2012-01-01,10,QQQ,A\n2011-09-30,4,QQQ,M", "USD 25.00"),
        ("2011-01-01,10,QQQ,A", "QQQ 100.00"),
        ("2012-06-30,4,QQR,M", "QQQ 100.00"),
        // 100 / 3 = 33.333..., 100 / 7 = 14.2857...
        ("2012-06-30,3,QQQ,M", "USD 33.33"),
        ("2012-06-30,7,QQQ,M", "USD 14.29"),
        // Nothing is worth nothing, nor less.
        ("2012-06-30,0,QQQ,M", "QQQ 100.00"),
        ("2012-06-30,-4,QQQ,M", "QQQ 100.00"),
        // The later row of one month.
        ("2012-06-30,4,QQQ,M\n2012-06-30,5,QQQ,M", "USD 20.00"),
    ])
    func nearest(rates: String, expected: String) throws {
        #expect(try dollars(world(rates, IATI.transaction("100", currency: "QQQ"))) == [expected])
    }

    /// 100 at 4 and 100 without any rate: two rows, none dropped.
    @Test func whatCannotBeConvertedIsARowOfItsOwn() throws {
        let world = try world(
            "2012-06-30,4,QQQ,M", IATI.transaction("100", currency: "QQQ"), IATI.transaction("100", currency: "QQQ", on: "1999-01-01"))
        #expect(try dollars(world) == ["QQQ 100.00", "USD 25.00"])
    }

    /// 100 QQQ / 4 * 60 = 1500 YYY; dollars go straight.
    @Test func betweenTwoCurrencies() throws {
        let world = try world(
            "2012-06-30,4,QQQ,M\n2012-06-30,60,YYY,M", IATI.transaction("100", currency: "QQQ"), IATI.transaction("1"),
            IATI.transaction("7", currency: "YYY"))
        #expect(try world.totals(.reporter, by: []) { $0.currency = .converted("YYY") } == ["YYY 1567.00"])
    }

    /// The value's date decides the rate (2012: 4), the transaction's the year.
    @Test func theValueDateDecides() throws {
        let transaction =
            "<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"2010-01-31\"/>"
            + "<value currency=\"QQQ\" value-date=\"2012-06-30\">100</value></transaction>"
        let world = try world("2012-06-30,4,QQQ,M\n2010-01-31,5,QQQ,M", transaction)
        #expect(try world.totals(.reporter, by: [.year]) { $0.currency = .converted("USD") } == ["2010 USD 25.00"])
    }

    @Test func withoutAnyDateThereIsNoRate() throws {
        let transaction = "<transaction><transaction-type code=\"3\"/><value currency=\"QQQ\">100</value></transaction>"
        #expect(try dollars(world("2012-06-30,4,QQQ,M", transaction)) == ["QQQ 100.00"])
    }

    /// Rates imported after the records count like those imported before.
    @Test func ratesMayComeLater() throws {
        let world = World()
        try world.load([world.scratch.write("a.xml", IATI.document([IATI.activity("A", inside: IATI.transaction("100", currency: "QQQ"))]))]
        )
        try world.load([world.scratch.write("rates.csv", "Date,Rate,Currency,Frequency\n2012-06-30,4,QQQ,M\n")])
        #expect(try dollars(world) == ["USD 25.00"])
    }

    /// The same for links: 100 QQQ at 4 are 25 of B's 40 dollars.
    @Test func ratesThatComeLaterReachLinks() throws {
        let world = World()
        let activities = [
            IATI.activity("A", inside: IATI.transaction("100", currency: "QQQ", IATI.to("B"))),
            IATI.activity("B", by: "R-2", inside: IATI.transaction("40")),
        ]
        try world.load([world.scratch.write("a.xml", IATI.document(activities))])
        try world.load([world.scratch.write("rates.csv", "Date,Rate,Currency,Frequency\n2012-06-30,4,QQQ,M\n")])
        #expect(try world.totals(.net, by: [.activity]) == ["A QQQ 100.00", "B USD 15.00"])
    }
}

/// Constant prices: dollars by the deflator of the side's country.
struct DeflatorTests {
    private func world(_ deflators: String, _ activities: String...) throws -> World {
        let world = World()
        try world.load([world.scratch.write("deflators.csv", "name,ISO3,2010,2011,2012\n" + deflators)])
        try world.load([world.scratch.write("a.xml", IATI.document(activities))])
        return world
    }

    private func constant(_ world: World) throws -> [String] {
        try world.totals(.reporter, by: [.party]) {
            $0.currency = .converted("USD")
            $0.prices = .constant(2012)
        }
    }

    /// US-GOV-1 is the United States, XM-DAC-701-8 Japan: 100 * 1 / 0.8 = 125 and 100 * 1 / 0.5 = 200.
    @Test func eachPartyByItsOwnCountry() throws {
        let world = try world(
            "United States,USA,0.8,0.9,1\nJapan,JPN,0.5,,1\n",
            IATI.activity("U", by: "US-GOV-1", inside: IATI.transaction("100", on: "2010-03-01")),
            IATI.activity("J", by: "XM-DAC-701-8", inside: IATI.transaction("100", on: "2010-03-01")))
        #expect(try constant(world) == ["JPN USD 200.00", "USA USD 125.00"])
    }

    /// Japan has no deflator for 2011: these 100 are dollars of 2011 and must not be added to those of 2012.
    @Test func moneyWithoutADeflatorIsNotAdded() throws {
        let world = try world(
            "Japan,JPN,0.5,,1\n",
            IATI.activity(
                "J", by: "XM-DAC-701-8", inside: IATI.transaction("100", on: "2010-03-01"), IATI.transaction("100", on: "2011-03-01")))
        let rows = try constant(world)
        #expect(rows.contains("JPN USD 200.00"))
        #expect(rows.count == 2)
    }
}

/// Rates as published, against quotients of Foundation's decimals.
@Suite(.enabled(if: Testbed.shared != nil, Comment(rawValue: Testbed.withoutShared)))
struct PublishedRateTests {
    /// Currency and month; the last three months have no rate of their own in these sheets, but one within the year before.
    static let cases = [
        "EUR 2005-06", "EUR 2012-06", "EUR 2019-12", "JPY 2011-03", "JPY 2016-08", "GBP 1999-01", "GBP 2017-05", "NOK 2013-02",
        "AFN 2010-10", "AFN 2018-07", "SDG 2015-01", "SDG 2019-09", "SSP 2016-11", "SSP 2021-03", "KES 2021-06", "AFN 2022-02",
    ]

    /// Dollars by case, of 98,765,432 each.
    static let converted: [String: String] = {
        let world = World()
        try! world.load([Testbed.shared! + "/data/rates"])
        let activities = cases.map { name in
            IATI.activity(name, inside: IATI.transaction("98765432", currency: String(name.prefix(3)), on: "\(name.suffix(7))-15"))
        }
        try! world.load([world.scratch.write("a.xml", IATI.document(activities))])
        let rows = try! world.totals(.reporter, by: [.activity]) { $0.currency = .converted("USD") }
        return Dictionary(uniqueKeysWithValues: rows.map { (String($0.prefix(11)), String($0.dropFirst(12))) })
    }()

    /// By currency and month: files in path order, the later row of one month.
    static let monthly: [String: Decimal] = {
        var found: [String: Decimal] = [:]
        let folder = Testbed.shared! + "/data/rates/"
        for row in CSVTable(Testbed.text(of: folder + "exchange-rates-monthly.csv")).rows {
            guard let code = ["Euro": "EUR", "Japan": "JPY", "United Kingdom": "GBP", "Norway": "NOK"][row[1]] else { continue }
            found["\(code) \(row[0].prefix(7))"] = Decimal(string: row[2])
        }
        for name in ["imf-monthly-rates.csv", "secondary-historic-rates-2015on.csv"] {
            for row in CSVTable(Testbed.text(of: folder + name)).rows { found["\(row[2]) \(row[0].prefix(7))"] = Decimal(string: row[1]) }
        }
        return found
    }()

    private func rate(_ name: String) -> Decimal? {
        let digits = name.suffix(7).split(separator: "-").map { Int($0)! }
        return (0...11).lazy.compactMap { back in
            let here = digits[0] * 12 + digits[1] - 1 - back
            return Self.monthly["\(name.prefix(3)) \(here / 12)-\(here % 12 < 9 ? "0" : "")\(here % 12 + 1)"]
        }.first
    }

    @Test(arguments: cases)
    func convertedAsByHand(name: String) throws {
        var exact = Decimal(98_765_432) / (try #require(rate(name)))
        var rounded = Decimal()
        NSDecimalRound(&rounded, &exact, 2, .bankers)
        let found = try #require(Self.converted[name]?.split(separator: " "))
        #expect(found[0] == "USD")
        #expect(Decimal(string: String(found[1])) == rounded)
    }
}
