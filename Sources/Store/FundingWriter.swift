import Ingest
import Records
import SQL

/// Writes a sheet of flows of funds as OCHA's Financial Tracking Service lists them: who gave whom how much, for which country and plan.
///
/// The caller holds the transaction. Flows are kept beside the records of activities and never added to them.
struct FundingWriter {
    private let database: Database
    private let reference: Reference
    private let document: Int64
    private let mapping: HXLMapping?
    private let terms: TermWriter

    init(_ database: Database, _ reference: Reference, document: Int64, _ mapping: HXLMapping?) {
        self.database = database
        self.reference = reference
        self.document = document
        self.mapping = mapping
        terms = TermWriter(database)
    }

    /// Replaces what an earlier reading of the file left.
    func read(_ path: String) throws -> SheetOutcome {
        let records = HXLRecords(try HXLSheet(path: path, mapping: mapping))
        try database.run("DELETE FROM funding WHERE document = ?", document)
        var problems: [Problem] = []
        while let record = try records.next() {
            guard let flow = record.flow else { continue }
            if let dollars = Int(exactly: flow.dollars.micros) {
                try write(flow, dollars, identity: records.flowsHaveIdentity ? flow.identifier : "", record.line)
            } else {
                let rule = ProblemRules.fundingUnreadable
                problems.append(
                    Problem(rule.severity, rule: rule.rule, line: record.line, message: "The flow's amount is beyond any: \(rule.remedy)."))
            }
        }
        for (number, text) in terms.takeNewOrganisations() { try RegisterAdditions.resolve(Int(number), text, database, reference) }
        return SheetOutcome(rows: records.rows, problems: problems + records.takeProblems())
    }

    private func write(_ flow: FundingFlow, _ dollars: Int, identity: String, _ line: Int) throws {
        let countries = Set(flow.destination.countries.map { reference.places.country($0) ?? "" })
        let country = countries.count == 1 && countries != [""] ? countries.first! : Split.unspecified
        try database.statement("INSERT INTO funding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").run([
            document, line, identity, Int(try number(flow.source.organisation)), Int(try number(flow.destination.organisation)),
            Int(try terms.number(Term(.country, country))), flow.sectors.sorted().joined(separator: " | "),
            flow.plan.code.isEmpty ? flow.plan.name : flow.plan.code, flow.destination.firstYear ?? flow.budgetYear ?? flow.day?.year ?? 0,
            flow.destination.lastYear ?? flow.destination.firstYear ?? flow.budgetYear ?? flow.day?.year ?? 0, flow.status.rawValue,
            flow.boundary.lowercased(), dollars,
        ])
    }

    private func number(_ organisation: String) throws -> Int32 {
        try terms.number(Term(.organisation, OrganisationTerm("", organisation).text))
    }
}
