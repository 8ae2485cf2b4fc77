import CommandLine
import Picture
import Store

/// `concord activities`
struct ActivitiesCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let query = QueryArguments(session.arguments, try session.shipped())
        let filter = try query.activities()
        let (store, reference, visibility) = try session.open()
        try query.check(countries: filter.countries, sectors: filter.sectors, in: store)
        let table = session.table([
            Column("identifier", .text), Column("title", .text), Column("party"), Column("reporter", .text), Column("start"), Column("end"),
            Column("status"), Column("sector"), Column("file"), Column("line", .number),
        ])
        var count = 0
        try ActivityList(store, reference, visibility).forEach(filter) { activity in
            count += 1
            try table.row(cells(activity))
        }
        try table.finish()
        session.talk("\(count) \(count == 1 ? "activity" : "activities")")
        return .done
    }

    private func cells(_ activity: ListedActivity) -> [String] {
        let reporter = activity.reporter.name.isEmpty ? activity.reporter.ref : activity.reporter.name
        return [
            activity.identifier, activity.title, activity.party, reporter, activity.start, activity.end, activity.status, activity.sector,
            activity.file, String(activity.line),
        ]
    }
}
