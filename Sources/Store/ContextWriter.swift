import Geography
import Ingest
import Records
import SQL

/// Writes a sheet of context: indicators of a country, or what its government asks for.
///
/// The caller holds the transaction. What cannot be understood of a row is named; the row stays as it was published.
struct ContextWriter {
    private let database: Database
    private let reference: Reference
    private let gazetteer: Gazetteer
    private let document: Int64

    init(_ database: Database, _ reference: Reference, document: Int64) {
        self.database = database
        self.reference = reference
        gazetteer = Gazetteer(places: reference.places, boundaries: reference.boundaries)
        self.document = document
    }

    func write(_ sheet: ContextSheet) throws -> SheetOutcome {
        for table in ["indicator", "priority"] { try database.run("DELETE FROM \(table) WHERE document = ?", document) }
        var problems = sheet.problems
        for one in sheet.indicators { problems += try write(one) }
        for one in sheet.priorities { problems += try write(one) }
        return SheetOutcome(rows: sheet.rows, problems: problems)
    }

    private func write(_ one: ContextIndicator) throws -> [Problem] {
        guard let country = reference.places.country(one.country) else { return [unknown(one.country, one.line)] }
        try database.run(
            "INSERT INTO indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", document, one.line, country, one.name, one.japanese,
            one.date.description, String(one.value.micros), one.unit, one.source)
        return []
    }

    private func write(_ one: HostPriority) throws -> [Problem] {
        guard let country = reference.places.country(one.country) else { return [unknown(one.country, one.line)] }
        var problems: [Problem] = []
        let theme = reference.theme(one.theme)
        if theme == nil {
            problems.append(
                note(
                    one.line,
                    "\(Quote.quoted(one.theme)) is no theme, cluster or sector that is known: concord totals --by theme lists them."))
        }
        let place = one.place.isEmpty ? "" : gazetteer.admin1(one.place, in: country)
        if place == nil {
            problems.append(note(one.line, "\(Quote.quoted(one.place)) is no place that is known there: give it as in the gazetteer."))
        }
        var named = one
        (named.country, named.theme, named.place) = (country, theme ?? Themes.unspecified, place ?? "")
        try PriorityTable(database).insert(named, document)
        return problems
    }

    private func note(_ line: Int, _ message: String) -> Problem { Problem(.note, rule: "priority-unplaced", line: line, message: message) }

    private func unknown(_ country: String, _ line: Int) -> Problem {
        Problem(
            rule: "context-country-unknown", line: line,
            message: "\(Quote.quoted(country)) is no country that is known, and the row is left out: give its code or name by ISO 3166-1.")
    }
}
