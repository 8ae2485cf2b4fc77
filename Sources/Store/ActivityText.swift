import Records
import SQL

/// The index of words in titles and descriptions, as each engine keeps one. Texts come folded and cut into words.
public enum ActivityText {
    /// For the number of an activity, its title and its description.
    static func insertion(_ database: Database) throws -> BulkInsert {
        switch database.dialect {
        case .sqlite: try BulkInsert(database, into: "activity_text", "rowid, title, description")
        case .postgreSQL: try BulkInsert(database, into: "activity_words", "id, title, description")
        }
    }

    /// The activities in which every one of the words stands.
    public static func selection(_ words: [String], _ dialect: Dialect) -> String {
        switch dialect {
        case .sqlite:
            let query = words.map { "\"\($0)\"" }.joined(separator: " ")
            return "SELECT rowid FROM activity_text WHERE activity_text MATCH \(quoted(query))"
        case .postgreSQL:
            let query = words.map(quotedLexeme).joined(separator: " & ")
            return "SELECT id FROM activity_text WHERE words @@ CAST(\(quoted(query)) AS tsquery)"
        }
    }

    /// To be called before `forEachActivity`, and before a view of the store begins.
    static func prepareReading(_ database: Database) throws {
        guard database.dialect == .sqlite else { return }
        // The table is the connection's own, which may be one that only reads.
        let mayNotWrite = try database.first("PRAGMA query_only") { $0.int(0) } ?? 0
        try database.execute(
            """
            PRAGMA query_only = 0;
            CREATE VIRTUAL TABLE IF NOT EXISTS temp.activity_word USING fts5vocab('main', 'activity_text', 'instance');
            PRAGMA query_only = \(mayNotWrite)
            """)
    }

    /// The different words of each activity that has any, bytewise sorted, activity by activity.
    static func forEachActivity(in database: Database, _ body: (Int, [String]) throws -> Void) throws {
        switch database.dialect {
        case .sqlite:
            var (activity, words) = (0, [String]())
            try database.statement("SELECT DISTINCT doc, term FROM activity_word ORDER BY doc, term").forEach([]) { row in
                if row.int(0) != activity {
                    if !words.isEmpty { try body(activity, words) }
                    (activity, words) = (row.int(0), [])
                }
                words.append(row.text(1))
            }
            if !words.isEmpty { try body(activity, words) }
        case .postgreSQL:
            let select = "SELECT id, array_to_string(tsvector_to_array(words), ' ') FROM activity_text ORDER BY id"
            try database.statement(select).forEach([]) { row in
                let words = row.text(1).split(separator: " ").map(String.init).sorted { Bytewise.order($0, $1) < 0 }
                if !words.isEmpty { try body(row.int(0), words) }
            }
        }
    }

    private static func quotedLexeme(_ word: String) -> String { quoted(word.replacing("\\", with: "\\\\")) }

    private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}
