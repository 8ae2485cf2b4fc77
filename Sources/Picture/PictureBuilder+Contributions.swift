import Records
import Store

extension PictureBuilder {
    /// By party, partners first, and kind; and which parties' security assistance stands in a workbook. What was cancelled is none.
    func addContributions(to picture: inout CountryPicture) throws {
        let ledger = try ContributionLedger(store, visibility, countries: Set(countries))
        let rows = ContributionTotals(ledger).rows(.init(by: [.party, .kind]))
        picture.contributions = rows.map { row in
            let current = ledger.entries.filter { [$0.party, $0.kind] == row.values && $0.isUnderWay(on: picture.asOf) }
            return PartnerContribution(
                party: named(party: row.values[0]), kind: named(kind: row.values[1]), sums: row,
                underWay: ContributionTotals.Row(values: row.values, of: current))
        }.sorted { order($0) < order($1) }
        let reported = ledger.entries.filter {
            $0.kind == Contribution.Kind.securityAssistance.rawValue && $0.status != Contribution.Status.cancelled.rawValue
        }
        for party in Set(reported.map(\.party)).sorted() { mark(party, in: &picture) }
    }

    private func order(_ row: PartnerContribution) -> (Int, String, String) {
        (partners.contains(row.party.code) ? 0 : 1, row.party.code, row.kind.code)
    }

    private func mark(_ party: String, in picture: inout CountryPicture) {
        if let place = picture.parties.firstIndex(where: { $0.party.code == party }) {
            picture.parties[place].securityInWorkbook = true
        } else {
            var money = PartyMoney(party: named(party: party))
            money.securityInWorkbook = true
            picture.parties.append(money)
        }
    }

    private func named(kind code: String) -> NamedCode {
        let entry = reference.workbook.name(.kind, code)
        return NamedCode(code: code, english: entry?.name(.english) ?? code, japanese: entry?.name(.japanese) ?? "")
    }
}
