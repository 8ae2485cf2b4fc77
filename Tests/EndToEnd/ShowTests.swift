import Foundation
import Testbed
import Testing

/// `concord show` leaves out nothing that a publisher says, save of whom to call.
struct ShowTests {
    /// Every element of 2.03 that says something, with values that stand nowhere else in the record.
    static let latest = """
        <iati-activity default-currency="EUR" xml:lang="en" humanitarian="1" hierarchy="2" budget-not-provided="3" linked-data-uri="http://x.org/A"
            last-updated-datetime="2020-01-02T03:04:05">
          <iati-identifier>XM-1-A</iati-identifier>
          <reporting-org ref="XM-1" type="40" secondary-reporter="0"><narrative>Agency</narrative></reporting-org>
          <title><narrative>Clinics</narrative><narrative xml:lang="fr">Cliniques</narrative></title>
          <description type="2"><narrative>Healthier people</narrative></description>
          <participating-org ref="XM-2" role="1" type="10" activity-id="XM-2-B" crs-channel-code="21501"><narrative>Funder</narrative></participating-org>
          <other-identifier ref="I-7" type="A2"><owner-org ref="XM-3"><narrative>Owner</narrative></owner-org></other-identifier>
          <activity-status code="2"/>
          <activity-date iso-date="2019-01-11" type="1"/><activity-date iso-date="2019-02-12" type="2"/>
          <activity-date iso-date="2021-02-13" type="3"/><activity-date iso-date="2021-03-14" type="4"/>
          <contact-info type="1"><organisation><narrative>Secretariat</narrative></organisation><person-name><narrative>A. Person</narrative></person-name>
            <telephone>555-0100</telephone><email>a.person@example.org</email><mailing-address><narrative>Lane</narrative></mailing-address></contact-info>
          <activity-scope code="6"/>
          <recipient-country code="SS" percentage="80"/><recipient-region code="289" vocabulary="1" percentage="20"/>
          <location ref="L1"><location-reach code="1"/><location-id vocabulary="G1" code="373303"/><name><narrative>Juba</narrative></name>
            <description><narrative>A town</narrative></description><activity-description><narrative>Two wards</narrative></activity-description>
            <administrative vocabulary="G2" level="1" code="408666"/><point><pos>4.85 31.6</pos></point>
            <exactness code="2"/><location-class code="3"/><feature-designation code="PPLC"/></location>
          <sector vocabulary="1" code="12220" percentage="50.5"/><sector vocabulary="99" code="H-1"><narrative>House code</narrative></sector>
          <tag vocabulary="2" code="3.8"><narrative>Goal</narrative></tag>
          <country-budget-items vocabulary="5"><budget-item code="1.1.9" percentage="100"><description><narrative>Health vote</narrative></description></budget-item></country-budget-items>
          <humanitarian-scope type="1" vocabulary="1-2" code="EP-9"><narrative>Floods</narrative></humanitarian-scope>
          <policy-marker vocabulary="1" code="8" significance="2"/>
          <collaboration-type code="1"/><default-flow-type code="10"/><default-finance-type code="110"/><default-aid-type code="C01" vocabulary="1"/>
          <default-tied-status code="5"/><capital-spend percentage="8.5"/>
          <budget type="2" status="2"><period-start iso-date="2019-01-01"/><period-end iso-date="2019-12-31"/><value currency="USD" value-date="2019-01-03">3000.5</value></budget>
          <planned-disbursement type="1"><period-start iso-date="2019-04-01"/><period-end iso-date="2019-04-30"/><value value-date="2019-04-02">77</value>
            <provider-org provider-activity-id="XM-2-C" ref="XM-2P" type="11"/><receiver-org receiver-activity-id="XM-4-C" ref="XM-4"/></planned-disbursement>
          <transaction ref="T1" humanitarian="0"><transaction-type code="2"/><transaction-date iso-date="2019-03-01"/><value value-date="2019-03-02">700</value>
            <description><narrative>First tranche</narrative></description><provider-org ref="XM-2Q" type="10"><narrative>Payer</narrative></provider-org>
            <receiver-org ref="XM-5" receiver-activity-id="XM-5-R" type="22"/><disbursement-channel code="4"/><sector vocabulary="1" code="12230"/>
            <recipient-country code="SD"/><flow-type code="20"/><finance-type code="410"/><aid-type code="B03" vocabulary="1"/><tied-status code="4"/></transaction>
          <document-link format="text/html" url="https://example.org/?a=1&amp;b=2"><title><narrative>Site</narrative></title><description><narrative>All of it</narrative></description>
            <category code="A02"/><language code="nl"/><document-date iso-date="2019-05-05"/></document-link>
          <related-activity ref="XM-1-P" type="1"/>
          <legacy-data name="Stage" value="seven" iati-equivalent="activity-status"/>
          <conditions attached="1"><condition type="3"><narrative>Accounts in order</narrative></condition></conditions>
          <result type="2" aggregation-status="0"><title><narrative>Health</narrative></title><description><narrative>Better health</narrative></description>
            <document-link url="https://example.org/result"/><reference vocabulary="99" code="R1"/>
            <indicator measure="2" ascending="1" aggregation-status="1"><title><narrative>Visits</narrative></title><description><narrative>Visits made</narrative></description>
              <document-link url="https://example.org/indicator"/><reference vocabulary="4" code="I1"/>
              <baseline iso-date="2018-01-09" year="2018" value="55"><location ref="L2"/><dimension name="sex" value="female"/><comment><narrative>By survey</narrative></comment>
                <document-link url="https://example.org/baseline"/></baseline>
              <period><period-start iso-date="2019-01-05"/><period-end iso-date="2019-12-05"/>
                <target value="91"><location ref="L3"/><dimension name="age" value="under 5"/><comment><narrative>Hoped for</narrative></comment></target>
                <actual value="88"><location ref="L4"/><dimension name="home" value="camp"/><comment><narrative>Nearly</narrative></comment></actual></period>
            </indicator></result>
          <crs-add><other-flags code="3" significance="1"/>
            <loan-terms rate-1="4.25" rate-2="3.75"><repayment-type code="1"/><repayment-plan code="2"/><commitment-date iso-date="2013-09-01"/>
              <repayment-first-date iso-date="2014-01-07"/><repayment-final-date iso-date="2020-12-08"/></loan-terms>
            <loan-status year="2014" currency="GBP" value-date="2014-05-24"><interest-received>201</interest-received><principal-outstanding>1501</principal-outstanding>
              <principal-arrears>31</principal-arrears><interest-arrears>41</interest-arrears></loan-status><channel-code>21039</channel-code></crs-add>
          <fss extraction-date="2014-05-06" priority="1" phaseout-year="2026"><forecast year="2024" value-date="2014-07-03" currency="CHF">10001</forecast></fss>
        </iati-activity>
        """

