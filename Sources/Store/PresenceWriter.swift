import Geography
import Ingest
import Records
import SQL

/// Writes a tagged sheet of operational presence: which organisation is where, for which cluster, when.
///
/// The caller holds the transaction. A withdrawn sheet keeps its rows, which count for nobody.
struct PresenceWriter {
    private let database: Database
    private let reference: Reference
    private let document: Int64
    private let terms: TermWriter
    private let placer: PresencePlacer

    init(_ database: Database, _ reference: Reference, document: Int64) {
        self.database = database
        self.reference = reference
        self.document = document
        terms = TermWriter(database)
        placer = PresencePlacer(reference)
    }

    /// Whether the file is a tagged sheet that names organisations, and no list of funds.
    static func fits(_ path: String) -> Bool {
        guard let sheet = try? HXLSheet(path: path) else { return false }
        let records = HXLRecords(sheet)
        return records.hasOrganisations && !records.hasFlows
    }

    /// Replaces what an earlier reading of the file left.
    func read(_ path: String) throws -> SheetOutcome {
        let records = HXLRecords(try HXLSheet(path: path))
        try database.run("DELETE FROM presence WHERE document = ?", document)
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
        let insert = try database.statement("INSERT INTO presence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        let country = try terms.number(Term(.country, placed.country.isEmpty ? Split.unspecified : placed.country))
        let place = try terms.number(Term(.place, placed.isPlaced ? placed.admin1 : Split.unspecified))
        let period = record.presence.period
        for organisation in record.presence.organisations {
            let number = try terms.number(Term(.organisation, OrganisationTerm(organisation.code, organisation.label).text))
            for cluster in try clusters(record.presence) {
                try insert.run([
                    document, record.line, Int(number), organisation.role.rawValue, Int(cluster), Int(country), Int(place),
                    Self.number(period.first), Self.number(period.last),
                ])
            }
        }
    }

    private func clusters(_ presence: Presence) throws -> Set<Int32> {
        let names = presence.sectors.map { $0.name.isEmpty ? $0.code : $0.name }
        return Set(try (names.isEmpty ? [Split.unspecified] : names).map { try terms.number(Term(.cluster, $0)) })
    }

    private static func number(_ day: Day?) -> Int { day.map { $0.year * 10_000 + $0.month * 100 + $0.day } ?? 0 }
}

/// The admin 1 place of a row of presence, by code, point or name.
private struct PresencePlacer {
    private let gazetteer: Gazetteer
    private let names: PlaceNames

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
        [named.code, named.name].lazy.filter { !$0.isEmpty }.compactMap { gazetteer.country($0) }.first ?? ""
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
