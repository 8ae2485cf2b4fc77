import Testing
import Transfer

/// What of an address may be shown, and what none is.
struct WebAddressTests {
    @Test func userAndPasswordAreNotShown() throws {
        let address = try WebAddress("https://desk:open-sesame@Example.org/a%20b.xml?x=1#part")
        #expect(address.shown == "https://example.org/a%20b.xml?x=1" || address.shown == "https://Example.org/a%20b.xml?x=1")
        #expect(address.host == "example.org")
        #expect(address.fileName == "a%20b.xml")
        #expect(address.whole.contains("open-sesame"))
    }

    @Test(arguments: ["key", "api_key", "API-Key", "subscription-key", "access_token", "password", "sig", "email"])
    func keysAreNotShown(name: String) throws {
        let (one, other) = (try WebAddress("https://e.org/x?\(name)=S3CRET&y=2"), try WebAddress("https://e.org/x?\(name)=Other&y=2"))
        #expect(!one.shown.contains("S3CRET") && one.shown.hasSuffix("&y=2"))
        #expect(one.shown != other.shown)
        #expect(try WebAddress(one.shown).shown == one.shown)
    }

    @Test(arguments: [
        "file:///etc/passwd", "ftp://e.org/x", "gopher://e.org", "https://", "http://e.org:99999/", "https://e.org/a\nb", "e.org/x",
    ])
    func noAddress(text: String) { #expect(throws: TransferError.self) { try WebAddress(text) } }

    @Test func parametersAreReplaced() throws {
        let page = try WebAddress("https://e.org/api?rows=5&q=a&start=0").with([("start", "10"), ("rows", "20")])
        #expect(page.whole == "https://e.org/api?q=a&start=10&rows=20")
        #expect(page.parameter("rows") == "20" && page.parameter("q") == "a" && page.parameter("none") == nil)
    }
}
