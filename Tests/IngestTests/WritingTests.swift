import Records
import Testing

@testable import Ingest

/// What is written as IATI 2.03 is read again as it was.
struct WritingTests {
    private static let today = Day(year: 2020, month: 5, day: 4)

    private func written(_ activity: Activity) -> String {
        String(decoding: ActivityWriter.element(activity, placeholder: Self.today), as: UTF8.self)
    }

    /// The record without the lines that its parts stand on, and without what is left out on purpose.
    private func comparable(_ activity: Activity) -> Activity {
        var made = activity
        (made.line, made.defaultLanguage, made.contacts, made.creditorReport) = (0, "", [], nil)
        for index in made.locations.indices { made.locations[index].line = 0 }
        for index in made.transactions.indices { made.transactions[index].line = 0 }
        for index in made.budgets.indices { made.budgets[index].line = 0 }
        for index in made.plannedDisbursements.indices { made.plannedDisbursements[index].line = 0 }
        return made
    }

    private func read(_ xml: String) -> Activity { Reading.activity(xml).0 }

    private func again(_ activity: Activity) -> (Activity, [Problem]) { Reading.activity(written(activity)) }

    private func expectSame(_ a: Activity, _ b: Activity, at location: SourceLocation = #_sourceLocation) {
        let (one, other) = (comparable(a), comparable(b))
        for (mine, theirs) in zip(Mirror(reflecting: one).children, Mirror(reflecting: other).children) {
            #expect("\(mine.value)" == "\(theirs.value)", "\(mine.label ?? "")", sourceLocation: location)
        }
    }

    /// Money and dates of 2.03 with everything that the reader knows.
    @Test func everythingThatIsReadComesBack() {
        var activity = read(Version2Tests.xml)
        // What the schema gives no place, or makes explicit: results and baselines without their required parts, periods without an end.
        (activity.results, activity.hasResults) = ([], false)
        activity.tags[0].name = ""
        activity.documents[0].categories = ["A01"]
        activity.plannedDisbursements[0].end = Day(year: 2019, month: 6, day: 30)
        let (found, problems) = again(activity)
        expectSame(activity, found)
        #expect(problems.isEmpty)
    }

    @Test func resultsComeBack() throws {
        let result = read(Version2Tests.xml).results[0]
        let read = try #require(again(read(Version2Tests.xml)).0.results.first)
        #expect(read.titles == result.titles && read.type == result.type && read.references == result.references)
        let (mine, theirs) = (result.indicators[0], read.indicators[0])
        #expect(theirs.titles == mine.titles)
        #expect(theirs.ascending == mine.ascending)
        #expect(theirs.baselines.isEmpty, "a baseline of no year")
        let actuals = theirs.periods[0].actuals
        #expect(actuals.map(\.value) == ["8", "1"])
        #expect(actuals[0].comments.map(\.text) == ["Nearly"])
    }

    @Test func contactsStayBehind() {
        let activity = read(
            """
            <iati-activity><iati-identifier>A</iati-identifier>
            <contact-info><person-name>Jane Roe</person-name><email>jane@example.org</email></contact-info></iati-activity>
            """
        )
        #expect(activity.contacts[0].person == "Jane Roe")
        #expect(!written(activity).contains("contact") && !written(activity).contains("jane"))
    }

    /// 2.03 requires a description, a participant, a status and dates. Whoever publishes none is not made to have published any.
    @Test func whatWasNotPublishedIsMarked() {
        var activity = Activity()
        activity.identifier = "A"
        activity.transactions = [Transaction()]
        activity.transactions[0].type = "3"
        activity.transactions[0].money = Money(amount: Amount(micros: 1_250_000), currency: "USD")
        let text = written(activity)
        for element in ["description", "participating-org", "activity-status", "activity-date", "transaction-date", "value"] {
            let tag = text.split(separator: "<").first { $0.hasPrefix(element + " ") }
            #expect(tag?.contains("xml:lang=\"x-unstated\"") == true, "\(element)")
        }
        let found = again(activity).0
        #expect(found.descriptions.isEmpty && found.participants.isEmpty && found.status.isEmpty && found.dates == ActivityDates())
        #expect(found.transactions[0].date == nil && found.transactions[0].money == activity.transactions[0].money)
    }

