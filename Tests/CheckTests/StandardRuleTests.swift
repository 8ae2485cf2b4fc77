import Records
import Testbed
import Testing

@testable import Check

/// Each of the standard's rules with a record that breaks it; the activity that all are made of breaks none.
struct StandardRuleTests {
    private static let activities: [(rule: String, parts: [String: String])] = [
        ("1.1.3", ["iati-identifier": "<iati-identifier>XM-DAC-302</iati-identifier>"]),
        ("1.1.21", ["iati-identifier": "<iati-identifier>XM-DAC-7</iati-identifier>"]),
        ("1.3.1", ["iati-identifier": "<iati-identifier>XM-DAC-302-7 </iati-identifier>"]),
        ("1.3.13", ["iati-identifier": "<iati-identifier>QQ-1-7/8</iati-identifier>", "reporting-org": reporter("QQ-1")]),
        ("1.4.1", ["transaction": transaction("<provider-org ref=\"A\" provider-activity-id=\"x \"/>")]),
        ("1.5.1", ["transaction": transaction("<receiver-org ref=\"A\" receiver-activity-id=\" x\"/>")]),
        ("1.6.1", ["other-identifier": "<other-identifier ref=\" x\" type=\"A3\"/>"]),
        ("1.7.1", ["related-activity": "<related-activity ref=\" x\" type=\"1\"/>"]),
        ("1.8.1", ["participating-org": "<participating-org role=\"1\" ref=\" A\"/>"]),
        ("1.8.13", ["participating-org": "<participating-org role=\"1\" ref=\"A/B\"/>"]),
        ("1.9.1", ["participating-org": "<participating-org role=\"1\" ref=\"A\" activity-id=\"x \"/>"]),
        ("1.10.1", ["transaction": transaction("<provider-org ref=\" A\"/>")]),
        ("1.10.13", ["planned-disbursement": "<planned-disbursement><provider-org ref=\"A|B\"/></planned-disbursement>"]),
        ("1.11.1", ["other-identifier": "<other-identifier ref=\"x\" type=\"A1\"><owner-org ref=\"A \"/></other-identifier>"]),
        ("1.11.13", ["other-identifier": "<other-identifier ref=\"x\" type=\"A1\"><owner-org ref=\"A?B\"/></other-identifier>"]),
        ("1.14.1", ["reporting-org": reporter("XM-DAC-302 ")]),
        ("1.14.8", ["reporting-org": reporter("QQ-1")]),
        ("1.14.13", ["reporting-org": reporter("XM-DAC-3/2")]),
        ("1.15.1", ["transaction": transaction("<receiver-org ref=\" A\"/>")]),
        ("1.15.13", ["transaction": transaction("<receiver-org ref=\"A&amp;B\"/>")]),
        ("1.16.1", ["other-identifier": "<other-identifier ref=\" x\" type=\"B1\"/>"]),
        ("2.1.1", ["sector": "<sector code=\"14030\" percentage=\"100\"/><sector code=\"14010\"/>"]),
        ("2.1.2", ["sector": "<sector code=\"14030\" percentage=\"50\"/><sector code=\"14010\" percentage=\"40\"/>"]),
        ("2.1.4", ["sector": "<sector code=\"14030\" percentage=\"50\"/>"]),
        ("2.2.1", ["sector": "<sector code=\"14030\"/><sector vocabulary=\"99\" code=\"x\"/>"]),
        ("3.1.1", ["recipient-country": "<recipient-country code=\"SS\" percentage=\"100\"/><recipient-country code=\"SD\"/>"]),
        (
            "3.1.2",
            ["recipient-country": "<recipient-country code=\"SS\" percentage=\"50\"/><recipient-country code=\"SD\" percentage=\"49\"/>"]
        ),
        ("3.1.4", ["recipient-country": "<recipient-country code=\"SS\" percentage=\"50\"/>"]),
        (
            "3.4.1",
            ["recipient-country": "", "recipient-region": region("298", "100") + "<recipient-region code=\"88\" vocabulary=\"1\"/>"]
        ),
        ("3.4.2", ["recipient-country": "", "recipient-region": region("298", "50") + region("88", "40")]),
        ("3.4.4", ["recipient-country": "", "recipient-region": region("298", "40")]),
        ("3.6.2", ["transaction": transaction("<recipient-country code=\"SS\"/>")]),
        ("3.7.1", ["recipient-country": ""]),
        ("3.7.2", ["recipient-country": "", "transaction": transaction("<recipient-country code=\"SS\"/>") + transaction("")]),
        ("4.3.1", ["title": "<title><narrative/></title>"]),
        ("4.4.1", ["description": "<description><narrative/></description>"]),
        ("6.2.2", ["sector": ""]),
        ("6.6.2", ["transaction": transaction("<sector code=\"14030\"/>")]),
        ("6.7.2", ["sector": "", "transaction": transaction("<sector code=\"14030\"/>") + transaction("")]),
        ("6.8.1", ["other-identifier": "<other-identifier ref=\"x\" type=\"A1\"><owner-org/></other-identifier>"]),
        ("6.9.1", ["transaction": transaction("<provider-org/>")]),
        ("6.9.2", ["transaction": transaction("<receiver-org/>")]),
        ("6.10.1", ["participating-org": "<participating-org role=\"1\"/>"]),
        ("6.11.1", ["activity-date": "<activity-date type=\"3\" iso-date=\"2016-01-01\"/>"]),
        ("6.13.1", ["policy-marker": "<policy-marker code=\"x\" vocabulary=\"99\"/>"]),
        ("6.14.1", ["policy-marker": "<policy-marker code=\"1\"/>"]),
        ("7.5.3", ["budget": period("budget", "2015-01-01", "2016-02-01")]),
        ("7.9.1", ["country-budget-items": items("<budget-item code=\"1\"/><budget-item code=\"2\"/>")]),
        ("7.9.2", ["country-budget-items": items("<budget-item code=\"1\" percentage=\"50\"/><budget-item code=\"2\" percentage=\"5\"/>")]),
        ("7.9.4", ["country-budget-items": items("<budget-item code=\"1\" percentage=\"50\"/>")]),
        ("8.6.1", ["result": indicator(period("period", "2015-02-01", "2015-01-01"))]),
        ("8.6.3", ["planned-disbursement": period("planned-disbursement", "2015-02-01", "2015-01-01")]),
        ("8.8.1", ["result": indicator("<baseline/>")]),
        ("8.8.2", ["result": indicator("<baseline value=\"many\"/>")]),
        ("8.8.3", ["result": indicator("<baseline value=\"1\"/>", measure: "5")]),
        ("8.9.1", ["result": indicator("<period><target/></period>")]),
        ("8.9.2", ["result": indicator("<period><target value=\"1,000\"/></period>")]),
        ("8.9.3", ["result": indicator("<period><target value=\"1\"/></period>", measure: "5")]),
        ("8.10.1", ["result": indicator("<period><actual/></period>")]),
        ("8.10.2", ["result": indicator("<period><actual value=\"x\"/></period>")]),
        ("8.10.3", ["result": indicator("<period><actual value=\"1\"/></period>", measure: "5")]),
        ("8.11.1", ["result": "<result><indicator><reference/></indicator><reference/></result>"]),
        ("11.1.2", ["activity-date": dates("1", "2016-01-01", "3", "2015-01-01")]),
        ("11.1.3", ["activity-date": dates("2", "2016-01-01", "4", "2015-01-01")]),
        ("11.1.4", ["activity-date": "<activity-date type=\"2\" iso-date=\"2915-01-01\"/>"]),
        ("11.1.5", ["activity-date": dates("1", "2015-01-01", "4", "2915-01-01")]),
        ("11.2.1", ["transaction": "<transaction><transaction-date iso-date=\"2915-01-01\"/></transaction>"]),
        ("11.2.2", ["transaction": "<transaction><value value-date=\"2915-01-01\">1</value></transaction>"]),
        ("12.1.1", ["recipient-country": "<recipient-country code=\"SS\" percentage=\"101\"/>"]),
        ("12.2.1", ["capital-spend": "<capital-spend percentage=\"-1\"/>"]),
        ("12.3.1", ["sector": "<sector code=\"14030\" percentage=\"120\"/>"]),
        ("102.1.1", ["sector": "<sector vocabulary=\"2\" code=\"140\"/>"]),
        ("107.1.1", ["default-aid-type": "<default-aid-type vocabulary=\"2\" code=\"1\"/>"]),
        ("107.1.2", ["default-aid-type": "<default-aid-type code=\"C01\"/><default-aid-type code=\"C01\"/>"]),
        ("107.2.1", ["transaction": transaction("<aid-type vocabulary=\"2\" code=\"1\"/>")]),
        ("107.2.2", ["transaction": transaction("<aid-type code=\"C01\"/><aid-type code=\"C01\"/>")]),
    ]

