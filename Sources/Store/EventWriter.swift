import Geography
import Ingest
import Records
import SQL

/// Writes a dataset of conflict events: rows, which copy of each counts for whom, and sums by month and place.
///
/// The caller holds the transaction. A withdrawn dataset keeps its rows, which count for nobody.
struct EventWriter {
    private let database: Database
    private let document: Int64
    private let handling: Int
    private let copies: Copies
    private let terms: TermWriter
    private let placer: EventPlacer
    private let borders: Borders

    init(_ database: Database, _ reference: Reference, document: Int64, handling: Int) {
        self.database = database
        self.document = document
        self.handling = handling
        copies = Copies(database)
        terms = TermWriter(database)
        placer = EventPlacer(reference)
        borders = reference.borders
    }

    /// Replaces what an earlier reading of the file left.
    func read(_ path: String) throws -> SheetOutcome {
        guard var sheet = try EventSheet(path: path, countries: placer.countries) else { return SheetOutcome(rows: 0, problems: []) }
        return try write(&sheet)
    }

    private func write(_ sheet: inout EventSheet) throws -> SheetOutcome {
        let before = try identifiers()
        try database.run("DELETE FROM event WHERE document = ?", document)
        let audience = try copies.audience(required: [handling], excluded: [])
        let insert = try database.statement(Self.insert)
        var problems: [Problem] = []
        let shelf = try RowShelf(database, document: document, header: sheet.header)
        while let item = try sheet.next() {
            let placed = placer.place(item.event)
            if !placed.isPlaced, item.event.namesPlace { problems.append(Self.unplaced(item.event, item.row.line)) }
            problems += Self.problems(placed, item.event, item.row.line)
            try insert.run(
                try values(item.event, item.row.line, audience, place: placed.isPlaced ? placed.admin1 : Split.unspecified))
            try shelf.put(item.row)
        }
        try shelf.close()
        problems.append(contentsOf: sheet.drainProblems())
        let touched = try settle(before.union(try shared()))
        for document in touched.union([document]) { try rollUp(document) }
        return SheetOutcome(rows: sheet.rows, problems: problems)
    }

    private func identifiers() throws -> Set<String> {
        Set(try database.rows("SELECT DISTINCT identifier FROM event WHERE document = ? AND identifier <> ''", document) { $0.text(0) })
    }

