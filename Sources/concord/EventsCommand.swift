import CommandLine
import Picture
import Store

/// `concord events`
struct EventsCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let arguments = QueryArguments(session.arguments, try session.shipped())
        var query = EventCounts.Query(by: try arguments.dimensions())
        query.countries = arguments.countries()
        (query.firstYear, query.lastYear) = try arguments.years()
        query.borders = session.arguments.choice("borders") ?? .then
        let (store, _, visibility) = try session.open()
        if session.arguments.flag("list") { return try list(EventList(store, visibility), query) }
        let columns = query.by.map { Column($0.rawValue) }
        let counts = ["events", "deaths-low", "deaths-best", "deaths-high"].map { Column($0, .number) }
        let table = session.table([Column("dataset", .text)] + columns + counts)
        for row in try EventCounts(store, visibility).rows(query) {
            let numbers = [row.events, row.deaths.low, row.deaths.best, row.deaths.high]
            try table.row([row.dataset.name] + row.values + numbers.map(String.init))
        }
        try table.finish()
        return .done
    }

    private func list(_ list: EventList, _ query: EventCounts.Query) throws -> ExitCode {
        let texts = ["dataset", "identifier", "first", "last", "country", "place", "district", "locality", "type", "sides"]
        let numbers = ["events", "deaths-low", "deaths-best", "deaths-high"]
        let table = session.table(
            texts.map { Column($0, .text) } + numbers.map { Column($0, .number) } + [Column("file"), Column("line", .number)])
        try list.forEach(query) { event in
            let counts = [event.events, event.deaths.low, event.deaths.best, event.deaths.high].map(String.init)
            try table.row(
                [
                    event.dataset.name, event.identifier, event.first, event.last, event.country, event.place, event.district,
                    event.locality,
                    event.type, event.sides.joined(separator: "; "),
                ] + counts + [event.file, String(event.line)])
        }
        try table.finish()
        for dataset in list.countedOnly { session.talk("\(dataset.name): counts only; its terms forbid passing events on") }
        return .done
    }
}
