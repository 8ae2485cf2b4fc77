import Geography
import Ingest
import Records
import SQL
import Text

/// Writes a tagged sheet: which organisation is where, for which cluster, when; how many people are in need, targeted, reached, displaced.
///
/// The caller holds the transaction. A withdrawn sheet keeps its rows, which count for nobody.
struct HumanitarianWriter {
    private let database: Database
    private let reference: Reference
    private let document: Int64
    private let mapping: HXLMapping?
    private let terms: TermWriter
    private var placer: HumanitarianPlacer

    init(_ database: Database, _ reference: Reference, document: Int64, _ mapping: HXLMapping?) {
        self.mapping = mapping
        self.database = database
        self.reference = reference
        self.document = document
        terms = TermWriter(database)
        placer = HumanitarianPlacer(reference)
    }

    /// Replaces what an earlier reading of the file left.
    mutating func read(_ path: String) throws -> SheetOutcome {
        let sheet = try HXLSheet(path: path, mapping: mapping)
        try placer.learnCountry(of: sheet)
        let records = HXLRecords(try sheet.again())
        for table in ["presence", "people"] { try database.run("DELETE FROM \(table) WHERE document = ?", document) }
        let shelf = try RowShelf(
            database, document: document, header: records.sheet.columns.map { $0.header.isEmpty ? $0.tag?.description ?? "" : $0.header })
        var problems: [Problem] = []
        while let record = try records.next() {
            let placed = placer.place(record.presence)
            problems += placer.problems(placed, line: record.line)
            try write(record, placed)
            if let row = records.row { try shelf.put(row) }
        }
        try shelf.close()
        for (number, text) in terms.takeNewOrganisations() { try RegisterAdditions.resolve(Int(number), text, database, reference) }
        return SheetOutcome(rows: records.rows, problems: problems + records.takeProblems())
    }

    private func write(_ record: HXLRecord, _ placed: Placement) throws {
        let row = Row(
            line: record.line, clusters: try clusters(record.presence),
            country: try terms.number(Term(.country, placed.country.isEmpty ? Split.unspecified : placed.country)),
            place: try terms.number(Term(.place, placed.isPlaced ? placed.admin1 : Split.unspecified)), period: record.presence.period)
        for organisation in record.presence.organisations { try write(organisation, row) }
        let whose = record.presence.organisations.first { $0.role != .funding }
        let lowest = Self.lowest(record.presence.place)
        for figure in record.people {
            try write(figure, of: try whose.map(number) ?? number(NamedOrganisation(role: .present)), lowest, row)
        }
    }

    /// What all that is said in a line has in common.
    private struct Row {
        var line: Int
        var clusters: Set<Int32>
        var country: Int32
        var place: Int32
        var period: NamedPeriod
    }

    private func write(_ organisation: NamedOrganisation, _ row: Row) throws {
        let insert = try database.statement("INSERT INTO presence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        let number = try number(organisation)
        for cluster in row.clusters {
            try insert.run([
                document, row.line, Int(number), organisation.role.rawValue, Int(cluster), Int(row.country), Int(row.place),
                Self.number(row.period.first), Self.number(row.period.last),
            ])
        }
    }

    private func write(_ figure: PeopleFigure, of organisation: Int32, _ lowest: String, _ row: Row) throws {
        let insert = try database.statement("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        for cluster in row.clusters {
            try insert.run([
                document, row.line, figure.measure.rawValue, figure.group.rawValue, figure.isHouseholds ? 1 : 0,
                figure.breakdown.joined(separator: " "), figure.count, Int(organisation), Int(cluster), Int(row.country), Int(row.place),
                lowest,
                Self.number(row.period.first), Self.number(row.period.last),
            ])
        }
    }

    private func number(_ organisation: NamedOrganisation) throws -> Int32 {
        try terms.number(Term(.organisation, OrganisationTerm(organisation.code, organisation.label).text))
    }

    /// The lowest place that is named, in one spelling: its code, else the folded names down to it.
    private static func lowest(_ place: NamedPlace) -> String {
        let named = place.levels + [place.site]
        if let code = named.last(where: { !$0.isEmpty })?.code, !code.isEmpty { return code.uppercased() }
        return named.map { fold($0.name.isEmpty ? $0.code : $0.name) }.joined(separator: "/")
    }

    private func clusters(_ presence: Presence) throws -> Set<Int32> {
        let names = presence.sectors.map { $0.name.isEmpty ? $0.code : $0.name }
        return Set(try (names.isEmpty ? [Split.unspecified] : names).map { try terms.number(Term(.cluster, $0)) })
    }

    private static func number(_ day: Day?) -> Int { day.map { $0.year * 10_000 + $0.month * 100 + $0.day } ?? 0 }
}
