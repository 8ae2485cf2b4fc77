import Records
import Testing

/// Rule 3.
struct CurrencyTests {
    @Test(arguments: [
        ("EUR", "USD", "EUR"), (" eur ", "USD", "EUR"), ("", "USD", "USD"), ("  ", "gbp ", "GBP"), ("", "", "XXX"),
        ("18169", "USD", "XXX"), ("US$", "USD", "XXX"), ("EURO", "USD", "XXX"), ("É12", "USD", "XXX"), ("", "dollars", "XXX"),
        ("XXX", "USD", "XXX"),
    ])
    func resolves(own: String, fallback: String, expected: String) {
        #expect(Currency.resolve(own: own, default: fallback) == expected)
    }
}
