import Picture
import Records
import Testing

@testable import Publish

@Suite("Numbers and dates as printed")
struct FiguresTests {
    let english = Figures(language: .english, currency: "USD")
    let japanese = Figures(language: .japanese, currency: "USD")

    private func amount(_ whole: Int128, _ micros: Int128 = 0) -> Amount { Amount(micros: whole * Amount.scale + micros) }

    @Test(
        "Millions with one decimal, a half to the even neighbour",
        arguments: [
            (1_234_500_000, "1,234.5"), (1_234_450_000, "1,234.4"), (1_234_550_000, "1,234.6"), (1_234_550_001, "1,234.6"),
            (1_234_449_999, "1,234.4"), (0, "0.0"), (100_000, "0.1"), (49_999, "<0.1"), (50_000, "<0.1"), (1, "<0.1"), (-1, ">\u{2212}0.1"),
            (-2_350_000, "\u{2212}2.4"), (999_950_000, "1,000.0"), (1_000_000_000_000, "1,000,000.0"),
        ])
    func millions(_ units: Int, _ expected: String) {
        #expect(english.millions(amount(Int128(units))) == expected)
    }

    @Test func aMillionthDecidesTheRounding() {
        #expect(english.millions(amount(150_000, 1)) == "0.2")
        #expect(english.millions(amount(150_000)) == "0.2")
        #expect(english.millions(amount(250_000)) == "0.2")
        #expect(english.millions(amount(250_000, 1)) == "0.3")
    }

    @Test func exactToTheCent() {
        #expect(english.exact(amount(1_234_567, 885_000)) == "USD\u{A0}1,234,567.88")
        #expect(english.exact(amount(-1_234, 0)) == "USD\u{A0}\u{2212}1,234.00")
        #expect(english.exact(amount(5), in: "SSP") == "SSP\u{A0}5.00")
    }

    @Test func moneyInSentences() {
        #expect(english.money(amount(412_340_000)) == "USD\u{A0}412.3\u{A0}million")
        #expect(japanese.money(amount(412_340_000)) == "4億1,230万米ドル")
        #expect(japanese.money(amount(1_000_000_000)) == "10億米ドル")
        #expect(japanese.money(amount(2_300_000)) == "230万米ドル")
        #expect(japanese.money(amount(20_000)) == "10万米ドル未満")
        #expect(japanese.money(.zero) == "0米ドル")
        #expect(japanese.unit == "百万米ドル")
    }

    @Test("No share claims an end that it does not reach")
    func shares() {
        let whole = amount(1_000)
        #expect(english.share(amount(610), of: whole) == "61\u{A0}%")
        #expect(english.share(amount(4), of: whole) == "<1\u{A0}%")
        #expect(english.share(amount(996), of: whole) == ">99\u{A0}%")
        #expect(english.share(whole, of: whole) == "100\u{A0}%")
        #expect(japanese.share(amount(125), of: whole) == "12%")
        #expect(english.share(amount(1), of: .zero) == "–")
    }

    @Test func dates() {
        let day = Day(year: 2016, month: 5, day: 31)
        #expect(english.date(day) == "31\u{A0}May\u{A0}2016")
        #expect(japanese.date(day) == "2016年5月31日")
        #expect(english.date(Day(year: 2016, month: 2, day: 31)) == "2016-02-31")
        #expect(english.span(day, nil) == "May\u{A0}2016\u{A0}– ?")
        #expect(japanese.span(nil, day) == "?〜2016年5月")
    }

    @Test func daysAreCounted() {
        #expect(Day(year: 1970, month: 1, day: 1).serial == 0)
        #expect(Day(year: 2000, month: 3, day: 1).serial == 11_017)
        #expect(Day(year: 2016, month: 5, day: 31).serial - Day(year: 2015, month: 5, day: 31).serial == 366)
        #expect(Day(prefixOf: "2016-03-31T00:00:00") == Day(year: 2016, month: 3, day: 31))
        #expect(Day(prefixOf: "31/03/2016") == nil)
        #expect(Day(year: 2011, month: 1, day: 1).decimalYear == 2011)
    }

    @Test func shadesHaveRoundBoundsAndLeaveNothingToNothing() {
        let shades = Shades([7, 30, 43, 45, 50, 63, 147, 152, 171, 193].map { amount($0 * 1_000_000) })
        #expect(shades.bounds.map(english.bound) == ["10", "20", "50", "100"])
        #expect(shades.level(amount(7_000_000)) == 1)
        #expect(shades.level(amount(193_000_000)) == 5)
        #expect(shades.level(.zero) == 0)
        #expect(Shades([]).bounds.isEmpty)
        #expect(Shades([amount(3)]).level(amount(3)) > 0)
    }
}
