import Records
import Testing

@testable import Ingest

/// What 1.01 to 1.05 write otherwise than 2.x comes out as the same record.
struct Version1Tests {
    static let xml = """
        <iati-activity xml:lang="en" default-currency="usd" hierarchy="1" last-updated-datetime="2012-03-04T05:06:07+02:00">
          <iati-identifier>
             XX-1-  77 </iati-identifier>
          <reporting-org ref="XX-1" type="10" secondary-reporter="0">Ministry of
             Water</reporting-org>
          <title>Wells in the north</title>
          <title xml:lang="fr">Puits dans le nord</title>
          <description type="1">First line.

        Second line.</description>
          <other-identifier owner-ref="XX-2" owner-name="Other body">O-9</other-identifier>
          <activity-status code="implementation">Implementation</activity-status>
          <activity-date type="start-planned" iso-date="2010-01-15"/>
          <activity-date type="start-actual">15/02/2010</activity-date>
          <activity-date type="end-planned" iso-date="2012-12-31">31 December</activity-date>
          <participating-org ref="XX-1" type="10" role="Funding">Ministry</participating-org>
          <participating-org role="implementing">Contractor</participating-org>
          <recipient-country code="gh" percentage="60%">Ghana</recipient-country>
          <recipient-region code="1030" percentage="40">West Africa</recipient-region>
          <sector vocabulary="DAC" code="14030" percentage="100">Water</sector>
          <sector vocabulary="RO" code="W">Wells</sector>
          <policy-marker vocabulary="DAC" code="2" significance="1">Environment</policy-marker>
          <location percentage="50">
            <location-type code="ADM2"/>
            <name>Keta</name>
            <administrative country="GH" adm1="Volta" adm2="Keta"/>
            <coordinates latitude="5.91" longitude="0.98" precision="2"/>
            <gazetteer-entry gazetteer-ref="GEO">2299625</gazetteer-entry>
          </location>
          <budget type="Original">
            <period-start iso-date="2010-01-01">1st quarter</period-start><period-end>2010-12-31</period-end>
            <value value-date="2010-01-01">1000</value>
          </budget>
          <planned-disbursement updated="2010-01-01">
            <period-start>2011-01-01</period-start><period-end>2011-12-31</period-end><value currency="EUR" value-date="2011-01-01">20</value>
          </planned-disbursement>
          <transaction>
            <transaction-type code="D">Disbursement</transaction-type>
            <transaction-date iso-date="2010-05-06">06-05-2010</transaction-date>
            <value value-date="2010-05-07">12.50</value>
            <description>First payment</description>
            <provider-org ref="XX-1" provider-activity-id="P-1">Ministry</provider-org>
            <receiver-org ref="YY" receiver-activity-id="P-2">Contractor</receiver-org>
            <aid-type code="C01"/><flow-type code="10"/><finance-type code="110"/><tied-status code="5"/>
            <disbursement-channel code="2"/>
          </transaction>
          <result type="1" aggregation-status="true">
            <title>Wells dug</title>
            <indicator measure="1" ascending="1"><title>Number of wells</title>
              <baseline year="2009" value="0"><comment>None</comment></baseline>
              <period><period-start iso-date="2010-01-01"/><period-end iso-date="2010-12-31"/><target value="10"/><actual value="7"/></period>
            </indicator>
          </result>
          <conditions attached="1"><condition type="2">Pay on time</condition></conditions>
          <contact-info><organisation>Ministry</organisation><person-name>A. Person</person-name><email>a@example.org</email></contact-info>
          <document-link url="http://example.org/a.pdf" format="application/pdf"><title>Report</title><category code="A01"/><language code="en"/></document-link>
          <related-activity type="1" ref="XX-1-7">Programme</related-activity>
          <activity-website>http://example.org/wells</activity-website>
          <legacy-data name="Stage" value="7" iati-equivalent="activity-status"/>
          <country-budget-items vocabulary="1"><budget-item code="2.3" percentage="100"><description>Water</description></budget-item></country-budget-items>
          <crs-add>
            <aidtype-flag code="1" significance="1"/>
            <loan-terms rate-1="4" rate-2="3.5"><repayment-type code="1"/><repayment-plan code="2"/><commitment-date iso-date="2010-02-01"/>
              <repayment-first-date iso-date="2012-02-01"/><repayment-final-date iso-date="2022-02-01"/></loan-terms>
            <loan-status year="2011" currency="EUR" value-date="2011-12-31"><interest-received>20</interest-received>
              <principal-outstanding>900.5</principal-outstanding><principal-arrears>0</principal-arrears></loan-status>
          </crs-add>
          <fss extraction-date="2011-05-06" priority="1" phaseout-year="2015"><forecast year="2013" value-date="2011-05-01">30</forecast></fss>
          <unheard-of><transaction/></unheard-of>
        </iati-activity>
        """

