import Testing

@testable import Check

/// The family of structure: each rule with a file that meets it and one that does not.
struct StructureTests {
    private func rules(_ document: String, version: String? = nil) -> Set<String> {
        Checking.rules(document, families: [.structure], version: version)
    }

    private static let whole = Checking.file(Checking.activity())

    @Test func aWholeFileIsValid() { #expect(rules(Self.whole) == []) }

    struct Case: CustomTestStringConvertible {
        var rule: String
        var bad: String
        var testDescription: String { rule }
    }

    static let cases = [
        Case(rule: "element-unknown", bad: Checking.file(Checking.activity(["end": "<unheard-of/>"]))),
        Case(rule: "element-missing", bad: Checking.file(Checking.activity(["title": ""]))),
        Case(
            rule: "element-repeated",
            bad: Checking.file(Checking.activity(["activity-status": "<activity-status code=\"1\"/><activity-status code=\"2\"/>"]))),
        Case(
            rule: "element-misplaced",
            bad: Checking.file(
                Checking.activity([
                    "end": "<sector code=\"14030\"/>",
                    "transaction":
                        "<document-link url=\"a\" format=\"b\"><title><narrative/></title><category code=\"A01\"/></document-link>",
                ]))),
        Case(rule: "attribute-unknown", bad: Checking.file(Checking.activity(["sector": "<sector code=\"14030\" colour=\"red\"/>"]))),
        Case(rule: "attribute-missing", bad: Checking.file(Checking.activity(["activity-status": "<activity-status/>"]))),
        Case(
            rule: "value-malformed",
            bad: Checking.file(Checking.activity(["activity-date": "<activity-date type=\"1\" iso-date=\"1.1.2015\"/>"]))),
        Case(rule: "text-misplaced", bad: Checking.file(Checking.activity(["title": "<title>Wells<narrative>Wells</narrative></title>"]))),
    ]

    @Test(arguments: cases) func eachRule(_ example: Case) { #expect(rules(example.bad) == [example.rule]) }

    @Test func everyRuleHasItsCase() { #expect(Set(Self.cases.map(\.rule)) == Set(StructureRules.all.map(\.rule))) }

    @Test func otherNamespacesMayStandWhereTheStandardSaysSo() {
        let own = "<x:own xmlns:x=\"http://example.org/x\" x:y=\"1\"><anything/></x:own>"
        #expect(rules(Checking.file(Checking.activity(["end": own]))) == [])
        #expect(
            rules(Checking.file(Checking.activity(["iati-identifier": own + "<iati-identifier>A</iati-identifier>"]))) == [
                "element-misplaced"
            ])
        #expect(rules(Checking.file(Checking.activity(), own)) == [])
        #expect(rules(Checking.file(own, Checking.activity())) == ["element-misplaced"])
    }

    /// Out of order is the first child that cannot stand where it does: it comes before what has to be there, or after what may not.
    @Test(arguments: [
        ("<title/><iati-identifier/>", "<title> comes too early in <iati-activity>, its place is after <reporting-org>"),
        ("<iati-identifier/><title/><reporting-org/>", "<title> comes too early in <iati-activity>, its place is after <reporting-org>"),
        (
            "<iati-identifier/><reporting-org/><x:own/><title/>",
            "<own> comes too early in <iati-activity>, its place is after <activity-date>"
        ),
    ])
    func whatComesTooEarlyIsNamed(children: String, sentence: String) {
        // What is missing is told by its own rule: here each of the required elements stands behind.
        let rest = ["iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status", "activity-date"]
            .filter { !children.contains("<\($0)/>") }.map { "<\($0)/>" }.joined()
        let activity = "<iati-activity xmlns:x=\"http://example.org/x\">\(children)\(rest)</iati-activity>"
        let findings = Checking.findings([Checking.file(activity)], families: [.structure])[0].map(\.problem)
        #expect(findings.filter { $0.rule == "element-misplaced" }.map(\.message) == [sentence + ": move it there."])
    }

    @Test func whatComesTooLateIsNamed() {
        let activity = Checking.activity([
            "end": "<sector code=\"14030\"/><x:own xmlns:x=\"http://example.org/x\"/><recipient-country code=\"SS\"/>"
        ])
        let findings = Checking.findings([Checking.file(activity)], families: [.structure])[0].map(\.problem)
        #expect(
            findings.map(\.message) == [
                "<recipient-country> comes too late in <iati-activity>, its place is before elements of other namespaces: move it there."
            ])
    }

    /// In 1.x elements come in any order, and text may stand beside them in many.
    @Test func versionsDiffer() {
        let activity = "<iati-activity><title>Wells</title><iati-identifier>A</iati-identifier></iati-activity>"
        #expect(rules(Checking.file(activity, version: "1.03")) == [])
        #expect(rules(Checking.file(activity, version: "1.03"), version: "2.02").contains("text-misplaced"))
        #expect(rules(Checking.file(activity, version: "nonsense")).contains("element-missing"))
    }

    @Test func whatStandsAroundTheRecords() {
        #expect(rules(Checking.file()) == ["element-missing"])
        #expect(rules(Checking.file(version: "1.01")) == [])
        #expect(rules(Checking.file(Checking.activity(), "stray")) == ["text-misplaced"])
        #expect(rules(Checking.file(Checking.activity(), "<title/>")) == ["element-unknown"])
        #expect(rules("<iati-activities>\(Checking.activity())</iati-activities>") == ["attribute-missing"])
    }

    @Test func linesAreThoseOfTheFile() {
        let findings = Checking.findings([Checking.file(Checking.activity(["sector": "<sector/>"]))], families: [.structure])[0]
        // Line 1 root, 2 activity, 3 identifier, 4 reporter, 5 title, 6 description, 7 participant, 8 status, 9 date, 10 country.
        #expect(findings.map(\.problem.line) == [11])
        #expect(findings.first?.problem.message == "<sector> has no attribute code: add it.")
    }

    /// Lines hold where the reader's window has moved on, among records and in what stands between them.
    @Test func linesHoldInLargeFiles() {
        let gap = "<!-- " + String(repeating: "between\n", count: 100_000) + " -->\n"
        let records = (0..<4_000).map { _ in Checking.activity() }
        let document = Checking.file(records.joined(separator: "\n"), gap, Checking.activity(["sector": "<sector/>"]), "stray")
        let findings = Checking.findings([document], families: [.structure])[0]
        // A root line, 4,000 activities of 11 lines, a comment of 100,001 and the line end behind it; then the sector is the tenth line.
        let start = 1 + 4_000 * 11 + 100_001 + 1
        #expect(findings.map(\.problem.line) == [start + 10, start + 12])
    }

    @Test func damagedRecordsDoNotStopTheRest() {
        let broken = Checking.activity(["title": "<title><narrative>Wells</title>"])
        let findings = Checking.findings([Checking.file(broken, Checking.activity(["sector": "<sector/>"]))], families: [.structure])[0]
        #expect(findings.map(\.problem.rule) == ["record-malformed", "attribute-missing"])
        #expect(findings.map(\.family) == [.xml, .structure])
    }

    @Test func whatIsNotWellFormedIsToldOnce() {
        let missingEnd = "<iati-activities version=\"2.03\">\(Checking.activity())"
        #expect(rules(missingEnd) == ["not-well-formed"])
        #expect(rules(Checking.file(Checking.activity(["title": "<title><narrative>A & B</narrative></title>"]))) == ["bare-ampersand"])
        #expect(rules(Checking.file(Checking.activity(["end": "<x:own/>"]))) == ["prefix-undefined"])
        #expect(rules("{}") == ["not-xml", "not-well-formed"])
        #expect(rules("<other/>") == ["not-iati"])
    }
}
