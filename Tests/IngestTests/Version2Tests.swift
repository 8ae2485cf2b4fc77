import Records
import Testing

@testable import Ingest

/// 2.01 to 2.03.
struct Version2Tests {
    static let xml = """
        <iati-activity default-currency="EUR" xml:lang="en-GB" humanitarian="1" hierarchy="2" budget-not-provided="3"
            linked-data-uri="http://example.org/A"
            last-updated-datetime="2020-01-02T03:04:05Z">
          <iati-identifier>XM-1-A</iati-identifier>
          <reporting-org ref="XM-1" type="40" secondary-reporter="true"><narrative>Agency</narrative></reporting-org>
          <title><narrative>Title</narrative><narrative xml:lang="JA">題</narrative><narrative/></title>
          <description type="1"><narrative>General</narrative></description>
          <description type="2"><narrative>Objectives</narrative></description>
          <participating-org ref="XM-2" role="1" type="10" activity-id="XM-2-  B" crs-channel-code="21000"><narrative>Funder</narrative></participating-org>
          <other-identifier ref="I-1" type="A2"><owner-org ref="XM-3"><narrative>Owner</narrative></owner-org></other-identifier>
          <activity-status code="2"/>
          <activity-date iso-date="2019-01-01" type="1"/>
          <activity-date iso-date="2019-02-01" type="2"><narrative>Late</narrative></activity-date>
          <activity-date iso-date="2021-02-01" type="3"/>
          <activity-date iso-date="2021-03-01" type="4"/>
          <activity-scope code="4"/>
          <recipient-country code="SS"/>
          <location ref="L1">
            <location-reach code="1"/><location-id vocabulary="G1" code="373303"/>
            <name><narrative>Juba</narrative></name>
            <description><narrative>Town</narrative></description>
            <activity-description><narrative>Clinic</narrative></activity-description>
            <administrative vocabulary="G1" level="1" code="408666"/>
            <point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos> 4.85
               31.6 </pos></point>
            <exactness code="1"/><location-class code="2"/><feature-designation code="PPLC"/>
          </location>
          <sector vocabulary="1" code="12220" percentage="50.5"/>
          <sector code="12230" percentage="49.5"><narrative>Clinics</narrative></sector>
          <sector vocabulary="99" code="H"/>
          <tag vocabulary="2" code="3"><narrative>Goal</narrative></tag>
          <country-budget-items vocabulary="2"><budget-item code="1.1.1" percentage="100"><description><narrative>Health</narrative></description></budget-item></country-budget-items>
          <humanitarian-scope type="1" vocabulary="1-2" code="EP-1"/>
          <policy-marker vocabulary="1" code="1" significance="2"/>
          <collaboration-type code="1"/><default-flow-type code="10"/><default-finance-type code="110"/>
          <default-aid-type code="C01"/><default-aid-type code="2" vocabulary="4"/><default-tied-status code="5"/><capital-spend percentage="8.5"/>
          <budget type="2" status="2">
            <period-start iso-date="2019-01-01"/><period-end iso-date="2019-12-31"/><value currency="USD" value-date="2019-01-01">3000.5</value>
          </budget>
          <planned-disbursement type="1">
            <period-start iso-date="2019-04-01"/><value value-date="2019-04-01">5</value>
            <provider-org provider-activity-id="XM-2-B" ref="XM-2" type="10"><narrative>Funder</narrative></provider-org>
            <receiver-org receiver-activity-id="XM-4-C" ref="XM-4"/>
          </planned-disbursement>
          <transaction ref="T1" humanitarian="0">
            <transaction-type code="2"/><transaction-date iso-date="2019-03-01"/><value value-date="2019-03-02">-7</value>
            <description><narrative>Paid</narrative><narrative xml:lang="fr">Payé</narrative></description>
            <provider-org ref="XM-2" type="10"><narrative>Funder</narrative></provider-org>
            <sector vocabulary="2" code="122"/><recipient-region code="289" vocabulary="1"/>
            <aid-type code="B01" vocabulary="1"/>
          </transaction>
          <result type="2" aggregation-status="0">
            <title><narrative>Health</narrative></title><reference vocabulary="99" code="R1"/>
            <indicator measure="2" ascending="0" aggregation-status="1">
              <title><narrative>Visits</narrative></title><reference vocabulary="1" code="I1"/>
              <baseline iso-date="2018-01-01" value="5"><location ref="L1"/><dimension name="sex" value="female"/></baseline>
              <period><period-start iso-date="2019-01-01"/><period-end iso-date="2019-12-31"/>
                <target value="9"/><actual value="8"><comment><narrative>Nearly</narrative></comment><document-link url="https://example.org/8"/></actual><actual value="1"/></period>
            </indicator>
          </result>
          <document-link format="text/html" url="https://example.org"><title><narrative>Site</narrative></title><description><narrative>All of it</narrative></description><document-date iso-date="2019-05-05"/></document-link>
          <conditions attached="0"/>
          <crs-add><other-flags code="3" significance="0"/><channel-code>21039</channel-code></crs-add>
        </iati-activity>
        """

    let activity: Activity
    let problems: [Problem]

    init() { (activity, problems) = Reading.activity(Self.xml) }

