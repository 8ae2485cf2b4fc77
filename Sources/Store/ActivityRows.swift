import SQL

/// Rows of the tables that grow with every activity.
final class ActivityRows {
    let activities: BulkInsert
    let standings: BulkInsert
    let spots: BulkInsert
    let reached: BulkInsert
    let links: BulkInsert
    let texts: BulkInsert
    let problems: BulkInsert

    init(_ database: Database) throws {
        activities = try BulkInsert(
            database, into: "activity",
            """
            id, document, block, "offset", length, ordinal, line, hash, identifier, reporter, secondary, last_updated, title, title_ja, start, \
            "end", end_planned, status, hierarchy, sector, humanitarian, has_results, transactions, first_fact, facts, state, audience
            """)
        standings = try BulkInsert(
            database, into: "standing",
            """
            country, activity, audience, spend, document, reporter, sector, start, "end", status, humanitarian, reached, named
            """)
        spots = try BulkInsert(database, into: "spot", "country, activity, ordinal, latitude, longitude, name")
        reached = try BulkInsert(database, into: "reached", "activity, indicator, period")
        links = try BulkInsert(database, into: "link", "activity, kind, \"to\", amount")
        texts = try ActivityText.insertion(database)
        problems = try BulkInsert(database, into: "problem", "document, activity, severity, rule, line, identifier, message")
    }

    private var all: [BulkInsert] { [activities, standings, spots, reached, links, texts, problems] }

    func flush() throws { for rows in all { try rows.flush() } }

    func forget() { for rows in all { rows.forget() } }
}
