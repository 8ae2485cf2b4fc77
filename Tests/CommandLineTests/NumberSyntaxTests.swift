import Testing

@testable import CommandLine

struct NumberSyntaxTests {
    @Test(arguments: [
        ("0", true), ("-0.50", true), ("12e+5", true), ("1.", false), (".5", false), ("01", false), ("+1", false), ("", false),
        ("-", false),
        ("1e", false), ("1 ", false), ("0x1", false), ("NaN", false),
    ])
    func json(_ text: String, _ isNumber: Bool) {
        #expect(isJSONNumber(text.utf8) == isNumber)
    }

    @Test(arguments: [
        ("1", "1"), ("999", "999"), ("1000", "1,000"), ("-1234567.8901", "-1,234,567.8901"), ("n/a", "n/a"), ("", ""), ("0.00", "0.00"),
        ("-999.5", "-999.5"),
    ])
    func thousands(_ text: String, _ grouped: String) {
        #expect(withThousands(text) == grouped)
    }
}
