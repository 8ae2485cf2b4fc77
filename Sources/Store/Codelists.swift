import Ingest
import Records
import SQL

/// Code lists that were imported; of several editions of a list the one written last speaks.
public enum Codelists {
    public struct List: Sendable {
        public var name: String
        public var codes: Int
        public var withdrawn: Int
        public var source: String
        public var lastRead: String
    }

    static func write(_ file: CodelistFile, _ document: Int64, to database: Database) throws {
        try database.run("DELETE FROM code WHERE document = ?", document)
        for item in file.items {
            try database.run(
                "INSERT INTO code VALUES (?, ?, ?, ?, ?, ?, ?)", document, file.name, file.isComplete, item.code, item.english,
                item.category,
                item.isWithdrawn)
        }
    }

    static func isEmpty(_ store: Store) throws -> Bool { try store.database.first("SELECT 1 FROM code LIMIT 1") { _ in true } == nil }

    /// Every list, in the order of names.
    public static func all(_ store: Store) throws -> [List] {
        try store.database.rows(
            """
            SELECT c.list, count(*), sum(c.withdrawn), max(d.path), max(d.last_read) FROM code c JOIN document d ON d.id = c.document
            WHERE \(last) GROUP BY c.list ORDER BY c.list
            """
        ) { List(name: $0.text(0), codes: $0.int(1), withdrawn: $0.int(2), source: $0.text(3), lastRead: $0.text(4)) }
    }

    private static let last = """
        d.state <> 'withdrawn' AND d.turn = (SELECT max(e.turn) FROM document e WHERE e.state <> 'withdrawn'
            AND e.id IN (SELECT document FROM code WHERE list = c.list))
        """

    private struct Row {
        var list: String
        var isComplete: Bool
        var code: String
        var name: String
        var category: String
        var isWithdrawn: Bool
    }

    private static func rows(_ store: Store) throws -> [Row] {
        try store.database.rows(
            """
            SELECT c.list, c.complete, c.code, c.name, c.category, c.withdrawn FROM code c JOIN document d ON d.id = c.document
            WHERE \(last) ORDER BY c.list, c.rowid
            """
        ) {
            Row(
                list: $0.text(0), isComplete: $0.int(1) == 1, code: $0.text(2), name: $0.text(3), category: $0.text(4),
                isWithdrawn: $0.int(5) == 1)
        }
    }

    /// Lines in the layout of `codelists/iati.tsv`, empty when no list was imported. Japanese names stay those that ship.
    public static func names(_ store: Store, over shipped: CodeNames) throws -> String {
        try rows(store).map { row in
            let japanese = shipped.name(row.list, row.code)?.japanese ?? ""
            return [row.list, row.code, row.name, japanese, row.category, row.isWithdrawn ? "withdrawn" : "active"].tabbed
        }.joined(separator: "\n")
    }

    /// `standard/codes.tsv` with the lists that were imported in the place of those that ship.
    public static func replacing(_ table: String, from store: Store) throws -> String {
        let lists = Dictionary(grouping: try rows(store), by: \.list)
        if lists.isEmpty { return table }
        let kept = table.split(separator: "\n").filter { lists[String($0.prefix { $0 != "\t" })] == nil }.map(String.init)
        let added = lists.keys.sorted().map { name in
            let (withdrawn, active) = (lists[name]!.filter(\.isWithdrawn), lists[name]!.filter { !$0.isWithdrawn })
            let isComplete = lists[name]![0].isComplete ? "1" : "0"
            return [name, isComplete, active.map(\.code).joined(separator: "|"), withdrawn.map(\.code).joined(separator: "|")].tabbed
        }
        return (kept + added).joined(separator: "\n") + "\n"
    }
}

extension [String] {
    /// The cells of a line; what would break it becomes a space.
    fileprivate var tabbed: String { map { $0.replacing("\t", with: " ").replacing("\n", with: " ") }.joined(separator: "\t") }
}
