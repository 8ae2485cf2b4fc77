import CommandLine
import Picture
import Records

/// `concord reconcile`
struct ReconcileCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let shipped = try session.shipped()
        let query = try query(QueryArguments(session.arguments, shipped))
        let (store, reference, visibility) = try session.open(shipped)
        let money = ["activities", "figure", "difference"].map { Column($0, .money) }
        let table = session.table(
            ["country", "party", "year", "source", "measure"].map { Column($0) } + money + [Column("share"), Column("explained by", .text)])
        for row in try SourceComparison(store, reference, visibility).rows(query) {
            let amounts = [row.activities, row.figure, row.difference].map { $0?.description ?? "" }
            let reasons = row.reasons.map { Self.words($0, row.source) }.joined(separator: "; ")
            try table.row(
                [row.country, row.party, row.year, row.source.rawValue, row.measure.map(Self.name) ?? ""] + amounts
                    + [Self.share(row), reasons])
        }
        try table.finish()
        return .done
    }

    private func query(_ arguments: QueryArguments) throws -> SourceComparison.Query {
        var query = SourceComparison.Query()
        query.countries = arguments.countries()
        if !session.arguments.strings("party").isEmpty { query.parties = try arguments.parties() }
        (query.firstYear, query.lastYear) = try arguments.years()
        query.sources = Set(try session.arguments.strings("source").map(source))
        if session.arguments.string("flow") == Flow.commitments.rawValue { query.measure = .committed }
        return query
    }

    private func source(_ name: String) throws -> ReportedAid.Source {
        guard let source = ReportedAid.Source(rawValue: name.lowercased()) else {
            let known = ReportedAid.Source.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("there is no source \(name): use \(known)")
        }
        return source
    }

    /// What the activities have of the source's figure, in whole percent.
    private static func share(_ row: SourceComparison.Row) -> String {
        guard let activities = row.activities, let figure = row.figure, figure > .zero else { return "" }
        let percent = activities.approximate / figure.approximate * 100
        return abs(percent) < 1_000_000 ? "\(Int(percent.rounded())) %" : "over 999,999 %"
    }

    private static func name(_ measure: ReportedAid.Measure) -> String { (measure == .spent ? Flow.spend : .commitments).rawValue }
}

// MARK: - Reasons

extension ReconcileCommand {
    private static func words(_ reason: SourceComparison.Reason, _ source: ReportedAid.Source) -> String {
        switch reason {
        case .noActivities: "no activity in the store has money of the party here in this year"
        case .noTable: source == .crs ? "no CRS table of this year is imported" : "no file of the source has this year"
        case .noFigure: "the \(source == .crs ? "CRS table" : "source") has no figure for donor and recipient"
        case .fiscalYears(let party): "years are fiscal years of \(party) on both sides"
        case .otherMeasure(.committed): "the source has commitments alone, the activities' figure is what was spent"
        case .otherMeasure(.spent): "the source has disbursements alone, the activities' figure is what was committed"
        case .agencies(let codes): "activities have money of \(codes.joined(separator: ", ")) alone"
        case .otherAgencies(let amount, let names):
            "\(amount) of the figure is of \(few(names)), of which no activity has money"
        case .otherFlows(let amount): "\(amount) of the figure is no official development assistance"
        case .security(let amount): "\(amount) is security assistance, \(security(source))"
        case .reportedByOthers(let amount): "\(amount) is reported by others than the party"
        case .notItsOwn(let amount):
            amount > .zero
                ? "the party's own reports hold \(amount) more, which is another funder's or counted elsewhere"
                : "the party's own reports hold \(-amount) less than is its own"
        case .notConverted(let currencies): "money in \(currencies.joined(separator: ", ")) could not be converted"
        case .figureNotConverted(let currencies): "the source's money in \(currencies.joined(separator: ", ")) could not be converted"
        }
    }

    private static func security(_ source: ReportedAid.Source) -> String {
        source == .aims ? "which a register of aid may leave out" : "most of which the CRS leaves out"
    }

    private static func few(_ names: [String]) -> String {
        let rest = names.count - 8
        return names.prefix(8).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
