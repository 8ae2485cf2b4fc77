import Compression
import Ingest
import Records
import SQL

/// Exchange rates and deflators in the store; a later sheet replaces what an earlier one said of the same month.
enum RateWriter {
    static func write(_ sheet: RateSheet, path: String, handling: HandlingMark, to database: Database) throws {
        try database.transaction {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            for rate in sheet.rates {
                try database.run(
                    "INSERT OR REPLACE INTO rate (currency, month, annual, per_usd, source) VALUES (?, ?, ?, ?, ?)",
                    rate.currency, Int(rate.period), rate.isAnnual, rate.value, name)
            }
            for deflator in sheet.deflators {
                try database.run(
                    "INSERT OR REPLACE INTO deflator VALUES (?, ?, ?, ?)", deflator.country, deflator.year, deflator.value, name)
            }
            try remember(sheet, path, handling, database)
        }
    }

    private static func remember(_ sheet: RateSheet, _ path: String, _ handling: HandlingMark, _ database: Database) throws {
        let mark = try Copies(database).handling(handling)
        let now = Clock.now()
        try database.run(
            """
            INSERT INTO document (path, format, version, publisher, generated, published, bytes, hash, root, handling, licence,
                first_read, last_read, state, failure, records, transactions, problems)
            VALUES (?, ?, '', '', '', '', ?, ?, '', ?, '', ?, ?, 'read', '', ?, 0, ?)
            ON CONFLICT (path) DO UPDATE SET format = excluded.format, bytes = excluded.bytes, hash = excluded.hash,
                last_read = excluded.last_read, state = 'read', failure = '', records = excluded.records, problems = excluded.problems
            """, path, sheet.kind.rawValue, Files.size(path), try ContentHash.ofFile(path).bytes, mark, now, now, sheet.rows,
            sheet.problems.count)
        let document = try database.first("SELECT id FROM document WHERE path = ?", path) { $0.int64(0) }!
        try database.run("DELETE FROM problem WHERE document = ?", document)
        for problem in sheet.problems {
            try database.run(
                "INSERT INTO problem (document, severity, rule, line, identifier, message) VALUES (?, ?, ?, ?, '', ?)", document,
                problem.severity.rawValue, problem.rule, problem.line, problem.message)
        }
    }

    /// The rates that ship, overlaid with those imported.
    static func rates(in database: Database, over shipped: ExchangeRates) throws -> ExchangeRates {
        var rates = shipped
        try database.statement("SELECT currency, month, annual, per_usd FROM rate").forEach([]) { row in
            guard let value = PublishedRate.parse(row.text(3)) else { return }
            if row.int(2) == 1 {
                rates.setAnnual(row.text(0), year: Int32(row.int(1)), perDollar: value)
            } else {
                rates.setMonthly(row.text(0), month: Int32(row.int(1)), perDollar: value)
            }
        }
        return rates
    }
}
