import Compression
import Ingest
import Records
import SQL
import Sheets
import Threads

/// A sheet that holds no activities: what it adds to the picture.
enum Sheet: Sendable {
    case rates(RateSheet)
    case milestones(MilestoneSheet)
    case crs(CRSTable)
    /// Read while it is written: the OECD's records of all years are gigabytes.
    case reportedAid(ReportedAid.Source)
    case context(ContextSheet)
    case workbook(PartnerWorkbook)
    case places(PlaceSheet)
    case boundaries(BoundaryFile)
    case codelist(CodelistFile)
    /// Read while it is written: a dataset may be larger than memory should be.
    case events(ConflictEvent.Dataset)
    /// Likewise: who is present, how many people are in need. The mapping is for a sheet without hashtags.
    case humanitarian(HXLMapping?)
    /// Likewise: flows of funds.
    case funding(HXLMapping?)

    /// Nil when the file is none of them.
    static func read(path: String, _ mapping: HXLMapping? = nil) throws -> Sheet? {
        if let list = try CodelistFile.read(path: path) { return .codelist(list) }
        if let rates = try RateSheet.read(path: path) { return .rates(rates) }
        if let places = try PlaceSheet.read(path: path) { return .places(places) }
        if let boundaries = try BoundaryFile.read(path: path) { return .boundaries(boundaries) }
        if let file = try? SheetFile(path: path) {
            if let workbook = try PartnerWorkbook.read(file) { return .workbook(workbook) }
            if let dataset = try EventSheet.dataset(of: file) { return .events(dataset) }
            if let source = try ReportedAidSheet.source(of: file) { return .reportedAid(source) }
        }
        if let table = try CRSTable.read(path: path) { return .crs(table) }
        if mapping == nil, let context = try ContextSheet.read(path: path) { return .context(context) }
        if let milestones = try MilestoneSheet.read(path: path) { return .milestones(milestones) }
        return tagged(path, mapping)
    }

    /// A list of funds, or a sheet that names organisations or counts people.
    private static func tagged(_ path: String, _ mapping: HXLMapping?) -> Sheet? {
        guard let records = (try? HXLSheet(path: path, mapping: mapping)).map(HXLRecords.init) else { return nil }
        if records.hasFlows { return .funding(mapping) }
        return records.hasOrganisations || records.hasPeople ? .humanitarian(mapping) : nil
    }

    /// What is no sheet is a file of activities; a table that none of them knows is refused as a table.
    static func activities(_ path: String) throws -> IATIFile {
        do { return try IATIFile(path: path, detail: .figures) } catch { throw refusal(path) ?? error }
    }

    private static func refusal(_ path: String) -> (any Error)? {
        let file: SheetFile
        do { file = try SheetFile(path: path) } catch { return error.isOtherKind ? error : nil }
        guard let first = try? file.rows().next(), first.count > 1 else { return nil }
        // XML and JSON are no tables, and are told apart elsewhere.
        guard file.format != .json, !["<", "{", "["].contains(String(first.texts[0].prefix(1))) else { return nil }
        return UnknownTable(path: path)
    }

    var mapping: HXLMapping? {
        switch self {
        case .humanitarian(let mapping), .funding(let mapping): mapping
        default: nil
        }
    }

    /// What it says counts in every reader's figures.
    var servesEveryone: Bool {
        switch self {
        case .rates, .places, .boundaries, .codelist: true
        case .milestones, .crs, .reportedAid, .context, .workbook, .events, .humanitarian, .funding: false
        }
    }

    var format: String {
        switch self {
        case .rates(let sheet): sheet.kind.rawValue
        case .milestones: "milestones"
        case .crs: ReportedAid.Source.crs.rawValue
        case .reportedAid(let source): source.rawValue
        case .context(let sheet): sheet.kind.rawValue
        case .workbook: "workbook"
        case .places: ImportedPlaces.lists
        case .boundaries: ImportedPlaces.maps
        case .codelist: "codelist"
        case .events(.ucdp): "ucdp-ged"
        case .events(.acled): "acled"
        case .events(.acledMonthly): "acled-monthly"
        case .humanitarian: "hxl"
        case .funding: "fts"
        }
    }
}

/// A table that says nothing that is known.
private struct UnknownTable: Error, CustomStringConvertible {
    let path: String
    var description: String {
        """
        \(path): The table has no layout that is known and no hashtags that say who is where, how many people or whose funds are meant: tag its columns, \
        or give --map (concord rows --guess proposes one).
        """
    }
}

/// What became of a sheet: rows with data in them, those with problems included, and the problems.
struct SheetOutcome {
    var rows: Int
    var problems: [Problem]
}

/// Writes a sheet into the store in one transaction; a later sheet replaces what an earlier one said of the same thing.
struct SheetWriter {
    let database: Database
    let reference: Reference
    /// Nil keeps the mark of the last reading, `public` for a new sheet.
    let handling: HandlingMark?
    /// Likewise.
    let licence: String?
    /// Events of the file, where reading them began before its turn.
    var begun: EventReading?
    /// Called when nothing more is read of events, and much is still to be written.
    var whenRead: () -> Void = {}

