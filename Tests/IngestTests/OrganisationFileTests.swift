import Records
import Testing

@testable import Ingest

struct OrganisationFileTests {
    @Test func version2() throws {
        let (record, problems) = Reading.organisation(
            """
            <iati-organisation default-currency="EUR" xml:lang="en" last-updated-datetime="2020-01-01T00:00:00Z">
              <organisation-identifier>XM-1</organisation-identifier>
              <name><narrative>Agency</narrative></name>
              <reporting-org ref="XM-1" type="40"><narrative>Agency</narrative></reporting-org>
              <total-budget status="2"><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>
                <value value-date="2020-01-01">1000</value><budget-line ref="1"><value>1</value></budget-line></total-budget>
              <recipient-org-budget><recipient-org ref="XM-2"><narrative>Other</narrative></recipient-org>
                <period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/><value currency="USD" value-date="2020-01-01">5</value></recipient-org-budget>
              <recipient-region-budget><recipient-region code="289"/><period-start iso-date="2020-01-01"/><value>6</value></recipient-region-budget>
              <recipient-country-budget><recipient-country code="af"/><period-start iso-date="2020-01-01"/><value>7</value></recipient-country-budget>
              <total-expenditure><period-start iso-date="2019-01-01"/><value>8</value></total-expenditure>
              <document-link url="https://example.org" format="text/html"/>
            </iati-organisation>
            """)
        #expect(problems == [])
        #expect(record.identifier == "XM-1")
        #expect(record.names.first?.text == "Agency")
        #expect(record.lastUpdated == "2020-01-01T00:00:00")
        #expect(record.budgets.map(\.kind) == [.total, .recipientOrganisation, .recipientRegion, .recipientCountry, .totalExpenditure])
        #expect(record.budgets.map { $0.money.amount?.description } == ["1000.00", "5.00", "6.00", "7.00", "8.00"])
        #expect(record.budgets.map(\.money.currency) == ["EUR", "USD", "EUR", "EUR", "EUR"])
        #expect(record.budgets.map(\.place) == ["", "", "289", "AF", ""])
        #expect(record.budgets[0].status == "2")
        #expect(record.budgets[1].recipient.ref == "XM-2")
        #expect(record.documents.count == 1)
    }

    @Test func version1() {
        let xml = """
            <iati-organisation default-currency="USD"><iati-identifier>XX-1</iati-identifier><name xml:lang="fr">Corps</name>
            <total-budget><period-start>2010-01-01</period-start><period-end>2010-12-31</period-end><value>1</value></total-budget></iati-organisation>
            """
        let (record, problems) = Reading.organisation(xml)
        #expect(record.identifier == "XX-1")
        #expect(record.names == [LocalText(language: "fr", text: "Corps")])
        #expect(record.budgets.first?.start == Day(year: 2010, month: 1, day: 1))
        #expect(problems == [])
    }

    @Test func withoutIdentifier() {
        #expect(Reading.organisation("<iati-organisation/>").1.rules == ["identifier-missing"])
    }
}
