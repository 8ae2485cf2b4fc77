import Geography
import Ingest
import Records
import SQL

/// Writes what a source beside the activities says that donors gave: summed by donor, agency, recipient, year and kind of money.
///
/// The caller holds the transaction. It is kept beside the records of activities and never added to them.
final class ReportedAidWriter {
    /// What is summed; numbers are terms.
    private struct Key: Hashable {
        var year: Int
        var donor: Int32
        var agency: Int32
        var country: Int32
        var measure: ReportedAid.Measure
        var isDevelopment: Bool
        var currency: Int32
    }

    private let database: Database
    private let reference: Reference
    private let document: Int64
    private let terms: TermWriter
    /// With the line of the first.
    private var sums: [Key: (line: Int, amount: Amount)] = [:]
    private var bodies: [ReportedAid.Body: Int32] = [:]
    private var countries: [[String]: Int32] = [:]
    private var unknown: [String: Int] = [:]

    /// A sum takes a hundred bytes of memory.
    private static let most = 1_000_000

    init(_ database: Database, _ reference: Reference, document: Int64) {
        self.database = database
        self.reference = reference
        self.document = document
        terms = TermWriter(database)
    }

    /// Replaces what an earlier reading of the file left.
    func write(_ table: CRSTable) throws -> SheetOutcome {
        for cell in table.cells where cell.sector.isEmpty {
            let donor = ReportedAid.Body(ref: cell.donorCode.isEmpty ? "" : "XM-DAC-\(cell.donorCode)", name: cell.donor)
            try add(ReportedAid(line: cell.line, country: cell.recipient, donor: donor, year: table.year ?? 0, amount: cell.amount))
        }
        try finish()
        return SheetOutcome(rows: table.rows, problems: table.problems + unknownRecipients())
    }

    /// Likewise. A file that is damaged, or too large to be honest, leaves nothing.
    func read(_ path: String) throws -> SheetOutcome {
        guard var sheet = try ReportedAidSheet(path: path) else { return try nothing(because: .aidCutShort, rows: 0, []) }
        while sums.count < Self.most, let one = sheet.next() { try add(one) }
        let areAmbiguous = sheet.areCommasAmbiguous
        let problems = sheet.takeProblems()
        if sums.count >= Self.most { return try nothing(because: .aidTooMany, rows: sheet.rows, problems) }
        if sheet.isCutShort { return try nothing(because: .aidCutShort, rows: sheet.rows, problems) }
        if areAmbiguous { return try nothing(because: .aidCommasAmbiguous, rows: sheet.rows, problems) }
        try finish()
        return SheetOutcome(rows: sheet.rows, problems: problems + unknownRecipients())
    }

    private func nothing(because rule: ProblemRule, rows: Int, _ problems: [Problem]) throws -> SheetOutcome {
        sums.removeAll()
        try finish()
        return SheetOutcome(rows: rows, problems: problems + [Self.problem(rule, line: 0, "None of the file's sums is kept")])
    }

    private func add(_ one: ReportedAid) throws {
        let key = Key(
            year: one.year, donor: try number(one.donor), agency: try number(one.agency), country: try country(one), measure: one.measure,
            isDevelopment: one.isDevelopment, currency: try terms.number(Term(.currency, one.currency)))
        sums[key, default: (one.line, .zero)].amount += one.amount
    }

    private func finish() throws {
        try database.run("DELETE FROM reported_aid WHERE document = ?", document)
        let insert = try database.statement("INSERT INTO reported_aid VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        for (key, sum) in sums.sorted(by: { $0.value.line < $1.value.line }) {
            try insert.run([
                document, sum.line, key.year, Int(key.donor), Int(key.agency), Int(key.country), key.measure.rawValue,
                key.isDevelopment ? 1 : 0, Int(key.currency), String(sum.amount.micros),
            ])
        }
        for (number, text) in terms.takeNewOrganisations() { try RegisterAdditions.resolve(Int(number), text, database, reference) }
    }
}

// MARK: - Terms

extension ReportedAidWriter {
    private func number(_ body: ReportedAid.Body) throws -> Int32 {
        if let known = bodies[body] { return known }
        let number = try terms.number(Term(.organisation, OrganisationTerm(body.ref, body.name).text))
        bodies[body] = number
        return number
    }

    private func country(_ one: ReportedAid) throws -> Int32 {
        let published = [one.countryCode, one.country]
        if let known = countries[published] { return known }
        let isRegion = Self.isRegion(one.country)
        let code = isRegion ? reference.places.country(one.country) : code(one)
        if code == nil, !isRegion { unknown[one.country] = unknown[one.country] ?? one.line }
        let number = try terms.number(Term(.country, code ?? Split.unspecified))
        countries[published] = number
        return number
    }

    /// "Congo (Kinshasa)" is told by its code alone; regions have codes that look like those of countries.
    private func code(_ one: ReportedAid) -> String? {
        let coded = one.countryCode.wholeMatch(of: /[A-Z]{3}/) == nil ? nil : reference.places.country(one.countryCode)
        return coded ?? reference.places.country(one.country)
    }

    /// "Africa, regional", "Developing countries, unspecified", "Asia Region", "World".
    private static func isRegion(_ name: String) -> Bool {
        let name = name.lowercased()
        return name == "world" || ["region", "unspecified", "unallocated", "states ex-yugoslavia"].contains { name.contains($0) }
    }

    private func unknownRecipients() -> [Problem] {
        unknown.sorted { $0.value < $1.value }.prefix(1000).map { name, line in
            Self.problem(
                .aidRecipientUnknown, line: line, "\(Quote.quoted(name)) is no country that is known, and its sums are kept under none")
        }
    }

    private static func problem(_ rule: ProblemRule, line: Int, _ finding: String) -> Problem {
        Problem(rule.severity, rule: rule.rule, line: line, message: "\(finding): \(rule.remedy).")
    }
}
