import CommandLine
import Picture
import Store

/// `concord presence`
struct PresenceCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let arguments = QueryArguments(session.arguments, try session.shipped())
        var query = try PresenceCounts.Query(by: arguments.dimensions())
        query.countries = arguments.countries()
        let (store, reference, visibility) = try session.open()
        let counts = PresenceCounts(store, reference, visibility)
        if session.arguments.flag("list") { return try list(counts, query) }
        let table = session.table(query.by.map { Column($0.rawValue) } + [Column("organisations", .number), Column("lines", .number)])
        for row in try counts.rows(query) { try table.row(row.values + [String(row.organisations), String(row.lines)]) }
        try table.finish()
        return .done
    }

    private func list(_ counts: PresenceCounts, _ query: PresenceCounts.Query) throws -> ExitCode {
        let texts = ["organisation", "role", "cluster", "theme", "country", "place", "first", "last", "file"]
        let table = session.table(texts.map { Column($0, .text) } + [Column("line", .number)])
        try counts.forEach(query) { entry in
            try table.row([
                entry.organisation, "\(entry.role)", entry.cluster, entry.theme, entry.country, entry.place, entry.first, entry.last,
                entry.file, String(entry.line),
            ])
        }
        try table.finish()
        return .done
    }
}
