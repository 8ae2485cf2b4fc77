import Testing

@testable import Check

/// The family of code lists: each rule with a code that meets it and one that does not.
struct CodeTests {
    private func rules(_ parts: [String: String], version: String = "2.03") -> Set<String> {
        Checking.rules(Checking.file(Checking.activity(parts), version: version), families: [.codes])
    }

    @Test func rightCodesSayNothing() { #expect(rules([:]) == []) }

    @Test func unknownCodes() {
        #expect(rules(["activity-status": "<activity-status code=\"77\"/>"]) == ["code-unknown"])
        #expect(rules(["recipient-country": "<recipient-country code=\"QQ\"/>"]) == ["code-unlisted"])
        #expect(rules(["sector": "<sector code=\"14010\" vocabulary=\"1\"/>"]) == [])
        #expect(rules(["sector": "<sector code=\"99999\" vocabulary=\"1\"/>"]) == ["code-unknown"])
    }

    /// Algeria's neighbour Netherlands Antilles was dissolved in 2010.
    @Test func withdrawnCodes() { #expect(rules(["recipient-country": "<recipient-country code=\"AN\"/>"]) == ["code-withdrawn"]) }

    @Test func vocabulariesChooseTheList() {
        #expect(rules(["sector": "<sector code=\"140\" vocabulary=\"2\"/>"]) == [])
        #expect(rules(["sector": "<sector code=\"14030\" vocabulary=\"2\"/>"]) == ["code-unknown"])
        #expect(rules(["sector": "<sector code=\"anything\" vocabulary=\"99\"/>"]) == [])
    }

    @Test func languages() {
        #expect(rules(["title": "<title><narrative xml:lang=\"fr\">Puits</narrative></title>"]) == [])
        #expect(rules(["title": "<title><narrative xml:lang=\"qq\">Puits</narrative></title>"]) == ["code-unlisted"])
    }

    /// Before 2.01 transaction types were letters.
    @Test func oldVersionsHadOtherCodes() {
        let transaction = "<transaction><transaction-type code=\"D\"/></transaction>"
        #expect(rules(["transaction": transaction], version: "1.03") == [])
        #expect(rules(["transaction": transaction]) == ["code-unknown"])
    }

    @Test func everyRuleIsHeld() { #expect(CodeRules.all.map(\.rule) == ["code-unknown", "code-unlisted", "code-withdrawn"]) }
}