    @Test func head() {
        #expect(activity.identifier == "XM-1-A")
        #expect(activity.isSecondaryReporter)
        #expect(activity.humanitarian == true)
        #expect([activity.hierarchy, activity.budgetNotProvided, activity.status, activity.scope] == ["2", "3", "2", "4"])
        #expect(activity.defaultLanguage == "en")
        #expect(activity.linkedData == "http://example.org/A")
        #expect(activity.hasConditions == false)
        #expect(activity.titles == [LocalText(language: "en", text: "Title"), LocalText(language: "ja", text: "題")])
        #expect(activity.descriptions.map(\.type) == ["1", "2"])
        #expect(activity.dates.start == Day(year: 2019, month: 2, day: 1))
        #expect(activity.dates.end == Day(year: 2021, month: 3, day: 1))
    }

    @Test func organisations() {
        #expect(activity.participants.first?.organisation.activityIdentifier == "XM-2- B")
        #expect(activity.participants.first?.channel == "21000")
        #expect(activity.otherIdentifiers.first?.owner?.name == "Owner")
    }

    @Test func location() throws {
        let location = try #require(activity.locations.first)
        #expect(location.point == Coordinates(latitude: 4.85, longitude: 31.6))
        #expect(
            [location.ref, location.reach, location.exactness, location.locationClass, location.featureDesignation] == [
                "L1", "1", "1", "2", "PPLC",
            ])
        #expect(location.administrative == [Classification(code: "408666", vocabulary: "G1", detail: "1")])
        #expect(location.activityDescriptions.first?.text == "Clinic")
    }

    @Test func codes() {
        #expect(activity.sectors.map(\.vocabulary) == ["1", "", "99"])
        #expect(Sectors.counted(activity.sectors).map(\.code) == ["12220", "12230"])
        #expect(activity.tags == [Classification(code: "3", vocabulary: "2", name: "Goal")])
        #expect(activity.countryBudgetItems.first?.vocabulary == "2")
        #expect(activity.countryBudgetItems.first?.name == "Health")
        #expect(activity.creditorReport?.flags == [Classification(code: "3", detail: "0")])
        #expect(activity.creditorReport?.channel == "21039")
        #expect(activity.humanitarianScopes == [Classification(code: "EP-1", vocabulary: "1-2", detail: "1")])
        #expect(activity.policyMarkers.first?.detail == "2")
        #expect(activity.defaultAidTypes.map(\.code) == ["C01", "2"])
        let codes = [
            activity.collaborationType, activity.defaultFlowType, activity.defaultFinanceType, activity.defaultTiedStatus,
            activity.capitalSpend,
        ]
        #expect(codes == ["1", "10", "110", "5", "8.5"])
    }

    @Test func money() throws {
        let transaction = try #require(activity.transactions.first)
        #expect(transaction.ref == "T1")
        #expect(transaction.humanitarian == false)
        #expect(
            transaction.money == Money(amount: Amount(micros: -7_000_000), currency: "EUR", valueDate: Day(year: 2019, month: 3, day: 2)))
        #expect(transaction.descriptions.map(\.language) == ["en", "fr"])
        #expect(transaction.receiver == nil)
        #expect(Sectors.split(for: transaction, in: activity).entries.map(\.code) == ["122"])
        #expect(Recipients.split(for: transaction, in: activity).entries.map(\.code) == ["region:289"])
        let planned = try #require(activity.plannedDisbursements.first)
        #expect(planned.provider?.activityIdentifier == "XM-2-B")
        #expect(planned.receiver?.activityIdentifier == "XM-4-C")
        #expect(activity.budgets.first?.status == "2")
        #expect(activity.budgets.first?.money.currency == "USD")
    }

    @Test func results() throws {
        let result = try #require(activity.results.first)
        let indicator = try #require(result.indicators.first)
        #expect(result.references.first?.code == "R1")
        #expect(result.aggregable == false)
        #expect(indicator.ascending == false)
        #expect(indicator.aggregable == true)
        #expect(indicator.baselines.first?.day == Day(year: 2018, month: 1, day: 1))
        #expect(indicator.baselines.first?.locations == ["L1"])
        #expect(indicator.baselines.first?.dimensions == [.init(name: "sex", value: "female")])
        #expect(indicator.periods.first?.actuals.map(\.value) == ["8", "1"])
        #expect(indicator.periods.first?.actuals.first?.comments.first?.text == "Nearly")
        #expect(indicator.periods.first?.actuals.first?.documents.first?.url == "https://example.org/8")
        #expect(activity.documents.first?.descriptions.first?.text == "All of it")
        #expect(activity.documents.first?.day == Day(year: 2019, month: 5, day: 5))
    }

    @Test func noProblem() {
        #expect(problems == [])
    }

    @Test func figuresKeepEveryDescriptionForSearch() {
        var (figures, _) = Reading.activity(Self.xml, detail: .figures)
        #expect(figures.descriptions.map(\.type) == ["1", "2"])
        let indicator = figures.results.first?.indicators.first
        #expect(indicator?.periods.flatMap(\.actuals).map(\.value) == ["8", "1"])
        #expect(indicator?.baselines == [])
        figures.results = []
        #expect(figures == activity.figures)
    }

    @Test func textAndNarrativesMix() {
        let xml = "<iati-activity><title>Direct <narrative xml:lang=\"fr\">Titre</narrative> text</title></iati-activity>"
        let (activity, _) = Reading.activity(xml, language: "EN")
        #expect(activity.titles == [LocalText(language: "en", text: "Direct text"), LocalText(language: "fr", text: "Titre")])
    }

    @Test func theFirstIdentifierWins() {
        let (activity, problems) = Reading.activity(inside: "<iati-identifier>B</iati-identifier>")
        #expect(activity.identifier == "A-1")
        #expect(problems.rules == ["identifier-repeated"])
    }
}