    /// - Parameter file: where the bytes lie of what the store knows as `path`.
    func write(_ sheet: Sheet, path: String, file: String) throws -> SheetOutcome {
        let hash = Background { Result { try ContentHash.ofFile(file) } }
        return try database.transaction {
            let (document, mark) = try remember(sheet, path, file)
            let outcome = try write(sheet, path, file, document, mark)
            try database.run(
                "UPDATE document SET records = ?, hash = ? WHERE id = ?", outcome.rows, try hash.value().get().bytes, document)
            try replaceProblems(of: document, by: outcome.problems)
            return outcome
        }
    }

    private func write(_ sheet: Sheet, _ path: String, _ file: String, _ document: Int64, _ mark: Int) throws -> SheetOutcome {
        switch sheet {
        case .rates(let rates):
            // Links between currencies are weighed in dollars.
            try Settling.begin(database)
            try RateWriter.write(rates, source: path.split(separator: "/").last.map(String.init) ?? path, to: database)
            return SheetOutcome(rows: rates.rows, problems: rates.problems)
        case .milestones(let milestones):
            try write(milestones, document)
            return SheetOutcome(rows: milestones.rows, problems: milestones.problems)
        case .funding(let mapping): return try FundingWriter(database, reference, document: document, mapping).read(file)
        case .context(let sheet): return try ContextWriter(database, reference, document: document).write(sheet)
        case .workbook(let workbook): return try ContributionWriter(database, reference, document: document).write(workbook)
        case .crs(let table): return try ReportedAidWriter(database, reference, document: document).write(table)
        case .reportedAid: return try ReportedAidWriter(database, reference, document: document).read(file)
        case .places(let sheet): return try PlaceWriter(database, reference.places, document).write(sheet)
        case .codelist(let file):
            try Codelists.write(file, document, to: database)
            return SheetOutcome(rows: file.items.count, problems: file.problems)
        case .boundaries(let file): return try PlaceWriter(database, reference.places, document).write(file)
        case .events:
            return try EventWriter(database, document: document, handling: mark).write(
                begun ?? EventReading(file, reference), whenRead: whenRead)
        case .humanitarian(let mapping):
            var writer = HumanitarianWriter(database, reference, document: document, mapping)
            return try writer.read(file)
        }
    }

    private func write(_ sheet: MilestoneSheet, _ document: Int64) throws {
        try database.run("DELETE FROM milestone WHERE document = ?", document)
        for entry in sheet.entries {
            try database.run(
                "INSERT INTO milestone VALUES (?, ?, ?, ?, ?, ?)", document, entry.country, entry.day.description, entry.english,
                entry.japanese, entry.source)
        }
    }

    private func remember(_ sheet: Sheet, _ path: String, _ file: String) throws -> (document: Int64, handling: Int) {
        let last = try database.first("SELECT handling, licence, id, format FROM document WHERE path = ?", path) {
            ($0.int(0), $0.text(1), $0.int64(2), $0.text(3))
        }
        if let last, last.3 != sheet.format, last.3 != "unknown" {
            try Withdrawal(of: last.2, reference, from: database).runForAnotherKind()
        }
        let mark = try handling.map { try Copies(database).handling($0) } ?? last?.0 ?? Copies(database).handling(.public)
        let now = Clock.now()
        try database.run(
            """
            INSERT INTO document (path, format, version, publisher, generated, published, bytes, hash, root, basis, mapping, handling,
                licence, first_read, last_read, state, failure, records, transactions)
            VALUES (?, ?, '', '', '', '', ?, x'', '', ?, ?, ?, ?, ?, ?, 'read', '', 0, 0)
            ON CONFLICT (path) DO UPDATE SET format = excluded.format, bytes = excluded.bytes, basis = excluded.basis,
                mapping = excluded.mapping,
                handling = excluded.handling, licence = excluded.licence, last_read = excluded.last_read, state = 'read', failure = ''
            """, path, sheet.format, Files.size(file), reference.basis, sheet.mapping?.text ?? "", mark,
            licence ?? last?.1 ?? "", now, now)
        try database.run("UPDATE document SET turn = (SELECT max(turn) + 1 FROM document) WHERE path = ?", path)
        return (try database.first("SELECT id FROM document WHERE path = ?", path) { $0.int64(0) }!, mark)
    }

    private func replaceProblems(of document: Int64, by problems: [Problem]) throws {
        try database.run("DELETE FROM problem WHERE document = ?", document)
        for problem in problems {
            try database.run(
                "INSERT INTO problem (document, severity, rule, line, identifier, message) VALUES (?, ?, ?, ?, ?, ?)", document,
                problem.severity.rawValue, problem.rule, problem.line, problem.identifier, problem.message)
        }
    }
}
