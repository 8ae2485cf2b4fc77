import CommandLine
import Picture
import Records

/// `concord contributions`
struct ContributionsCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let shipped = try session.shipped()
        let arguments = QueryArguments(session.arguments, shipped)
        let query = try ContributionTotals.Query(by: arguments.dimensions())
        let (countries, parties) = try (CountryArguments(session.arguments, shipped).codes(), arguments.parties())
        let (store, _, visibility) = try session.open(shipped)
        let ledger = try ContributionLedger(store, visibility, countries: Set(countries), parties: parties)
        if session.arguments.flag("list") { try list(ledger) } else { try total(ledger, query) }
        if ledger.replaced > 0 {
            let rows = ledger.replaced == 1 ? "1 row was" : "\(ledger.replaced) rows were"
            session.talk("\(rows) sent again under the same reference: each counts once, as the file read last has it")
        }
        return .done
    }

    /// A line for each thing that is counted: contributions, quantities by unit, money by currency.
    private func total(_ ledger: ContributionLedger, _ query: ContributionTotals.Query) throws {
        let codes: Set<ContributionTotals.Dimension> = [.party, .country, .year]
        let table = session.table(
            query.by.map { Column($0.rawValue, codes.contains($0) ? .code : .text) } + [
                Column("measure"), Column("unit", .text), Column("value", .number),
            ])
        for row in ContributionTotals(ledger).rows(query) {
            try table.row(row.values + ["contributions", "", String(row.contributions)])
            for (unit, quantity) in row.quantities.items { try table.row(row.values + ["quantity", unit, quantity.shortest]) }
            for (currency, money) in row.money.items { try table.row(row.values + ["money", currency, money.description]) }
        }
        try table.finish()
    }

    private func list(_ ledger: ContributionLedger) throws {
        let names = [
            "reference", "kind", "party", "agency", "title", "recipient", "country", "place", "theme", "start", "end", "quantity", "unit",
            "amount", "currency", "budget", "budget-code", "status", "document", "note", "file",
        ]
        let kinds: [String: Column.Kind] = ["quantity": .number, "amount": .money]
        let table = session.table(names.map { Column($0, kinds[$0] ?? .text) } + [Column("row", .number)])
        for one in ledger.entries {
            let period = [one.start, one.end]
            let figures = [one.quantity?.shortest ?? "", one.unit, one.amount?.description ?? "", one.currency]
            try table.row(
                [one.reference, one.kind, one.party, one.organisation, one.title, one.recipient, one.country, one.place, one.theme]
                    + period + figures + [one.budget, one.budgetCode, one.status, one.document, one.note, one.file, String(one.line)])
        }
        try table.finish()
    }
}