    /// A day that no calendar has keeps its year and month.
    @Test(arguments: [
        ((2012, 2, 30), "2012-02-29"), ((2011, 13, 45), "2011-12-31"), ((2011, 0, 0), "2011-01-01"), ((2011, 6, 7), "2011-06-07"),
    ])
    func impossibleDays(day: (Int, Int, Int), text: String) {
        #expect(Written.day(Day(year: day.0, month: day.1, day: day.2)) == text)
    }

    @Test(arguments: [("1.5", "1.5"), ("-0.000001", "-0.000001"), ("1e3", "1000"), ("999999999999999.999999", "999999999999999.999999")])
    func amountsKeepAllTheirDecimals(published: String, text: String) { #expect(Written.number(published) == text) }

    /// 2.03 knows one country a transaction and no percentages of its sectors: the parts stand for the whole.
    @Test func transactionsOfSeveralCountriesAreDivided() {
        let activity = read(
            """
            <iati-activity default-currency="USD"><iati-identifier>A</iati-identifier>
            <transaction><transaction-type code="3"/><transaction-date iso-date="2012-01-01"/><value>100</value>
            <sector code="11110" percentage="33"/><sector code="12220" percentage="67"/>
            <recipient-country code="SS" percentage="25"/><recipient-country code="SD" percentage="75"/></transaction></iati-activity>
            """
        )
        let parts = again(activity).0.transactions
        let sums = parts.map { "\($0.recipients.map(\.code)) \($0.sectors.map(\.code)) \($0.money.amount!)" }
        #expect(
            sums == [
                #"["SS"] ["11110"] 8.25"#, #"["SS"] ["12220"] 16.75"#, #"["SD"] ["11110"] 24.75"#, #"["SD"] ["12220"] 50.25"#,
            ])
    }

    /// Vocabularies that divide nothing may have percentages too.
    @Test func percentagesLeaveTransactions() {
        let activity = read(
            """
            <iati-activity default-currency="USD"><iati-identifier>A</iati-identifier>
            <transaction><transaction-type code="3"/><transaction-date iso-date="2012-01-01"/><value>100</value>
            <sector code="H" vocabulary="99" percentage="40"/></transaction></iati-activity>
            """)
        #expect(!written(activity).contains("percentage") && written(activity).contains("code=\"H\""))
    }

    @Test(arguments: [
        ("2012-03-04T05:06:07", "2012-03-04T05:06:07"), ("2012-03-04", "2012-03-04T00:00:00"),
        ("2012-03-04 25:06:07", "2012-03-04T00:00:00"),
        ("2012-03-04T5:06:007", "2012-03-04T00:00:00"),
    ])
    func datetimes(published: String, text: String) { #expect(Written.datetime(published) == text) }

    @Test(arguments: [
        ("http://example.org/a b?q=é#x#y", "http://example.org/a%20b?q=%C3%A9#x%23y"),
        ("http://example.org/%zz%20", "http://example.org/%25zz%20"),
        ("http://example.org/%", "http://example.org/%25"), ("[x]", "%5Bx%5D"),
    ])
    func addresses(published: String, text: String) { #expect(Written.address(published) == text) }

    @Test func markupInTextsStaysText() {
        var activity = Activity()
        activity.identifier = "A&B"
        activity.titles = [LocalText(language: "en", text: "</narrative><script>\"x\" & ]]>\u{1}\u{FFFE}")]
        let found = again(activity).0
        #expect(found.identifier == "A&B")
        #expect(found.titles[0].text == "</narrative><script>\"x\" & ]]>")
    }

    /// Places of 1.x are names and a country in attributes.
    @Test func placesOfVersionOneComeBack() throws {
        let activity = read(
            """
            <iati-activity><iati-identifier>A</iati-identifier><location><name>Juba</name>
            <administrative country="ss" adm1="Central Equatoria" adm2="Juba"/><coordinates latitude="4.85" longitude="31.6" precision="1"/>
            <gazetteer-entry gazetteer-ref="GEO">373303</gazetteer-entry></location></iati-activity>
            """
        )
        let place = try #require(again(activity).0.locations.first)
        #expect(
            place.country == "SS" && place.point == activity.locations[0].point && place.identifiers == activity.locations[0].identifiers)
        #expect(place.administrative.map(\.code) == ["Central Equatoria", "Juba"] && place.administrative.map(\.detail) == ["1", "2"])
    }
}
