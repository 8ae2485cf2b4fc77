import CommandLine
import Picture

/// `concord funding`
struct FundingCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let arguments = QueryArguments(session.arguments, try session.shipped())
        var query = try FundingTotals.Query(by: arguments.dimensions())
        query.countries = arguments.countries()
        let (store, reference, visibility) = try session.open()
        let money = ["funding", "paid", "committed", "pledged", "other"].map { Column($0, .money) }
        let table = session.table(
            query.by.map { Column($0.rawValue, [.country, .year, .party].contains($0) ? .code : .text) } + money + [
                Column("flows", .number)
            ])
        for row in try FundingTotals(store, reference, visibility).rows(query) {
            let amounts = [row.funding, row.paid, row.committed, row.pledged, row.other]
            try table.row(row.values + amounts.map(\.description) + [String(row.flows)])
        }
        try table.finish()
        return .done
    }
}
