import CommandLine
import Ingest
import Records
import Store

/// `concord rows`: a humanitarian sheet as Concord reads it. No store is needed.
struct RowsCommand {
    /// Problems that are told one by one.
    private static let mostTold = 10

    private let session: Session
    private let path: String
    private let choice: HXLSheet.Choice

    init(_ session: Session) {
        self.session = session
        path = session.arguments.string("FILE") ?? ""
        let sheet = session.arguments.string("sheet")
        choice = sheet.map { name in Int(name).map(HXLSheet.Choice.number) ?? .name(name) } ?? .tagged
    }

    func run() throws -> ExitCode {
        if session.arguments.flag("guess") { return try guess() }
        let mapping = try session.arguments.string("map").map { try HXLMapping(path: $0) }
        let sheet = try HXLSheet(path: path, choice: choice, mapping: mapping)
        switch session.arguments.choice("as", as: Content.self) ?? .rows {
        case .rows: try printRows(sheet)
        case .presence: try printRecords(HXLRecords(sheet), PresenceTable.columns, PresenceTable.rows)
        case .people: try printRecords(HXLRecords(sheet), PeopleTable.columns, PeopleTable.rows)
        case .funding: try printRecords(HXLRecords(sheet), FundingTable.columns, FundingTable.rows)
        }
        return .done
    }

    enum Content: String, CaseIterable { case rows, presence, people, funding }

    // MARK: Rows

    private func printRows(_ sheet: HXLSheet) throws {
        let table = session.table([Column("line", .number)] + Self.names(sheet.columns).map { Column($0, .text) })
        var count = 0
        while let row = try sheet.next() {
            count += 1
            table.add(row.line)
            row.withCells(sheet.columns.count) { table.add(utf8: $0) }
            try table.endRow()
        }
        try table.finish()
        tell("\(count) \(count == 1 ? "row" : "rows")", sheet.drainProblems())
    }

    /// The hashtag, or the header where there is none; a name that is already taken gets a number.
    private static func names(_ columns: [HXLColumn]) -> [String] {
        var uses: [String: Int] = [:]
        return columns.enumerated().map { index, column in
            let header = String(WhiteSpace.folded(column.header).drop { $0 == "#" })
            let name = column.tag?.description ?? (header.isEmpty ? "column \(index + 1)" : header)
            uses[name, default: 0] += 1
            return uses[name] == 1 ? name : "\(name) (\(uses[name]!))"
        }
    }

    private func tell(_ counted: String, _ problems: [Problem]) {
        for problem in problems.prefix(Self.mostTold) { session.talk("line \(problem.line): \(problem.message) [\(problem.rule)]") }
        if problems.count > Self.mostTold { session.talk("and \(problems.count - Self.mostTold) more problems") }
        session.talk(counted)
    }

    // MARK: Records

    private func printRecords(_ records: HXLRecords, _ columns: [Column], _ rows: (HXLRecord) -> [[String]]) throws {
        let table = session.table(columns)
        var problems: [Problem] = []
        while let record = try records.next() {
            for row in rows(record) { try table.row(row) }
            problems += records.takeProblems()
        }
        try table.finish()
        tell("\(records.rows) \(records.rows == 1 ? "row" : "rows")", problems + records.takeProblems())
    }

    // MARK: A guess

    private func guess() throws -> ExitCode {
        guard let text = Files.text(Resources.folder() + "/hxl/headers.tsv") else {
            session.talk("Resources/hxl/headers.tsv is missing")
            return .failed
        }
        guard let guess = try HeaderWords(Tabular(text)).guess(path: path, choice: choice) else {
            session.talk("no row among the first has headers that are known: write a mapping of header,tag by hand")
            return .failed
        }
        let table = session.table([Column("header", .text), Column("tag", .text)])
        for column in guess.columns where !column.header.isEmpty {
            try table.row(WhiteSpace.folded(column.header), column.tag?.description ?? "")
        }
        try table.finish()
        session.talk(
            "\(guess.sheet.isEmpty ? "" : "sheet \(guess.sheet), ")line \(guess.line); check it, save it as CSV and give it by --map")
        return .done
    }
}