    /// 1.03: words where 2.x has codes, and what later versions dropped.
    static let early = """
        <iati-activity xml:lang="en" default-currency="USD" hierarchy="1" last-updated-datetime="2012-03-04T05:06:07">
          <iati-identifier>XX-1-77</iati-identifier><reporting-org ref="XX-1" type="10">Ministry</reporting-org><title>Wells</title>
          <activity-website>http://example.org/wells</activity-website><activity-scope code="4"/>
          <location percentage="51"><location-type code="ADM2"/><name>Keta</name><administrative country="GH" adm1="Volta" adm2="Anlo"/>
            <coordinates latitude="5.91" longitude="0.98" precision="3"/><gazetteer-entry gazetteer-ref="2">2299625</gazetteer-entry></location>
          <sector vocabulary="RO" code="W">Water points</sector><policy-marker vocabulary="RO" code="9" significance="1">Water law</policy-marker>
          <default-tied-status code="5"/>
          <country-budget-items vocabulary="1"><budget-item code="2.3" percentage="99"><description>Water vote</description></budget-item></country-budget-items>
          <transaction><transaction-type code="D"/><transaction-date iso-date="2010-05-06"/><value value-date="2010-05-07">12.5</value>
            <tied-status code="3"/><disbursement-channel code="2"/></transaction>
          <result type="1" aggregation-status="true"><title>Wells dug</title><indicator measure="1" ascending="1"><title>Number</title>
            <baseline year="2009" value="40"><comment>A count</comment></baseline></indicator></result>
          <conditions attached="1"><condition type="2">Pay on time</condition></conditions>
          <contact-info><organisation>Secretariat</organisation><person-name>A. Person</person-name><email>a.person@example.org</email></contact-info>
          <crs-add><aidtype-flag code="4" significance="1"/></crs-add>
          <fss phaseout-year="2026"><forecast year="2013" currency="JPY">30</forecast></fss>
        </iati-activity>
        """

