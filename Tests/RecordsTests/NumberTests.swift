import Testing

@testable import Records

/// Rule 2.
struct NumberTests {
    @Test(
        arguments: [
            ("12", 12_000_000), (" +12.50\n", 12_500_000), ("12.", 12_000_000), (".5", 500_000), ("-3", -3_000_000), ("-.5", -500_000),
            ("007", 7_000_000), ("0", 0), ("-0", 0), ("0.000001", 1), ("1.5e3", 1_500_000_000), ("25E-1", 2_500_000),
            ("1e-6", 1), ("0e999999999999999999999", 0), ("\u{A0}1 ", 1_000_000),
            ("999999999999", 999_999_999_999_000_000), ("123456.123456", 123_456_123_456),
        ] as [(String, Int128)])
    func accepts(text: String, micros: Int128) {
        #expect(PublishedNumber.parse(text) == .value(Amount(micros: micros), hadCommas: false))
    }

    @Test(
        arguments: [
            ("1,000", 1_000_000_000), ("1,234,567.8", 1_234_567_800_000), ("-12,345", -12_345_000_000), ("+123,456", 123_456_000_000),
            ("001,000", 1_000_000_000),
        ] as [(String, Int128)])
    func acceptsCommasAndSaysSo(text: String, micros: Int128) {
        #expect(PublishedNumber.parse(text) == .value(Amount(micros: micros), hadCommas: true))
    }

    @Test(arguments: [
        "", " ", ".", "+", "-", "-.", "1,23", "1234,567", "1,234,", ",123", "1,234.", "1,234e2", "1,2345", "12 000", "$5", "5 USD", "1.2.3",
        "--1",
        "1e", "1e+", "e5", "0x10", "NaN", "Infinity", "1_000", "\u{661}", "\u{661},234", "1,23\u{664}", "n/a", "1.000,00", "1e5.0", "−5",
    ])
    func refuses(text: String) {
        #expect(PublishedNumber.parse(text) == .unreadable)
    }

    @Test(arguments: [
        "1000000000000000", "-1e15", "1e15", "1,000,000,000,000,000", "1e99999999999999999999", "0.1e16", "123456789012345678901234567890",
    ])
    func tooLarge(text: String) {
        #expect(PublishedNumber.parse(text) == .outOfRange)
    }

    /// Just below ten to the fifteenth, and so below it before rounding.
    @Test(
        arguments: [
            ("999999999999999.99", 999_999_999_999_999_990_000), ("0.99e15", 990_000_000_000_000_000_000),
            ("999999999999999.9999999", 1_000_000_000_000_000_000_000),
        ] as [(String, Int128)])
    func largest(text: String, micros: Int128) {
        #expect(PublishedNumber.parse(text).amount?.micros == micros)
    }

    /// The seventh decimal decides; an exact half goes to the even neighbour, whatever stands far behind it breaks the tie.
    @Test(
        arguments: [
            ("0.0000005", 0), ("0.0000015", 2), ("0.0000025", 2), ("-0.00000251", -3), ("0.00000050000000001", 1), ("5e-7", 0),
            ("5.1e-7", 1),
            ("4.9e-7", 0), ("9e-8", 0), ("1e-999999999999", 0), ("0.1234565", 123_456), ("0.1234575", 123_458),
        ] as [(String, Int128)])
    func roundsHalfToEven(text: String, micros: Int128) {
        #expect(PublishedNumber.parse(text).amount?.micros == micros)
    }

    /// 0.1 added ten times is one, and a tenth of a cent is not lost.
    @Test func isExact() {
        let tenth = PublishedNumber.parse("0.1").amount ?? .zero
        #expect((0..<10).reduce(Amount.zero) { sum, _ in sum + tenth } == Amount(micros: 1_000_000))
        #expect(PublishedNumber.parse("123456789012345.678901").amount?.micros == 123_456_789_012_345_678_901)
    }
}

/// The percentages of rule 5.
struct PercentageTests {
    private let unit = PublishedPercentage.unit

    @Test(arguments: [
        ("100", 100_000), ("50%", 50_000), (" 12.5 % ", 12_500), ("0", 0), ("-0", 0), (".5", 500), ("1e1", 10_000), ("1,000", 1_000_000),
    ])
    func accepts(text: String, thousandths: Int) {
        #expect(PublishedPercentage.parse(text) == Int128(thousandths) * unit / 1000)
    }

    @Test(arguments: ["", "%", "-5", "-0.1%", "33,3", "half", "50%%", "%50", "1e15", "12,5"])
    func countsAsAbsent(text: String) {
        #expect(PublishedPercentage.parse(text) == nil)
    }

    @Test func keepsFifteenDecimals() {
        #expect(PublishedPercentage.parse("33.333333333333336") == 33_333_333_333_333_336)
        #expect(PublishedPercentage.parse("0.0000000000000005") == 0)
    }
}
