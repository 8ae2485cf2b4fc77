import CommandLine
import Records
import Store

/// `concord sources`: places that are read again and again.
struct SourcesCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        switch session.arguments.command.last {
        case "add": try add()
        case "remove": try remove()
        case "refresh": return try refresh()
        default: try list()
        }
        return .done
    }

    private func place() throws -> SourceLocation? { try session.arguments.string("PLACE").map(session.location) }

    // MARK: - add and remove

    private func add() throws {
        guard let place = try place() else { return }
        if case .path(let path) = place, !Files.exists(path) {
            throw UsageError("there is no file or folder \(path): give one that is there, or an address of https or http")
        }
        let source = Source(
            place, every: session.arguments.int("every") ?? 1, handling: try session.handling(try session.shipped()),
            licence: session.arguments.string("licence"), allowsLocal: session.arguments.flag("allow-local"))
        let table = SourceTable(try Store.forWriting(session.storePath))
        let isNew = try table.add(source, at: place)
        session.talk("\(place.name): \(isNew ? "added" : "changed"); concord sources refresh reads what is due")
    }

    private func remove() throws {
        guard let place = try place() else { return }
        guard try SourceTable(try Store.forWriting(session.storePath)).remove(place.name) else { throw unknown(place) }
        session.talk("\(place.name): removed; what was read of it stays in the store")
    }

    private func unknown(_ place: SourceLocation) -> UsageError {
        UsageError("\(place.name) is no source of the store: concord sources list shows them")
    }

    // MARK: - list

    private func list() throws {
        let (store, _, visibility) = try session.open()
        let (sources, isWithheld) = try SourceTable(store).visible(visibility)
        if isWithheld, !visibility.isWithheld { session.talk("withheld: there are sources that \(visibility.reader.name) may not see") }
        let today = Clock.today()
        let table = session.table([
            Column("source", .code), Column("every", .number), Column("state"), Column("age", .number), Column("last-success"),
            Column("last-tried"), Column("files", .number), Column("handling"), Column("licence", .text), Column("failure", .text),
        ])
        for source in sources {
            try table.row([
                source.location, String(source.every), source.state(on: today).rawValue, String(source.age(on: today)), source.succeeded,
                source.tried, String(source.files), source.handling?.text ?? "", source.licence ?? "", source.failure,
            ])
        }
        try table.finish()
        let stale = sources.count { $0.isStale(on: today) }
        session.talk("\(sources.count) \(sources.count == 1 ? "source" : "sources"), \(stale) stale")
    }

    // MARK: - refresh

    private func refresh() throws -> ExitCode {
        let store = try Store.forWriting(session.storePath)
        let chosen = try chosen(try SourceTable(store).all())
        let run = ImportRun(store, try session.shipped().adding(from: store))
        let (counts, outcomes) = try run.read(try chosen.map { (try SourceLocation($0.location), $0) })
        try show(outcomes)
        if chosen.isEmpty { session.talk("nothing is due: --all reads everything") } else { session.summarise(counts) }
        return outcomes.contains { !$0.reason.isEmpty } ? .partial : .done
    }

    private func chosen(_ sources: [Source]) throws -> [Source] {
        if let place = try place() {
            guard let source = sources.first(where: { $0.location == place.name }) else { throw unknown(place) }
            return [source]
        }
        return session.arguments.flag("all") ? sources : sources.filter { $0.isDue(on: Clock.today()) }
    }

    private func show(_ outcomes: [SourceOutcome]) throws {
        let table = session.table([
            Column("source", .code), Column("result"), Column("new", .number), Column("unchanged", .number), Column("failed", .number),
            Column("vanished", .number), Column("left-out", .number), Column("reason", .text),
        ])
        for outcome in outcomes {
            let counts = [outcome.changed, outcome.unchanged, outcome.failed, outcome.vanished.count, outcome.others]
            try table.row([outcome.location, outcome.result.rawValue] + counts.map(String.init) + [outcome.reason])
        }
        try table.finish()
        for path in outcomes.flatMap(\.vanished) { session.talk("\(path): no longer in the listing; what was read of it stays") }
    }
}
