import Testing

@testable import Check

/// Values that XML Schema allows and does not; the verdicts are those of its second part, and of libxml2 where it is stricter.
struct SimpleTypeTests {
    private func accepted(_ type: SimpleType, _ values: [String]) -> [String] {
        values.filter { value in
            var value = value
            return value.withUTF8 { type.accepts($0) }
        }
    }

    private func expect(_ type: SimpleType, good: [String], bad: [String], at location: SourceLocation = #_sourceLocation) {
        #expect(accepted(type, good) == good, sourceLocation: location)
        #expect(accepted(type, bad) == [], sourceLocation: location)
    }

    @Test func numbers() {
        expect(
            .decimal, good: ["1", "-1", "+1", "1.", ".1", "00.5", " 1 ", "\n1\t"],
            bad: ["", " ", ".", "-", "1,000", "1e5", "1 2", "--1", "NaN"])
        expect(.integer, good: ["0", "-0", "+12", "999999999999999999999999"], bad: ["1.0", "", "1 0"])
        expect(.positiveInteger, good: ["1", "+1", "007"], bad: ["0", "-1", "-0"])
        expect(.nonNegativeInteger, good: ["0", "-0", "1"], bad: ["-1"])
        expect(.int, good: ["2147483647", "-2147483648", "0000000000001"], bad: ["2147483648", "-2147483649", "4294967296"])
    }

    @Test func dates() {
        expect(
            .date, good: ["2012-02-29", "12012-01-01", "-0001-01-01", "2012-01-01Z", "2012-01-01+14:00", "2000-02-29"],
            bad: [
                "", "2013-02-29", "1900-02-29", "2012-1-01", "0000-01-01", "02012-01-01", "2012-04-31", "2012-01-01+14:01", " 2012-01-01",
                "2012-01-01T00:00:00",
            ])
        expect(
            .dateTime,
            good: [
                "2012-01-01T00:00:00", "2012-01-01T24:00:00", "2012-01-01T23:59:59.999Z", "2012-01-01T00:00:00-05:00",
                "2012-01-01T00:00:00Z \n", "2012-01-01T00:00:00+01:00\t",
            ],
            bad: [
                "2012-01-01", "2012-01-01T24:00:01", "2012-01-01T23:59", "2012-01-01T23:59:60", "2012-01-01T23:59:59.",
                "2012-01-01 00:00:00", "2012-01-01T00:00:00 ", " 2012-01-01T00:00:00Z", "2012-01-01T00:00:00Z\u{A0}",
            ])
    }

    @Test func addresses() {
        expect(
            .anyURI, good: ["", "http://a.b/c?d#e", "a b", "www.x.y/|a", "http://[::1]/", "../..", "mailto:a@b.c", "n/a"],
            bad: [":a", "http://a:x/", "http://host:/", "#a#b", "1a:b", "%zz", "[a]"])
    }

    @Test func words() {
        expect(.boolean, good: ["true", "0", " 1 "], bad: ["True", "yes", ""])
        expect(.language, good: ["en", "en-US", "x-a"], bad: ["", "en_US", "abcdefghi", "1", "en-"])
        expect(.xmlLang, good: ["", "en"], bad: ["1"])
        expect(.token, good: ["a", ":b", "-", "é", "あ", "\u{2180}"], bad: ["", "a b", "a/b", "\u{FF11}", "\u{2160}", "\u{10400}"])
        expect(.xmlID, good: ["a", "_1", "é", " a "], bad: ["", "1", "-a", "a:b", "a b"])
    }
}