    private static let insert = """
        INSERT INTO event (document, line, audience, dataset, identifier, updated, first, last, month, date_precision, country, country_now,
            place, district, locality, latitude, longitude, place_precision, kind, sides, events, low, best, high)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    private func values(_ event: ConflictEvent, _ line: Int, _ audience: Int64, place: String) throws -> [any SQLValue] {
        let country = event.country.isEmpty ? Split.unspecified : event.country
        let now = borders.now(country, place: place, day: event.first)
        let sides = event.actors.joined(separator: "\u{1F}")
        return [
            document, line, audience, event.dataset.rawValue, event.identifier, event.updated, Self.number(event.first),
            Self.number(event.last), event.first.year * 100 + event.month, event.datePrecision.rawValue,
            Int(try terms.number(Term(.country, country))), Int(try terms.number(Term(.country, now))),
            Int(try terms.number(Term(.place, place))), event.district, event.locality, event.point?.latitude, event.point?.longitude,
            event.placePrecision.rawValue,
            Int(try terms.number(Term(.eventType, event.type))), Int(try terms.number(Term(.eventSides, sides))), event.events,
            event.deaths.low, event.deaths.best, event.deaths.high,
        ]
    }

    private static func number(_ day: Day) -> Int { day.year * 10_000 + day.month * 100 + day.day }

    /// Points that cannot be right, and provinces that do not fit them.
    private static func problems(_ placed: Placement, _ event: ConflictEvent, _ line: Int) -> [Problem] {
        PlaceProblems.wrongPoints(placed).map { rule, message in
            Problem(rule.severity, rule: rule.rule, line: line, identifier: event.identifier, message: message)
        }
    }

    private static func unplaced(_ event: ConflictEvent, _ line: Int) -> Problem {
        let rule = ProblemRules.eventUnplaced
        return Problem(
            rule.severity, rule: rule.rule, line: line, identifier: event.identifier,
            message: "The event's place is in no admin 1 area that is known: \(rule.remedy).")
    }
}

// MARK: - A file that is gone, or marked anew

extension EventWriter {
    static func withdraw(_ document: Int64, _ reference: Reference, from database: Database) throws {
        let writer = EventWriter(database, reference, document: document, handling: 0)
        let identifiers = try writer.identifiers()
        try database.run("UPDATE document SET state = 'withdrawn' WHERE id = ?", document)
        try database.run("UPDATE event SET audience = NULL WHERE document = ?", document)
        for document in try writer.settle(identifiers).union([document]) { try writer.rollUp(document) }
    }

    static func mark(_ path: String, _ handling: Int, _ reference: Reference, in database: Database) throws {
        let found = try database.first(
            "SELECT id FROM document WHERE path = ? AND EXISTS (SELECT 1 FROM event WHERE document = document.id)", path
        ) { $0.int64(0) }
        guard let document = found else { return }
        let writer = EventWriter(database, reference, document: document, handling: handling)
        let audience = try writer.copies.audience(required: [handling], excluded: [])
        try database.run("UPDATE event SET audience = ? WHERE document = ?", audience, document)
        for document in try writer.settle(try writer.identifiers()).union([document]) { try writer.rollUp(document) }
    }
}

// MARK: - Copies

/// Questions by identifier say that it is not empty, for the index holds no other.
extension EventWriter {
    private struct Copy {
        var event: Int64
        var document: Int64
        var handling: Int
        var audience: Int64?
    }

    /// Identifiers of this file that stand more than once in the store.
    private func shared() throws -> Set<String> {
        let rows = try database.rows(
            """
            SELECT DISTINCT a.identifier FROM event a WHERE a.document = ? AND a.identifier <> '' AND EXISTS
                (SELECT 1 FROM event b WHERE b.identifier = a.identifier AND b.identifier <> '' AND b.dataset = a.dataset AND b.id <> a.id)
            """, document
        ) { $0.text(0) }
        return Set(rows)
    }

    /// One event counts once: the copy changed last, else that of the later path. Returns the documents whose sums change.
    private func settle(_ identifiers: Set<String>) throws -> Set<Int64> {
        var touched: Set<Int64> = []
        for identifier in identifiers {
            for dataset in ConflictEvent.Dataset.allCases {
                var above: Set<Int> = []
                for copy in try ranked(identifier, dataset) {
                    let isShadowed = above.contains(copy.handling)
                    let audience = isShadowed ? nil : try copies.audience(required: [copy.handling], excluded: above)
                    above.insert(copy.handling)
                    if audience == copy.audience { continue }
                    try database.run("UPDATE event SET audience = ? WHERE id = ?", audience, copy.event)
                    touched.insert(copy.document)
                }
            }
        }
        return touched
    }

    /// Winner first.
    private func ranked(_ identifier: String, _ dataset: ConflictEvent.Dataset) throws -> [Copy] {
        let found = try database.rows(
            """
            SELECT e.id, e.document, d.handling, e.audience, e.updated, d.path, e.line FROM event e JOIN document d ON d.id = e.document
            WHERE e.identifier = ? AND e.identifier <> '' AND e.dataset = ? AND d.state <> 'withdrawn'
            """, identifier, dataset.rawValue
        ) { row in
            (
                copy: Copy(
                    event: row.int64(0), document: row.int64(1), handling: row.int(2), audience: row.optionalInt(3).map(Int64.init)),
                precedence: Precedence(
                    isSecondary: false, lastUpdated: row.text(4), generated: "", path: row.text(5), ordinal: row.int(6))
            )
        }
        return found.sorted { $0.precedence > $1.precedence }.map(\.copy)
    }

    private func rollUp(_ document: Int64) throws {
        try database.run("DELETE FROM event_month WHERE document = ?", document)
        try database.run(
            """
            INSERT INTO event_month
            SELECT document, audience, dataset, country, country_now, place, month, kind, sum(events), sum(low), sum(best), sum(high)
            FROM event WHERE document = ? AND audience IS NOT NULL GROUP BY country, dataset, month, place, kind, country_now, audience
            """, document)
    }
}