    private static let node: Node = {
        let node = Node()
        node.load([
            node.scratch.write("203.xml", IATI.document([latest])), node.scratch.write("103.xml", IATI.document([early], version: "1.03")),
        ])
        return node
    }()

    @Test(arguments: [(latest, "XM-1-A"), (early, "XX-1-77")])
    func nothingIsLeftOut(xml: String, identifier: String) throws {
        let published = Published(xml).said
        #expect(published.count > 30)
        #expect(try Shown(Self.node, identifier).missing(of: published) == [])
    }

    @Test(arguments: ["table", "csv", "json", "jsonl"])
    func contactsAreNobodysBusiness(format: String) {
        for identifier in ["XM-1-A", "XX-1-77"] {
            let run = Self.node.run(["show", "--format", format, identifier])
            #expect(run.code == 0)
            for word in ["Secretariat", "Person", "555-0100", "a.person", "Lane"] { #expect(!run.output.contains(word), "\(word)") }
        }
    }

    @Test func aTableNamesWhatItShows() {
        let lines = Self.node.run(["show", "XM-1-A"]).output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let expected = [
            "scope: 6", "default-tied-status: 5", "capital-spend: 8.5",
            "- code: 1.1.9  vocabulary: 5  name: Health vote  percentage: 100.0",
            "tied-status: 4", "disbursement-channel: 4", "exactness: 2", "class: 3", "reach: 1", "feature: PPLC",
            "- code: 373303  vocabulary: G1",
            "- code: EP-9  vocabulary: 1-2  type: 1  name: Floods", "- code: 8  vocabulary: 1  significance: 2",
            "- type: 3  text: Accounts in order", "url: https://example.org/?a=1&b=2", "- name: sex  value: female", "comment: By survey",
            "- A02",
        ]
        for line in expected { #expect(lines.contains(line), "\(line)") }
    }

    @Test func aSpreadsheetNamesWhatItShows() {
        let table = Self.node.run(["show", "--format", "csv", "XX-1-77"]).table
        let values = Dictionary(uniqueKeysWithValues: zip(table["field"], table["value"]))
        let expected = [
            "default-tied-status": "5", "transactions[0].tied-status": "3", "transactions[0].disbursement-channel": "2",
            "locations[0].exactness": "3", "locations[0].percentage": "51", "locations[0].gazetteer[0].code": "2299625",
            "country-budget-items[0].name": "Water vote", "results[0].indicators[0].baselines[0].year": "2009",
            "results[0].indicators[0].baselines[0].comment": "A count", "websites[0]": "http://example.org/wells",
            "creditor-report.flags[0].code": "4", "forward-spending.forecasts[0].currency": "JPY", "conditions-attached": "yes",
        ]
        for (field, value) in expected { #expect(values[field] == value, "\(field)") }
    }

    /// A result's places are places: a reader of military posture gets none of them, nor what a publisher's own system called them.
    @Test func resultsPlacesAreWithheldFromTheMilitary() throws {
        let leaves = try Shown(Self.node, "XM-1-A", reader: "JPN-MOD").texts
        #expect(leaves.contains("By survey"))
        #expect(leaves.isDisjoint(with: ["L1", "L2", "L3", "L4", "373303", "seven"]))
    }

    /// A record of the Netherlands with loan terms, forecasts and disaggregated results.
    @Test(.enabled(if: Testbed.shared != nil, Comment(rawValue: Testbed.withoutShared)))
    func nothingIsLeftOutOfARealRecord() throws {
        let path = (Testbed.shared ?? "") + "/data/iati/netherlands/nl-mfa-activities-203.xml"
        let node = Node()
        node.load([path])
        let published = Published(Published.record("NL-1-PPR-24706", in: Testbed.text(of: path))).said
        #expect(published.count > 100)
        #expect(try Shown(node, "NL-1-PPR-24706").missing(of: published) == [])
    }
}

/// What a record says, read by the simplest means: attributes and texts, contacts left out.
private struct Published {
    var said: Set<String> = []

    /// What is mapped to the words of 2.x or derived, and addresses of code lists.
    private static let mapped: Set<String> = ["role", "vocabulary-uri", "srsName", "xml:lang", "xmlns", "last-updated-datetime"]

    init(_ xml: String) {
        let isEarly = xml.contains("<aidtype-flag")
        let text = xml.replacing(/<!--.*?-->/.dotMatchesNewlines(), with: "").replacing(
            /<contact-info.*?<\/contact-info>/.dotMatchesNewlines(), with: ""
        )
        .replacing(/<activity-date[^>]*[^\/]>.*?<\/activity-date>/.dotMatchesNewlines(), with: "")
        for match in text.matches(of: /([A-Za-z:\-0-9]+)="([^"]*)"/) where !Self.mapped.contains(String(match.1)) {
            if isEarly, match.2 == "D" || match.2 == "2" && match.1 == "gazetteer-ref" { continue }
            add(match.2)
        }
        for match in text.matches(of: />([^<>]+)</) { add(match.1) }
    }

    private mutating func add(_ text: Substring) {
        let folded = text.replacing("&amp;", with: "&").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !folded.isEmpty { said.insert(folded) }
    }

    static func record(_ identifier: String, in file: String) -> String {
        let records = file.split(separator: "</iati-activity>")
        return records.first { $0.contains("<iati-identifier>\(identifier)</iati-identifier>") }.map {
            String($0[$0.range(of: "<iati-activity ")!.lowerBound...])
        } ?? ""
    }
}

/// The values of `concord show --format json`, without their keys.
private struct Shown {
    var texts: Set<String> = []
    private var numbers: Set<Double> = []

    init(_ node: Node, _ identifier: String, reader: String? = nil) throws {
        let run = node.run((reader.map { ["--reader", $0] } ?? []) + ["show", "--format", "json", identifier])
        collect(try JSONSerialization.jsonObject(with: Data(run.output.utf8)))
    }

    private mutating func collect(_ value: Any) {
        switch value {
        case let members as [String: Any]: for member in members.values { collect(member) }
        case let items as [Any]: for item in items { collect(item) }
        case let text as String: add(text)
        case let number as NSNumber: numbers.insert(number.doubleValue)
        default: break
        }
    }

    /// A point is two numbers, a region's code has a word before it.
    private mutating func add(_ text: String) {
        texts.insert(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        if text.hasPrefix("region:") { texts.insert(String(text.dropFirst(7))) }
        numbers.formUnion(text.split(separator: " ").compactMap { Double($0) })
    }

    /// Flags are numbers here: true is 1.
    func missing(of said: Set<String>) -> [String] {
        said.filter { text in
            let number = Double(text) ?? (text == "true" ? 1 : .nan)
            return !texts.contains(text) && !numbers.contains(number)
        }.sorted()
    }
}
