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
    private struct Held {
        let column: Int
        let label: String
        let severity: Problem.Severity
        let rule: any ColumnRule
        let kind: ProblemRule
    }

    private let sheet: HXLSheet
    private let held: [[Held]]

    /// Nil when the file is no tagged sheet.
    init?(path: String, _ schema: SheetSchema) {
        guard let sheet = try? HXLSheet(path: path) else { return nil }
        self.sheet = sheet
        held = sheet.columns.enumerated().map { index, column in
            guard let tag = column.tag else { return [] }
            return schema.rules(for: tag).compactMap { row in
                guard let type = ColumnRules.all.first(where: { $0.word == row.word })?.type else { return nil }
                return Held(column: index, label: tag.description, severity: row.severity, rule: type.init(), kind: type.rule)
            }
        }
    }

    /// Calls `tell` with findings as they come; throws when the file cannot be read on.
    func run(_ tell: ([Finding]) -> Bool) throws {
        var found: [Finding] = []
        while let row = try sheet.next() {
            for (column, rules) in held.enumerated() where !rules.isEmpty && !row.isBlank(column) {
                row.withBytes(column) { cell in
                    for held in rules {
                        if let words = held.rule.offence(cell, line: row.line) { found.append(finding(held, row.line, words)) }
                    }
                }
            }
            if found.count >= 500 {
                guard tell(found) else { return }
                found.removeAll(keepingCapacity: true)
            }
        }
        for held in held.joined() { found += held.rule.finish().map { finding(held, $0.line, $0.words) } }
        _ = tell(found.sorted { $0.problem.line < $1.problem.line })
    }

    private func finding(_ held: Held, _ line: Int, _ words: String) -> Finding {
        let message = "\(held.label): \(words): \(held.kind.remedy)."
        let family: Finding.Family = held.severity == .error ? .structure : .quality
        return Finding(family, Problem(held.severity, rule: held.kind.rule, line: line, message: message))
    }
}
