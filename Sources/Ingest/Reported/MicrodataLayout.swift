import Records
import Sheets

/// Records of the OECD's Creditor Reporting System: the bar-separated text of the bulk download, and what the Data Explorer gives.
///
/// Money is in millions of current U.S. dollars. Recipients and donors have codes of the DAC, and in newer editions also of ISO 3166-1.
struct MicrodataLayout: ReportedAidLayout {
    let source = ReportedAid.Source.crsMicrodata
    private let year, donorCode, donorName, agencyCode, agencyName, recipientCode, recipientName, flowCode, flowName: Int
    private let measures: [(column: Int, measure: ReportedAid.Measure)]

    init?(_ header: SheetHeader) {
        guard header.has("year", "donorname", "recipientname"), header.has("usdcommitment") || header.has("usddisbursement") else {
            return nil
        }
        (year, donorCode, donorName) = (header["year"], header["donorcode"], header["donorname"])
        (agencyCode, agencyName) = (header["agencycode"], header["agencyname"])
        (recipientCode, recipientName) = (header["derecipientcode"], header["recipientname"])
        (flowCode, flowName) = (header["flowcode"], header["flowname"])
        measures = [(header["usddisbursement"], .spent), (header["usdcommitment"], .committed)]
    }

    func read(_ row: SheetRow, _ problems: inout ReportedAidProblems) -> [ReportedAid] {
        let (name, recipient) = (row.told(donorName), row.told(recipientName))
        guard let year = row.year(year), !name.isEmpty, !recipient.isEmpty else {
            problems.note(.aidUnreadable, row.line, "The row has no year, donor or recipient, and is left out")
            return []
        }
        let code = row.whole(donorCode).map { "XM-DAC-\($0)" } ?? ""
        return measures.compactMap { column, measure in
            guard let amount = row.amount(column, power: 6, &problems), amount != .zero else { return nil }
            var one = ReportedAid(
                line: row.line, country: recipient, donor: .init(ref: code, name: name), agency: agency(row, of: code), year: year,
                amount: amount)
            (one.countryCode, one.measure, one.isDevelopment) = (row.told(recipientCode), measure, isDevelopment(row))
            return one
        }
    }

    private func agency(_ row: SheetRow, of donor: String) -> ReportedAid.Body? {
        let name = row.told(agencyName)
        guard !name.isEmpty else { return nil }
        return .init(ref: row.whole(agencyCode).flatMap { donor.isEmpty ? nil : "\(donor)-\($0)" } ?? "", name: name)
    }

    /// Grants, loans and equity are; other official flows, export credits and private finance are not.
    private func isDevelopment(_ row: SheetRow) -> Bool {
        if let code = row.whole(flowCode) { return [11, 12, 13, 19].contains(code) }
        let name = row.told(flowName).lowercased()
        return name.isEmpty || name.hasPrefix("oda") || name.hasPrefix("equity")
    }
}
