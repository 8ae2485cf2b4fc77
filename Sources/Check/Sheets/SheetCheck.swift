import Ingest
import Records

/// Which rules the columns of tagged sheets are held to: the default HXL schema as a table.
struct SheetSchema: Sendable {
    struct Row: Sendable {
        /// Hashtags with the attributes that they must have; `#*` is any.
        let tags: [(name: String, attributes: [String])]
        let word: String
        let severity: Problem.Severity
    }

    let rows: [Row]

    /// - Parameter table: `standard/hxl.tsv`.
    init(_ table: Tabular) {
        rows = table.rows.map { row in
            let tags = table.list(row, "tags").map { text in
                let parts = text.split(separator: "+").map(String.init)
                return (parts[0], Array(parts.dropFirst()))
            }
            return Row(
                tags: tags, word: table.value(row, "rule"), severity: Problem.Severity(rawValue: table.value(row, "severity")) ?? .note)
        }
    }

    func rules(for tag: HXLTag) -> [Row] {
        rows.filter { row in
            row.tags.contains { $0.name == "#*" || $0.name == tag.name && $0.attributes.allSatisfy(tag.attributes.contains) }
        }
    }
}

/// Holds a tagged sheet against the schema, row by row.
final class SheetCheck {
    private static let batch = 500
    private let sheet: HXLSheet
    private let columns: [HeldColumn]

    /// Nil when the file is no tagged sheet.
    init?(path: String, _ schema: SheetSchema) {
        guard let sheet = try? HXLSheet(path: path) else { return nil }
        self.sheet = sheet
        columns = sheet.columns.enumerated().compactMap { index, column in
            column.tag.flatMap { HeldColumn(index, $0, schema, mostBytes: HeldColumn.memory / max(32, sheet.columns.count)) }
        }
    }

    /// Calls `tell` with findings as they come; throws when the file cannot be read on.
    func run(_ tell: ([Finding]) -> Bool) throws {
        var found: [Finding] = []
        while let row = try sheet.next() {
            for column in columns { row.withBytes(column.index) { column.take($0, line: row.line, &found) } }
            guard found.count >= Self.batch else { continue }
            guard tell(found) else { return }
            found.removeAll(keepingCapacity: true)
        }
        for column in columns { found += column.finish() }
        _ = tell(found.sorted { $0.problem.line < $1.problem.line })
    }
}
