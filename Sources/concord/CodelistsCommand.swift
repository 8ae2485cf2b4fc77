import CommandLine
import Ingest
import Store

/// `concord codelists`: newer editions of the standard's code lists.
struct CodelistsCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        if session.arguments.command.last == "update" { return try update() }
        let (store, _, _) = try session.open()
        let table = session.table([
            Column("list"), Column("codes", .number), Column("withdrawn", .number), Column("source", .code), Column("last-read"),
        ])
        let lists = try Codelists.all(store)
        for list in lists { try table.row([list.name, String(list.codes), String(list.withdrawn), list.source, list.lastRead]) }
        try table.finish()
        if lists.isEmpty { session.talk("no list was imported: those that ship are used") }
        return .done
    }

    private func update() throws -> ExitCode {
        let shipped = try session.shipped()
        let places = try session.arguments.strings("PLACE").map(session.location)
        let store = try Store.forWriting(session.storePath)
        let before = try Codelists.all(store).count
        let run = ImportRun(store, try shipped.adding(from: store))
        let isLocal = session.arguments.flag("allow-local")
        let (counts, _) = try run.read(places.map { ($0, Source($0, every: 0, handling: nil, licence: nil, allowsLocal: isLocal)) })
        session.summarise(counts)
        let lists = try Codelists.all(store)
        session.talk("\(lists.count) lists take the place of those that ship (\(lists.count - before) more than before)")
        return counts.failedFiles > 0 ? .partial : .done
    }
}