    private static let organisations: [(rule: String, record: String)] = [
        ("1.12.1", organisation(identifier: "XM-DAC-302 ")), ("1.12.13", organisation(identifier: "XM/DAC")),
        ("1.17.1", organisation("<recipient-org-budget><recipient-org ref=\" A\"/></recipient-org-budget>")),
        ("1.18.1", organisation(reporter: "XM-DAC-302 ")), ("1.18.8", organisation(reporter: "QQ-1")),
        ("1.18.13", organisation(reporter: "XM-DAC-3?2")), ("4.5.1", organisation(attributes: "default-currency=\"USD\"")),
        ("7.8.2", organisation("<total-budget><value/></total-budget>", attributes: "xml:lang=\"en\"")),
        (
            "11.3.1",
            organisation(
                "<recipient-country-budget>\(dates("2015-01-01", "2015-12-31"))<budget-line><value value-date=\"2016-02-01\"/></budget-line></recipient-country-budget>"
            )
        ),
        ("11.4.1", organisation(attributes: "xml:lang=\"en\" default-currency=\"USD\" last-updated-datetime=\"2915-01-01T00:00:00\"")),
    ]

    private func rules(_ document: String) -> Set<String> { Checking.rules(document, families: [.rules]) }

    @Test func aWholeActivityBreaksNone() {
        #expect(rules(Checking.file(Checking.activity())) == [])
        #expect(rules(Self.file(Self.organisation())) == [])
    }

