import Geography
import Ingest
import Records
import SQL

/// Writes a table of the Creditor Reporting System: what each donor gave each recipient in a year, by its own account to the OECD.
///
/// The caller holds the transaction. It is kept beside the records of activities and never added to them.
struct CRSWriter {
    private let database: Database
    private let reference: Reference
    private let document: Int64
    private let terms: TermWriter

    init(_ database: Database, _ reference: Reference, document: Int64) {
        self.database = database
        self.reference = reference
        self.document = document
        terms = TermWriter(database)
    }

    func write(_ table: CRSTable) throws -> SheetOutcome {
        try database.run("DELETE FROM crs WHERE document = ?", document)
        guard let year = table.year else { return SheetOutcome(rows: 0, problems: table.problems) }
        let insert = try database.statement("INSERT INTO crs VALUES (?, ?, ?, ?, ?, ?)")
        var unknown: [String: Int] = [:]
        for cell in table.cells where cell.sector.isEmpty {
            let country = reference.places.country(cell.recipient)
            if country == nil, !Self.isRegion(cell.recipient) { unknown[cell.recipient] = unknown[cell.recipient] ?? cell.line }
            try insert.run([
                document, cell.line, year, Int(try donor(cell)), Int(try terms.number(Term(.country, country ?? Split.unspecified))),
                Int(cell.amount.micros),
            ])
        }
        for (number, text) in terms.takeNewOrganisations() { try RegisterAdditions.resolve(Int(number), text, database, reference) }
        return SheetOutcome(rows: table.rows, problems: table.problems + unknown.sorted { $0.value < $1.value }.map(Self.problem))
    }

    private func donor(_ cell: CRSTable.Cell) throws -> Int32 {
        let ref = cell.donorCode.isEmpty ? "" : "XM-DAC-\(cell.donorCode)"
        return try terms.number(Term(.organisation, OrganisationTerm(ref, cell.donor).text))
    }

    /// "Africa, regional", "Developing countries, unspecified".
    private static func isRegion(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["regional", "unspecified", "unallocated", "states ex-yugoslavia"].contains { name.contains($0) }
    }

    private static func problem(_ recipient: String, line: Int) -> Problem {
        Problem(
            .note, rule: "crs-recipient-unknown", line: line,
            message:
                "\(Quote.quoted(recipient)) is no country that is known: its sums are kept under no country. Give it by its name in ISO 3166-1."
        )
    }
}
