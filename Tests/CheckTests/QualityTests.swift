import Testing

@testable import Check

/// Each hint with records that give it and records that do not.
struct QualityTests {
    private func rules(_ documents: String...) -> [Set<String>] {
        Checking.findings(documents, families: [.quality]).map { Set($0.map(\.problem.rule)) }
    }

    private func file(_ parts: [String: String]) -> String { Checking.file(Checking.activity(parts)) }

    @Test func noPlace() {
        #expect(rules(file(["recipient-country": ""])) == [["hint-no-place"]])
        #expect(
            rules(file(["recipient-country": "", "transaction": "<transaction><recipient-region code=\"298\"/></transaction>"])) == [[]])
        #expect(rules(file([:])) == [[]])
    }

    @Test func noDates() {
        #expect(rules(file(["activity-date": ""])) == [["hint-no-dates"]])
        #expect(rules(file(["activity-date": "", "transaction": IATIText.payment])) == [[]])
    }

    @Test func percentages() {
        func old(_ first: String, _ second: String) -> String {
            let sectors = "<sector code=\"1\" percentage=\"\(first)\"/><sector code=\"2\" percentage=\"\(second)\"/>"
            return Checking.file(Checking.activity(["sector": sectors]), version: "1.03")
        }
        #expect(rules(old("50", "30")) == [["hint-percentages"]])
        #expect(rules(old("50", "49.5")) == [[]])
    }

    @Test func identifiersAcrossFiles() {
        #expect(rules(file([:]), file([:])) == [[], ["hint-identifier-repeated"]])
        #expect(rules(file([:]), file(["iati-identifier": "<iati-identifier>XM-DAC-302-8</iati-identifier>"])) == [[], []])
    }

    @Test func oneAwardTwice() {
        let title = "<title><narrative>Wells for the villages of Jonglei</narrative></title>"
        func award(_ identifier: String, _ title: String) -> String {
            Checking.activity([
                "iati-identifier": "<iati-identifier>\(identifier)</iati-identifier>", "title": title, "transaction": IATIText.payment,
            ])
        }
        #expect(rules(Checking.file(award("XM-DAC-302-1", title), award("XM-DAC-302-2", title))) == [["hint-award-repeated"]])
        let other = "<title><narrative>Wells for the villages of Unity</narrative></title>"
        #expect(rules(Checking.file(award("XM-DAC-302-1", title), award("XM-DAC-302-2", other))) == [[]])
    }

    @Test func referencesThatNoOneKnows() {
        let related = ["related-activity": "<related-activity type=\"1\" ref=\"XM-DAC-302-9\"/>"]
        #expect(rules(file(related)) == [["hint-reference-unknown"]])
        let parent = file(["iati-identifier": "<iati-identifier>XM-DAC-302-9</iati-identifier>"])
        #expect(rules(file(related), parent) == [[], []])
        // Another reporter's activities are not expected among one's own files.
        #expect(rules(file(["related-activity": "<related-activity type=\"1\" ref=\"GB-1-9\"/>"])) == [[]])
    }

    @Test func everyHintIsHeld() {
        let expected = [
            "hint-no-place", "hint-no-dates", "hint-percentages", "hint-identifier-repeated", "hint-award-repeated",
            "hint-reference-unknown",
        ]
        #expect(QualityRules.all.map(\.rule) == expected)
    }
}

enum IATIText {
    static let payment =
        "<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"2015-06-30\"/><value value-date=\"2015-06-30\">100</value></transaction>"
}