    @Test func eachRuleOfActivities() {
        for (rule, parts) in Self.activities { #expect(rules(Checking.file(Checking.activity(parts))).contains("iati-" + rule), "\(rule)") }
    }

    @Test func eachRuleOfOrganisations() {
        for (rule, record) in Self.organisations { #expect(rules(Self.file(record)).contains("iati-" + rule), "\(rule)") }
    }

    @Test func rulesOfAttributes() {
        let updated = "xml:lang=\"en\" default-currency=\"USD\" last-updated-datetime=\"2915-01-01T00:00:00\""
        #expect(rules(Checking.file(Checking.activity(attributes: updated))) == ["iati-11.1.1"])
        #expect(rules(Checking.file(Checking.activity(attributes: "default-currency=\"USD\""))) == ["iati-4.1.1"])
        let paid = Checking.activity(
            ["transaction": Self.transaction("<value value-date=\"2015-01-01\">1</value>")], attributes: "xml:lang=\"en\"")
        #expect(rules(Checking.file(paid)) == ["iati-7.8.1"])
    }

    @Test func rulesOfWholeFiles() {
        #expect(rules(Checking.file(Checking.activity(), Checking.activity())) == ["iati-1.1.2"])
        #expect(rules(Checking.file("<iati-activity/>", version: "1.03")) == ["iati-0.6.1"])
    }

    @Test func everyRuleIsHeld() {
        let held = Self.activities.map(\.rule) + Self.organisations.map(\.rule) + ["11.1.1", "4.1.1", "7.8.1", "1.1.2", "0.6.1"]
        let words = Tabular(Testbed.text(of: Testbed.resources + "/standard/rule-words.tsv"))
        #expect(Set(words.rows.map { words.value($0, "id") }).subtracting(held).sorted() == [])
    }

    // MARK: Parts

    private static func reporter(_ reference: String) -> String {
        "<reporting-org ref=\"\(reference)\" type=\"10\"><narrative>R</narrative></reporting-org>"
    }

    private static func transaction(_ inside: String) -> String {
        "<transaction><transaction-date iso-date=\"2015-01-01\"/>\(inside)</transaction>"
    }

    private static func region(_ code: String, _ percentage: String) -> String {
        "<recipient-region code=\"\(code)\" vocabulary=\"1\" percentage=\"\(percentage)\"/>"
    }

    private static func items(_ inside: String) -> String {
        "<country-budget-items vocabulary=\"2\">\(inside)</country-budget-items>"
    }

    private static func period(_ name: String, _ start: String, _ end: String) -> String { "<\(name)>\(dates(start, end))</\(name)>" }

    private static func dates(_ start: String, _ end: String) -> String {
        "<period-start iso-date=\"\(start)\"/><period-end iso-date=\"\(end)\"/>"
    }

    private static func dates(_ type: String, _ date: String, _ other: String, _ otherDate: String) -> String {
        "<activity-date type=\"\(type)\" iso-date=\"\(date)\"/><activity-date type=\"\(other)\" iso-date=\"\(otherDate)\"/>"
    }

    private static func indicator(_ inside: String, measure: String = "1") -> String {
        "<result><indicator measure=\"\(measure)\">\(inside)</indicator></result>"
    }

    private static func organisation(
        _ inside: String = "", identifier: String = "XM-DAC-302", reporter: String = "XM-DAC-302",
        attributes: String = "xml:lang=\"en\" default-currency=\"USD\""
    ) -> String {
        "<iati-organisation \(attributes)><organisation-identifier>\(identifier)</organisation-identifier><name><narrative>R</narrative></name>"
            + "\(Self.reporter(reporter))\(inside)</iati-organisation>"
    }

    private static func file(_ organisation: String) -> String {
        "<iati-organisations version=\"2.03\">\(organisation)</iati-organisations>"
    }
}
