import Geography
import Ingest
import Records
import SQL
import Text

/// Writes a partner workbook: contributions that no data feed carries, and priorities of host governments.
///
/// The caller holds the transaction. Every row that is left out, and every cell, is named.
struct ContributionWriter {
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

    /// Replaces what an earlier reading of the file left.
    func write(_ workbook: PartnerWorkbook) throws -> SheetOutcome {
        for table in ["contribution", "priority"] { try database.run("DELETE FROM \(table) WHERE document = ?", document) }
        var problems = workbook.problems
        var references: Set<String> = []
        for row in workbook.rows {
            var reading = WorkbookReading(row, reference, gazetteer)
            switch row.sheet {
            case .contributions: try write(&reading, &references)
            case .priorities: if let priority = reading.priority() { try PriorityTable(database).insert(priority, document) }
            }
            problems += reading.row.problems
        }
        return SheetOutcome(rows: workbook.count, problems: Self.told(problems))
    }

    private static let mostTold = 1000

    /// A file that is nothing but mistakes must not fill the store with complaints.
    private static func told(_ problems: [Problem]) -> [Problem] {
        guard problems.count > mostTold else { return problems }
        let rule = ProblemRules.workbookProblemsMany
        let rest = "\(problems.count - mostTold) more mistakes are not listed: \(rule.remedy)."
        return problems.prefix(mostTold) + [Problem(rule.severity, rule: rule.rule, line: 0, message: rest)]
    }

    /// - Parameter references: of the rows that are kept.
    private func write(_ reading: inout WorkbookReading, _ references: inout Set<String>) throws {
        guard let one = reading.contribution() else { return }
        let reference = fold(one.reference)
        guard reference.isEmpty || references.insert(reference).inserted else { return reading.tellRepeated() }
        try insert(one)
    }

    private func insert(_ one: Contribution) throws {
        try database.run(
            "INSERT INTO contribution VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", document, one.line,
            one.reference, one.kind.rawValue, one.party, one.organisation, one.title, one.recipient, one.country, one.place, one.theme,
            one.start?.description ?? "", one.end?.description ?? "", one.quantity.map { String($0.micros) } ?? "", one.unit,
            one.amount.map { String($0.micros) } ?? "", one.currency, one.budget?.rawValue ?? "", one.budgetCode,
            one.status?.rawValue ?? "", one.document, one.note)
    }
}
