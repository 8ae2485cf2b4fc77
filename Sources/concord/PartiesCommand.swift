import CommandLine
import Picture
import Records
import Store

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
            throw UsageError("there is no party \(name): concord parties lists them")
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
            throw UsageError("\(file) cannot be read: check its name and permissions")
        }
        let store = try Store.forWriting(session.storePath)
        let folder = Resources.folder()
        let count = try RegisterAdditions.add(Tabular(text), to: store) { try Reference(folder: folder, additions: $0) }
        session.talk(
            "\(count) \(count == 1 ? "organisation" : "organisations") added; import again to let new secondary reporters count as such")
        return .done
    }
}
