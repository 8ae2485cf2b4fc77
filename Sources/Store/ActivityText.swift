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

    private static func quotedLexeme(_ word: String) -> String { quoted(word.replacing("\\", with: "\\\\")) }

    private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}