    let activity: Activity
    let problems: [Problem]

    init() { (activity, problems) = Reading.activity(Self.xml) }

    @Test func identity() {
        #expect(activity.identifier == "XX-1- 77")
        #expect(activity.reporter.name == "Ministry of Water")
        #expect(!activity.isSecondaryReporter)
        #expect(activity.lastUpdated == "2012-03-04T05:06:07")
        #expect(activity.defaultCurrency == "USD")
        #expect(activity.otherIdentifiers.first?.identifier == "O-9")
        #expect(activity.otherIdentifiers.first?.owner?.ref == "XX-2")
        #expect(activity.relatedActivities == [RelatedActivity(identifier: "XX-1-7", type: "1")])
    }

    @Test func texts() {
        let titles = [LocalText(language: "en", text: "Wells in the north"), LocalText(language: "fr", text: "Puits dans le nord")]
        #expect(activity.titles == titles)
        #expect(activity.descriptions.first?.texts.first?.text == "First line.\n\nSecond line.")
    }

    @Test func words() {
        #expect(activity.status == "2")
        #expect(activity.participants.map(\.role) == [.funding, .implementing])
        #expect(activity.dates.plannedStart == Day(year: 2010, month: 1, day: 15))
        #expect(activity.dates.actualStart == Day(year: 2010, month: 2, day: 15))
        #expect(activity.dates.plannedEnd == Day(year: 2012, month: 12, day: 31))
        #expect(activity.dates.actualEnd == nil)
        #expect(activity.sectors.map(\.vocabulary) == ["1", "RO"])
        #expect(activity.policyMarkers.first == Classification(code: "2", vocabulary: "1", detail: "1", name: "Environment"))
    }

    @Test func recipients() {
        let split = Recipients.split(activity.recipients)
        #expect(split.shares(of: Amount(micros: 10)).map { "\($0.code) \($0.amount.micros)" } == ["GH 6", "region:1030 4"])
    }

    @Test func location() throws {
        let location = try #require(activity.locations.first)
        #expect(location.names.first?.text == "Keta")
        #expect(location.point == Coordinates(latitude: 5.91, longitude: 0.98))
        #expect(location.exactness == "2")
        #expect(location.country == "GH")
        #expect(location.percentage == "50")
        #expect(location.featureDesignation == "ADM2")
        #expect(location.identifiers == [Classification(code: "2299625", vocabulary: "G1")])
        #expect(location.administrative.map { "\($0.vocabulary) \($0.detail) \($0.name)" } == ["name 1 Volta", "name 2 Keta"])
    }

