import CommandLine
import Glibc
import Picture
import Records
import Store

/// One run of the program: which store, which reader, which tables.
struct Session {
    let arguments: Arguments
    let storePath: String

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let session = Session(arguments: arguments, storePath: Self.storePath(arguments))
        switch arguments.command.first {
        case "import": return try ImportCommand(session).run()
        case "sources": return try SourcesCommand(session).run()
        case "check": return try CheckCommand(session).run()
        case "rows": return try RowsCommand(session).run()
        case "status": return try StatusCommand(session).run()
        case "places": return try PlacesCommand(session).run()
        case "problems": return try ProblemsCommand(session).run()
        case "totals": return try TotalsCommand(session).run()
        case "activities": return try ActivitiesCommand(session).run()

        case "show": return try ShowCommand(session).run()
        case "template": return try TemplateCommand(session).run()
        case "contributions": return try ContributionsCommand(session).run()
        case "brief": return try BriefCommand(session).run()
        case "trace": return try TraceCommand(session).run()
        case "events": return try EventsCommand(session).run()
        case "people": return try PeopleCommand(session).run()
        case "funding": return try FundingCommand(session).run()
        case "indicators": return try IndicatorsCommand(session).run()
        case "reconcile": return try ReconcileCommand(session).run()
        case "presence": return try PresenceCommand(session).run()
        case "parties": return try PartiesCommand(session).run()
        case "codelists": return try CodelistsCommand(session).run()
        case "export": return try ExportCommand(session).run()
        case "copy": return try CopyCommand(session).run()
        case "backup": return try CopyCommand(session).backup()
        case "restore": return try CopyCommand(session).restore()
        case "verify": return try VerifyCommand(session).run()
        case "migrate": return try MigrateCommand(session).run()

        default: throw UsageError("name a command: concord --help lists them")
        }
    }

    private static func storePath(_ arguments: Arguments) -> String {
        let named = arguments.string("store") ?? ""
        return named.isEmpty ? "concord.db" : named
    }

    /// The tables that ship.
    func shipped() throws -> Reference { try Reference(folder: Resources.folder()) }

    /// Opens the store for reading and says what the reader may not see.
    ///
    /// - Parameters:
    ///   - shipped: the tables without the store's additions, where they are read already.
    ///   - publicOnly: for what leaves the house, see no more than everybody may.
    func open(
        _ shipped: Reference? = nil, publicOnly: Bool = false
    ) throws -> (store: Store, reference: Reference, visibility: Visibility) {
        let store = try Store.forReading(storePath)
        let reference = try (shipped ?? self.shipped()).adding(from: store)
        let reader = try reader(reference)
        let visibility = try Visibility(reader, in: store, publicOnly: publicOnly)
        if visibility.isWithheld, publicOnly {
            talk("left behind: records that are not marked public; --marked takes along those that the reader may see")
        } else if visibility.isWithheld {
            talk("withheld: the store holds records that \(reader.name) may not see; no figure here is made of them")
        }
        if case .party = reader, !visibility.restrictedMarks.isEmpty {
            talk("restricted: figures here include records marked \(visibility.restrictedMarks.joined(separator: "; "))")
        }
        if try !Settling.isSettled(store.database) {
            talk("unsettled: an import is under way or was cut off; funder and net do not yet know its links: import again to settle them")
        }
        return (store, reference, visibility)
    }

    private func reader(_ reference: Reference) throws -> Reader {
        guard let name = arguments.string("reader") else { return .owner }
        guard !name.isEmpty else { throw UsageError("--reader is empty: name a party, or leave it out to see all that the owner sees") }
        do {
            return try Reader(name, in: reference.register)
        } catch let error as StoreError {
            throw UsageError("\(error)")
        }
    }

    /// The mark that `--handling` gives.
    func handling(_ reference: Reference) throws -> HandlingMark? {
        guard let text = arguments.string("handling") else { return nil }
        let mark: HandlingMark
        do { mark = try HandlingMark(text) } catch { throw UsageError("\(error)") }
        let register = reference.register
        for name in mark.names where register.party(name) == nil && register.organisation(name) == nil {
            throw UsageError("there is no party or agency \(name) to name in --handling: concord parties lists them")
        }
        return mark
    }

    func talk(_ line: String) { Terminal.standardError.write(line) }

    func table(_ columns: [Column]) -> Table { Table(columns, format: arguments.choice("format") ?? .table) }
}

/// Where the tables that ship are: by `CONCORD_RESOURCES`, beside an installed binary, or above a built one.
enum Resources {
    static func folder() -> String {
        if let named = Terminal.environment("CONCORD_RESOURCES"), !named.isEmpty { return named }
        var folder = (Files.resolved("/proc/self/exe") ?? "").split(separator: "/").dropLast().map(String.init)
        while !folder.isEmpty {
            let here = "/" + folder.joined(separator: "/")
            for candidate in [here + "/share/concord/Resources", here + "/Resources"]
            where Files.exists(candidate + "/organisations/parties.tsv") {
                return candidate
            }
            folder.removeLast()
        }
        return "/usr/local/share/concord/Resources"
    }
}
