import SQL

/// The sums of a document's events, as questions read them.
struct EventRollup {
    let database: Database

    func clear(_ document: Int64) throws {
        for table in ["event_month", "event_country_month"] { try database.run("DELETE FROM \(table) WHERE document = ?", document) }
    }

    /// Adds the events up anew: some of them came to count for others than before.
    func renew(_ document: Int64) throws {
        try clear(document)
        try database.run(
            """
            INSERT INTO event_month
            SELECT document, audience, dataset, country, country_now, place, month, kind, sum(events), sum(low), sum(best), sum(high)
            FROM event WHERE document = ? AND audience IS NOT NULL GROUP BY document, country, dataset, month, place, kind, country_now, audience
            """, document)
        try database.run(
            """
            INSERT INTO event_country_month
            SELECT document, audience, dataset, country, country_now, month, sum(events), sum(low), sum(best), sum(high)
            FROM event_month WHERE document = ? GROUP BY document, country, dataset, month, country_now, audience
            """, document)
    }
}