    @Test func money() throws {
        let transaction = try #require(activity.transactions.first)
        #expect(activity.transactions.count == 1)
        #expect(transaction.type == "3")
        #expect(transaction.date == Day(year: 2010, month: 5, day: 6))
        #expect(
            transaction.money == Money(amount: Amount(micros: 12_500_000), currency: "USD", valueDate: Day(year: 2010, month: 5, day: 7)))
        #expect(transaction.provider?.activityIdentifier == "P-1")
        #expect(transaction.receiver?.activityIdentifier == "P-2")
        #expect(transaction.aidTypes.map(\.code) == ["C01"])
        #expect(
            [transaction.flowType, transaction.financeType, transaction.tiedStatus, transaction.disbursementChannel] == [
                "10", "110", "5", "2",
            ])
        #expect(transaction.line == 37)
        #expect(activity.budgets.first?.type == "1")
        #expect(activity.budgets.first?.end == Day(year: 2010, month: 12, day: 31))
        #expect(activity.plannedDisbursements.first?.money.currency == "EUR")
    }

    @Test func rest() throws {
        let indicator = try #require(activity.results.first?.indicators.first)
        #expect(indicator.titles.first?.text == "Number of wells")
        #expect(indicator.baselines.first?.value == "0")
        #expect(indicator.periods.first?.targets.first?.value == "10")
        #expect(indicator.periods.first?.actuals.first?.value == "7")
        #expect(activity.conditions.first?.texts.first?.text == "Pay on time")
        #expect(activity.contacts.first?.email == "a@example.org")
        #expect(activity.documents.first?.categories == ["A01"])
    }

    @Test func creditorReport() throws {
        let report = try #require(activity.creditorReport)
        #expect(report.flags == [Classification(code: "1", detail: "1")])
        let terms = try #require(report.terms)
        #expect([terms.firstRate, terms.secondRate, terms.repaymentType, terms.repaymentPlan] == ["4", "3.5", "1", "2"])
        let days = [terms.commitment, terms.firstRepayment, terms.finalRepayment]
        #expect(days == [2010, 2012, 2022].map { Day(year: $0, month: 2, day: 1) })
        let loan = try #require(report.loans.first)
        #expect([loan.year, loan.currency, loan.valueDate?.description] == ["2011", "EUR", "2011-12-31"])
        let amounts = [loan.interestReceived, loan.principalOutstanding, loan.principalArrears, loan.interestArrears]
        #expect(amounts == [Amount(micros: 20_000_000), Amount(micros: 900_500_000), Amount(micros: 0), nil])
    }

    @Test func forwardSpending() throws {
        let spending = try #require(activity.forwardSpending)
        #expect(spending.extracted == Day(year: 2011, month: 5, day: 6))
        #expect(spending.isPriority == true)
        #expect(spending.phaseOutYear == "2015")
        let forecast = try #require(spending.forecasts.first)
        #expect(forecast.year == "2013")
        #expect(
            forecast.money == Money(amount: Amount(micros: 30_000_000), currency: "USD", valueDate: Day(year: 2011, month: 5, day: 1)))
    }

    @Test func whatHasNoPlaceInTheStandard() {
        #expect(activity.legacyData == [LegacyDatum(name: "Stage", value: "7", equivalent: "activity-status")])
        #expect(activity.websites == ["http://example.org/wells"])
        #expect(activity.hasConditions == true)
        #expect(activity.countryBudgetItems.map(\.name) == ["Water"])
    }

    @Test func noProblem() {
        #expect(problems == [])
    }

    @Test func figuresLeaveTheRestOut() {
        var (figures, _) = Reading.activity(Self.xml, detail: .figures)
        #expect(figures.results.flatMap(\.indicators).map(\.measure) == ["1"])
        figures.results = []
        #expect(figures == activity.figures)
    }

    @Test(arguments: [
        ("IF", "1"), ("C", "2"), ("D", "3"), ("E", "4"), ("IR", "5"), ("LR", "6"), ("R", "7"), ("QP", "8"), ("QS", "9"), ("CG", "10"),
        ("12", "12"),
    ])
    func transactionTypes(published: String, type: String) {
        #expect(Words.transactionType(published) == type)
    }
}
