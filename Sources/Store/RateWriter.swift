import Ingest
import Records
import SQL

/// Exchange rates and deflators in the store; a later sheet replaces what an earlier one said of the same month.
enum RateWriter {
    static func write(_ sheet: RateSheet, source: String, to database: Database) throws {
        for rate in sheet.rates {
            try database.run(
                """
                INSERT INTO rate (currency, month, annual, per_usd, source) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (currency, annual, month) DO UPDATE SET per_usd = excluded.per_usd, source = excluded.source
                """, rate.currency, Int(rate.period), rate.isAnnual, rate.value, source)
        }
        for deflator in sheet.deflators {
            try database.run(
                """
                INSERT INTO deflator VALUES (?, ?, ?, ?)
                ON CONFLICT (country, year) DO UPDATE SET value = excluded.value, source = excluded.source
                """, deflator.country, deflator.year, deflator.value, source)
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
