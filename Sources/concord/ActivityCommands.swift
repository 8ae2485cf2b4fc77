import CommandLine
import Picture
import Records
import Store
import Text

/// `concord activities`
struct ActivitiesCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let query = QueryArguments(session.arguments, try session.reference(nil))
        var filter = ActivityFilter()
        filter.search = session.arguments.string("search")
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

/// `concord trace`
struct TraceCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let (store, reference, visibility) = try session.open()
        let identifier = session.arguments.string("ID") ?? ""
        let trace = Trace(store, reference, visibility)
        let copies = try trace.copies(identifier)
        guard !copies.isEmpty else {
            session.talk("there is no activity \(sanitised(identifier)): concord activities lists them")
            return .failed
        }
        for copy in copies { session.talk(line(copy)) }
        var columns = [
            Column("identifier", .text), Column("flow"), Column("type"), Column("date"), Column("country"), Column("place"),
            Column("sector"),
            Column("currency"), Column("amount", .money), Column("transaction", .money), Column("rules"), Column("file"),
            Column("line", .number), Column("read"), Column("reason", .text),
        ]
        if session.arguments.flag("xml") { columns.append(Column("xml", .text)) }
        let table = session.table(columns)
        for fact in try trace.facts(identifier, flow: session.arguments.choice("flow")) { try table.row(cells(fact)) }
        try table.finish()
        return .done
    }

    private func line(_ copy: TracedCopy) -> String {
        let secondary = copy.isSecondary ? ", secondary report" : ""
        let updated = copy.lastUpdated.isEmpty ? "" : ", updated \(copy.lastUpdated)"
        return sanitised(
            "\(copy.state.rawValue): \(copy.file):\(copy.line) (read \(copy.lastRead)\(updated)\(secondary), \(copy.handling))")
    }

    private func cells(_ fact: TracedFact) -> [String] {
        let cells = [
            fact.identifier, fact.flow.rawValue, fact.type, fact.date, fact.country, fact.place, fact.sector, fact.currency,
            fact.amount.description, fact.whole.description, fact.rules.joined(separator: " "), fact.file, String(fact.line), fact.lastRead,
            fact.reason,
        ]
        return session.arguments.flag("xml") ? cells + [fact.original] : cells
    }
}

/// `concord parties`
struct PartiesCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        if let file = session.arguments.string("add") { return try add(file) }
        let (store, reference, visibility) = try session.open()
        let list = PartyList(store, reference, visibility)
        if session.arguments.flag("unresolved") { return try printUnresolved(list) }
        let code = try session.arguments.string("party").map { try party($0, reference) }
        let table = session.table([
            Column("party"), Column("organisation"), Column("name", .text), Column("name-ja", .text), Column("kind"), Column("posture"),
            Column("valid-from"), Column("valid-to"), Column("successor"), Column("spend", .money), Column("activities", .number),
        ])
        for row in try list.parties(code) {
            try table.row([
                row.party, row.organisation, row.english, row.japanese, row.kind, row.posture, row.validFrom, row.validTo, row.successor,
                row.spend.description, String(row.activities),
            ])
        }
        try table.finish()
        return .done
    }

    private func party(_ name: String, _ reference: Reference) throws -> String {
        guard reference.register.party(name.uppercased()) != nil else {
            throw UsageError("there is no party \(name): concord parties lists them", command: "parties")
        }
        return name.uppercased()
    }

    private func printUnresolved(_ list: PartyList) throws -> ExitCode {
        let table = session.table([Column("ref", .text), Column("name", .text), Column("spend", .money), Column("activities", .number)])
        for row in try list.unresolved() { try table.row([row.ref, row.name, row.amount.description, String(row.activities)]) }
        try table.finish()
        return .done
    }

    private func add(_ file: String) throws -> ExitCode {
        guard let text = Files.text(file) else {
            throw UsageError("\(file) cannot be read: check its name and permissions", command: "parties")
        }
        let store = try Store.forWriting(session.storePath)
        let folder = Resources.folder()
        let count = try RegisterAdditions.add(Tabular(text), to: store) { try Reference(folder: folder, additions: $0) }
        session.talk(
            "\(count) \(count == 1 ? "organisation" : "organisations") added; import again to let new secondary reporters count as such")
        return .done
    }
}
