import CommandLine
import Picture
import Store

/// `concord status`
struct StatusCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let (store, _, visibility) = try session.open()
        let sources = try SourceStatus.all(store, visibility)
        let today = Clock.today()
        let table = session.table([
            Column("source", .code), Column("format"), Column("records", .number), Column("problems", .number), Column("last-read"),
            Column("state"), Column("published"), Column("superseded", .number), Column("withdrawn", .number), Column("handling"),
            Column("licence", .text), Column("failure", .text), Column("age", .number), Column("every", .number), Column("stale"),
        ])
        for source in sources {
            try table.row([
                source.source, source.format, String(source.records), String(source.problems), source.lastRead, source.state,
                source.published, String(source.superseded), String(source.withdrawn), source.handling, source.licence, source.failure,
                String(source.age(on: today)), source.every.map(String.init) ?? "", source.isStale(on: today) ? "stale" : "",
            ])
        }
        try table.finish()
        let records = sources.reduce(0) { $0 + $1.records }
        let transactions = sources.reduce(0) { $0 + $1.transactions }
        let unread = try SourceTable(store).visible(visibility).sources.filter { $0.files == 0 }
        let stale = sources.count { $0.isStale(on: today) } + unread.count { $0.isStale(on: today) }
        if stale > 0 { session.talk("\(stale) stale: not read for longer than the schedule of concord sources list allows") }
        session.talk("\(sources.count) sources, \(records) records, \(transactions) transactions")
        return .done
    }
}
