import CommandLine
import Picture
import Records
import Store
import Text

/// `concord trace`
struct TraceCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let (store, reference, visibility) = try session.open()
        let identifier = session.arguments.string("ID") ?? ""
        let trace = Trace(store, reference, visibility)
        let copies = try trace.copies(identifier)
        guard !copies.isEmpty else { return try traceEvent(identifier, EventList(store, visibility)) }
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

    /// A row of a sheet: what stands in which column.
    private func traceEvent(_ identifier: String, _ list: EventList) throws -> ExitCode {
        let originals = try list.originals(of: identifier)
        guard !originals.isEmpty else {
            let remedy = "concord activities and concord events --list have them"
            session.talk("there is no activity \(sanitised(identifier)), nor an event: \(remedy)")
            return .failed
        }
        let table = session.table([
            Column("column", .text), Column("value", .text), Column("file"), Column("line", .number), Column("read"),
        ])
        for original in originals {
            for (name, cell) in original.cells where !cell.isEmpty {
                try table.row([name, cell, original.file, String(original.line), original.read])
            }
        }
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
