import CommandLine
import Picture
import Records

/// `concord people`
struct PeopleCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let arguments = QueryArguments(session.arguments, try session.shipped())
        var query = try PeopleFigures.Query(by: arguments.dimensions())
        query.countries = arguments.countries()
        let (store, reference, visibility) = try session.open()
        let columns = ["measure", "group", "unit"].map { Column($0, .text) } + query.by.map { Column($0.rawValue) }
        let table = session.table(columns + [Column("maximum", .number), Column("sum", .number)])
        for row in try PeopleFigures(store, reference, visibility).rows(query) {
            let kind = ["\(row.measure)", "\(row.group)", row.isHouseholds ? "households" : "people"]
            try table.row(kind + row.values + [String(row.maximum), String(row.sum)])
        }
        try table.finish()
        return .done
    }
}
