import CommandLine
import Picture
import Store

/// `concord activities`
struct ActivitiesCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let query = QueryArguments(session.arguments, try session.reference(nil))
        var filter = ActivityFilter()
        filter.search = session.arguments.string("search")
        if filter.search == "" { throw UsageError("--search is empty: give it words, or leave it out") }
        (filter.countries, filter.parties, filter.sectors) = try (
            query.countries(), query.parties(), Set(session.arguments.strings("sector"))
        )
        (filter.firstYear, filter.lastYear) = try query.years()
        let (store, reference, visibility) = try session.open()
        try query.check(countries: filter.countries, sectors: filter.sectors, in: store)
        let table = session.table([
            Column("identifier", .text), Column("title", .text), Column("party"), Column("reporter", .text), Column("start"), Column("end"),
            Column("status"), Column("sector"), Column("file"), Column("line", .number),
        ])
        var count = 0
        try ActivityList(store, reference, visibility).forEach(filter) { activity in
            count += 1
            let reporter = activity.reporter.name.isEmpty ? activity.reporter.ref : activity.reporter.name
            try table.row([
                activity.identifier, activity.title, activity.party, reporter, activity.start, activity.end, activity.status,
                activity.sector, activity.file, String(activity.line),
            ])
        }
        try table.finish()
        session.talk("\(count) \(count == 1 ? "activity" : "activities")")
        return .done
    }
}
