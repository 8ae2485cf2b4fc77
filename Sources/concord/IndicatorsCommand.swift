import CommandLine
import Picture
import Records

/// `concord indicators`
struct IndicatorsCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let countries = QueryArguments(session.arguments, try session.shipped()).countries().sorted()
        let (store, reference, visibility) = try session.open()
        let years = session.arguments.int("years") ?? 0
        let columns =
            ["country", "date"].map { Column($0) } + [Column("indicator", .text), Column("value", .number), Column("unit", .text)]
        let table = session.table(columns + [Column("basis"), Column("source", .text), Column("at", .text)])
        for series in try ContextLedger(store, reference, visibility).series(countries) {
            for point in series.points {
                try table.row(cells(series, point) + ["published", point.source, "\(point.file):\(point.line)"])
            }
            for point in years > 0 ? series.projection(years: years) : [] {
                let fitted = series.fittedYears!
                try table.row(
                    cells(series, point) + ["projected", "a straight line through \(fitted.lowerBound) to \(fitted.upperBound)", ""])
            }
        }
        try table.finish()
        return .done
    }

    private func cells(_ series: ContextLedger.Series, _ point: ContextLedger.Series.Point) -> [String] {
        [series.country.code, point.date.description, series.name.english, point.value.shortest, series.unit.code]
    }
}
