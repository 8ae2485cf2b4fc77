import Compression
import Ingest
import Records
import SQL

/// A sheet that holds no activities: what it adds to the picture.
enum Sheet: Sendable {
    case rates(RateSheet)
    case milestones(MilestoneSheet)

    /// Nil when the file is none of them.
    static func read(path: String) throws -> Sheet? {
        if let rates = try RateSheet.read(path: path) { return .rates(rates) }
        return try MilestoneSheet.read(path: path).map(Sheet.milestones)
    }

    var format: String {
        switch self {
        case .rates(let sheet): sheet.kind.rawValue
        case .milestones: "milestones"
        }
    }

    var rows: Int {
        switch self {
        case .rates(let sheet): sheet.rows
        case .milestones(let sheet): sheet.rows
        }
    }

    var problems: [Problem] {
        switch self {
        case .rates(let sheet): sheet.problems
        case .milestones(let sheet): sheet.problems
        }
    }
}

/// Writes a sheet into the store in one transaction; a later sheet replaces what an earlier one said of the same thing.
enum SheetWriter {
    /// - Parameters:
    ///   - handling: nil keeps the mark of the last reading, `public` for a new sheet.
    ///   - licence: likewise.
    static func write(_ sheet: Sheet, path: String, handling: HandlingMark?, licence: String?, to database: Database) throws {
        try database.transaction {
            let document = try remember(sheet, path, handling, licence, database)
            switch sheet {
            case .rates(let rates):
                // Links between currencies are weighed in dollars.
                try Settling.begin(database)
                try RateWriter.write(rates, source: path.split(separator: "/").last.map(String.init) ?? path, to: database)
            case .milestones(let milestones): try write(milestones, document, database)
            }
        }
    }

    private static func write(_ sheet: MilestoneSheet, _ document: Int64, _ database: Database) throws {
        try database.run("DELETE FROM milestone WHERE document = ?", document)
        for entry in sheet.entries {
            try database.run(
                "INSERT INTO milestone VALUES (?, ?, ?, ?, ?, ?)", document, entry.country, entry.day.description, entry.english,
                entry.japanese,
                entry.source)
        }
    }

    private static func remember(
        _ sheet: Sheet, _ path: String, _ handling: HandlingMark?, _ licence: String?, _ database: Database
    ) throws -> Int64 {
        let last = try database.first("SELECT handling, licence FROM document WHERE path = ?", path) { ($0.int(0), $0.text(1)) }
        let mark = try handling.map { try Copies(database).handling($0) } ?? last?.0 ?? Copies(database).handling(.public)
        let now = Clock.now()
        try database.run(
            """
            INSERT INTO document (path, format, version, publisher, generated, published, bytes, hash, root, handling, licence,
                first_read, last_read, state, failure, records, transactions)
            VALUES (?, ?, '', '', '', '', ?, ?, '', ?, ?, ?, ?, 'read', '', ?, 0)
            ON CONFLICT (path) DO UPDATE SET format = excluded.format, bytes = excluded.bytes, hash = excluded.hash,
                handling = excluded.handling, licence = excluded.licence, last_read = excluded.last_read, state = 'read', failure = '',
                records = excluded.records
            """, path, sheet.format, Files.size(path), try ContentHash.ofFile(path).bytes, mark, licence ?? last?.1 ?? "", now,
            now, sheet.rows)
        let document = try database.first("SELECT id FROM document WHERE path = ?", path) { $0.int64(0) }!
        try database.run("DELETE FROM problem WHERE document = ?", document)
        for problem in sheet.problems {
            try database.run(
                "INSERT INTO problem (document, severity, rule, line, identifier, message) VALUES (?, ?, ?, ?, '', ?)", document,
                problem.severity.rawValue, problem.rule, problem.line, problem.message)
        }
        return document
    }
}
