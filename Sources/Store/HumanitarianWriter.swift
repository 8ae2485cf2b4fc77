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

    /// Whether the file is a tagged sheet that names organisations or counts people, and no list of funds.
    static func fits(_ path: String, _ mapping: HXLMapping?) -> Bool {
        guard let sheet = try? HXLSheet(path: path, mapping: mapping) else { return false }
        let records = HXLRecords(sheet)
        return (records.hasOrganisations || records.hasPeople) && !records.hasFlows
    }

    /// Replaces what an earlier reading of the file left.
    mutating func read(_ path: String) throws -> SheetOutcome {
        placer.usual = try usualCountry(of: path)
        let records = HXLRecords(try HXLSheet(path: path, mapping: mapping))
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

    /// Sheets of one country often leave it out: the country that nine in ten of the rows with a telling code or point lie in. Empty where
    /// there is none, or where the rows say it themselves.
    private func usualCountry(of path: String) throws -> String {
        let records = HXLRecords(try HXLSheet(path: path, mapping: mapping))
        var counts: [String: Int] = [:]
        var told = 0
        while let record = try records.next() {
            guard record.presence.place.country.isEmpty else { return "" }
            let country = placer.place(record.presence).country
            if !country.isEmpty { told += 1 }
            counts[country, default: 0] += country.isEmpty ? 0 : 1
        }
        return counts.first { $0.value > 0 && $0.value * 10 >= told * 9 }?.key ?? ""
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

/// The admin 1 place of a row of presence, by code, point or name.
private struct HumanitarianPlacer {
    private let gazetteer: Gazetteer
    private let names: PlaceNames
    /// Of rows that name no country.
    var usual = ""

    init(_ reference: Reference) {
        gazetteer = Gazetteer(places: reference.places, boundaries: reference.boundaries)
        names = reference.places
    }

    func place(_ presence: Presence) -> Placement {
        let place = presence.place
        var published = PublishedPlace(country: country(place.country), point: Coordinates(place), date: presence.period.first)
        published.codes = (place.levels + [place.site]).map(\.code).filter { !$0.isEmpty }
        for (level, named) in place.levels.enumerated() where !named.name.isEmpty {
            switch level {
            case 0: published.admin1.append(named.name)
            case 1: published.admin2.append(named.name)
            default: published.names.append(named.name)
            }
        }
        if !place.site.name.isEmpty, place.levels.allSatisfy(\.isEmpty) { published.names.append(place.site.name) }
        return gazetteer.place(published)
    }

    func problems(_ placed: Placement, line: Int) -> [Problem] {
        PlaceProblems.problems(placed, names).map { rule, message in Problem(rule.severity, rule: rule.rule, line: line, message: message) }
    }

    private func country(_ named: CodedName) -> String {
        [named.code, named.name].lazy.filter { !$0.isEmpty }.compactMap { gazetteer.country($0) }.first ?? usual
    }
}

extension Coordinates {
    /// Nil unless both are numbers of their range.
    fileprivate init?(_ place: NamedPlace) {
        guard let latitude = Double(place.latitude), let longitude = Double(place.longitude), abs(latitude) <= 90, abs(longitude) <= 180
        else { return nil }
        self.init(latitude: latitude, longitude: longitude)
    }
}
