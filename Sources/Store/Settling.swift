import Records
import SQL

/// Whether the sums over links and parent-child trees belong to the records beside them.
///
/// Each file's transaction marks the store as unsettled; the end of an import settles it. What a crash leaves unsettled the next import
/// settles, and until then a reader is told.
public enum Settling {
    private static let setting = "settled"

    static func begin(_ database: Database) throws { try set("no", database) }
    static func end(_ database: Database) throws { try set("yes", database) }

    public static func isSettled(_ database: Database) throws -> Bool {
        try database.first("SELECT value FROM setting WHERE name = ?", setting) { $0.text(0) == "yes" } ?? true
    }

    private static func set(_ value: String, _ database: Database) throws {
        try database.run("INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", setting, value)
    }
}
