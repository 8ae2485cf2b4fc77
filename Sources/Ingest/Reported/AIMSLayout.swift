import Records
import Sheets

/// What a host government's aid information management system says: `country,year,donor,commitment,disbursement,currency` and, if given,
/// `sector,project`, which are not read. One of the two amounts suffices.
struct AIMSLayout: ReportedAidLayout {
    let source = ReportedAid.Source.aims
    private let country, year, donor, currency: Int
    private let measures: [(column: Int, measure: ReportedAid.Measure)]

    init?(_ header: SheetHeader) {
        guard header.has("country", "year", "donor", "currency"), header.has("commitment") || header.has("disbursement") else { return nil }
        (country, year, donor, currency) = (header["country"], header["year"], header["donor"], header["currency"])
        measures = [(header["disbursement"], .spent), (header["commitment"], .committed)]
    }

    func read(_ row: SheetRow, _ problems: inout ReportedAidProblems) -> [ReportedAid] {
        let (country, donor, currency) = (row.told(country), row.told(donor), row.told(currency).uppercased())
        guard let year = row.year(year), !country.isEmpty, !donor.isEmpty, Self.isCurrency(currency) else {
            problems.note(.aidUnreadable, row.line, "The row has no country, year, donor or currency of three letters, and is left out")
            return []
        }
        return measures.compactMap { column, measure in
            guard let amount = row.amount(column, &problems), amount != .zero else { return nil }
            var one = ReportedAid(line: row.line, country: country, donor: .init(name: donor), year: year, amount: amount)
            (one.measure, one.currency) = (measure, currency)
            return one
        }
    }

    private static func isCurrency(_ code: String) -> Bool { code.utf8.count == 3 && code.utf8.allSatisfy { (0x41...0x5A).contains($0) } }
}