/// Who does what where: one row for each organisation of a record.
private enum PresenceTable {
    static let columns =
        [
            Column("line", .number), Column("role"), Column("organisation", .text), Column("acronym", .text),
            Column("organisation-code", .text),
            Column("type", .text), Column("sector", .text), Column("activity", .text),
        ] + PlaceCells.columns + PeriodCells.columns + [Column("status", .text)]

    static func rows(_ record: HXLRecord) -> [[String]] {
        let presence = record.presence
        let rest = PlaceCells.cells(presence.place) + PeriodCells.cells(presence.period) + [presence.status]
        return presence.organisations.map { organisation in
            [
                String(record.line), "\(organisation.role)", organisation.name, organisation.acronym, organisation.code, organisation.type,
                SectorCells.text(presence), presence.activity.name.isEmpty ? presence.activity.code : presence.activity.name,
            ] + rest
        }
    }
}

private enum PeopleTable {
    static let columns =
        [
            Column("line", .number), Column("measure"), Column("group"), Column("unit"), Column("breakdown"), Column("count", .number),
            Column("organisation", .text), Column("sector", .text),
        ] + PlaceCells.columns + PeriodCells.columns

    static func rows(_ record: HXLRecord) -> [[String]] {
        let presence = record.presence
        let rest =
            [presence.organisations.map(\.label).joined(separator: " | "), SectorCells.text(presence)] + PlaceCells.cells(presence.place)
            + PeriodCells.cells(presence.period)
        return record.people.map { figure in
            [
                String(record.line), "\(figure.measure)", "\(figure.group)", figure.isHouseholds ? "households" : "individuals",
                figure.breakdown.joined(separator: " "), String(figure.count),
            ] + rest
        }
    }
}

private enum FundingTable {
    static let columns = [
        Column("line", .number), Column("identifier", .text), Column("source", .text), Column("destination", .text),
        Column("amount", .money),
        Column("original", .money), Column("currency"), Column("status"), Column("date"), Column("budget-year"), Column("plan", .text),
        Column("sector", .text), Column("country", .text), Column("kind", .text), Column("boundary", .text),
    ]

    static func rows(_ record: HXLRecord) -> [[String]] {
        guard let flow = record.flow else { return [] }
        return [
            [
                String(record.line), flow.identifier, flow.source.organisation, flow.destination.organisation, flow.dollars.description,
                flow.original?.description ?? "", flow.currency, "\(flow.status)", flow.day?.description ?? "",
                flow.budgetYear.map { String($0) } ?? "", flow.plan.code.isEmpty ? flow.plan.name : flow.plan.code,
                flow.sectors.joined(separator: " | "), flow.destination.countries.joined(separator: " | "), flow.kind, flow.boundary,
            ]
        ]
    }
}

private enum SectorCells {
    static func text(_ presence: Presence) -> String {
        (presence.sectors + presence.subsectors).map { $0.name.isEmpty ? $0.code : $0.name }.joined(separator: " | ")
    }
}

/// The country, and the deepest place that is named.
private enum PlaceCells {
    static let columns = [
        Column("country", .text), Column("level"), Column("place-code", .text), Column("place", .text), Column("site", .text),
    ]

    static func cells(_ place: NamedPlace) -> [String] {
        let country = place.country.code.isEmpty ? place.country.name : place.country.code
        let depth = place.depth ?? 0
        let deepest = depth > 0 ? place.levels[depth - 1] : CodedName()
        let site = place.site.name.isEmpty ? place.site.code : place.site.name
        return [country, depth > 0 ? "adm\(depth)" : "", deepest.code, deepest.name, site]
    }
}

private enum PeriodCells {
    static let columns = [Column("from"), Column("to"), Column("date", .text)]

    static func cells(_ period: NamedPeriod) -> [String] { [period.first?.description ?? "", period.last?.description ?? "", period.text] }
}
