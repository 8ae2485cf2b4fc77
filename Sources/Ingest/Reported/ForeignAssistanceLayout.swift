import Records
import Sheets

/// The complete file of ForeignAssistance.gov: what the United States obligated and disbursed, in current dollars by their fiscal years.
///
/// The agency is the one whose funds they are, as the funder of an activity is; the managing one where it is not told.
struct ForeignAssistanceLayout: ReportedAidLayout {
    let source = ReportedAid.Source.foreignAssistance
    private let countryCode, country, agency, type, year, amount: Int

    private static let donor = ReportedAid.Body(ref: "XM-DAC-302", name: "United States")
    private static let measures: [String: ReportedAid.Measure] = [
        "obligations": .committed, "obligation": .committed, "disbursements": .spent, "disbursement": .spent,
    ]

    init?(_ header: SheetHeader) {
        guard header.has("countryname", "transactiontypename", "fiscalyear"),
            header.has("currentdollaramount") || header.has("currentamount")
        else {
            return nil
        }
        (countryCode, country) = (header["countrycode"], header["countryname"])
        (type, year) = (header["transactiontypename"], header["fiscalyear"])
        agency = header.has("fundingagencyname") ? header["fundingagencyname"] : header["managingagencyname"]
        amount = header.has("currentdollaramount") ? header["currentdollaramount"] : header["currentamount"]
    }

    func read(_ row: SheetRow, _ problems: inout ReportedAidProblems) -> [ReportedAid] {
        guard let measure = Self.measures[row.told(type).lowercased()] else {
            problems.count(.aidOtherTransactions, row.line)
            return []
        }
        // The quarter between the fiscal year that ended in June 1976 and the next has a name of its own, and is of 1976 by today's.
        guard let year = row.year(year, suffix: "tq"), case let name = row.told(country), !name.isEmpty else {
            problems.note(.aidUnreadable, row.line, "The row has no fiscal year or country, and is left out")
            return []
        }
        guard let dollars = row.amount(amount, &problems), dollars != .zero else { return [] }
        let body = row.told(agency)
        var one = ReportedAid(
            line: row.line, country: name, donor: Self.donor, agency: body.isEmpty ? nil : .init(name: body), year: year, amount: dollars)
        (one.countryCode, one.measure) = (row.told(countryCode), measure)
        return [one]
    }
}
