import CommandLine
import Picture
import Records

/// `concord reconcile`
struct ReconcileCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let shipped = try session.shipped()
        let arguments = QueryArguments(session.arguments, shipped)
        var query = SourceComparison.Query()
        query.countries = arguments.countries()
        if !session.arguments.strings("party").isEmpty { query.parties = try arguments.parties() }
        (query.firstYear, query.lastYear) = try arguments.years()
        let (store, reference, visibility) = try session.open(shipped)
        let money = ["activities", "crs", "difference"].map { Column($0, .money) }
        let table = session.table(
            ["country", "party", "year"].map { Column($0) } + money + [Column("share"), Column("explained by", .text)])
        for row in try SourceComparison(store, reference, visibility).rows(query) {
            let amounts = [row.activities, row.crs, row.difference].map { $0?.description ?? "" }
            try table.row(
                [row.country, row.party, row.year] + amounts + [Self.share(row), row.reasons.map(Self.words).joined(separator: "; ")])
        }
        try table.finish()
        return .done
    }

    /// What the activities have of the CRS figure, in whole percent.
    private static func share(_ row: SourceComparison.Row) -> String {
        guard let activities = row.activities, let crs = row.crs, crs > .zero else { return "" }
        let percent = activities.approximate / crs.approximate * 100
        return abs(percent) < 1_000_000 ? "\(Int(percent.rounded())) %" : "over 999,999 %"
    }

    private static func words(_ reason: SourceComparison.Reason) -> String {
        switch reason {
        case .noActivities: "no activity in the store has money of the party here in this year"
        case .noTable: "no CRS table of this year is imported"
        case .noFigure: "the CRS table has no figure for donor and recipient"
        case .agencies(let codes): "activities have money of \(codes.joined(separator: ", ")) alone"
        case .security(let amount): "\(amount) is security assistance, most of which the CRS leaves out"
        case .reportedByOthers(let amount): "\(amount) is reported by others than the party"
        case .notItsOwn(let amount):
            amount > .zero
                ? "the party's own reports hold \(amount) more, which is another funder's or counted elsewhere"
                : "the party's own reports hold \(-amount) less than is its own"
        case .notConverted(let currencies): "money in \(currencies.joined(separator: ", ")) could not be converted"
        }
    }
}
