import Compression
import Records
import Sheets
import XML

/// A table of activities, read row by row; the rows of an activity stand together and become one record.
public final class ActivityTable: RecordSource {
    public let format = "iati-table"
    public let root = RootElement(name: "iati-activities", attributes: [("version", ActivityWriter.version)])
    public let version = ""
    public let generated = ""

    private let path: String
    private let rows: any TableRows
    private var ahead: TableCells?
    /// To tell apart what stands in several places.
    private var met: Set<ContentHash> = []
    private var problems: [Problem] = []

    /// Nil when the file is no such table.
    public static func open(path: String) throws -> ActivityTable? {
        if let start = try? SmallFile.read(path, maximum: 4096), FeatureRows.mayBegin(start) {
            return try FeatureRows(path: path).map { ActivityTable(path, $0) }
        }
        return try SheetTableRows(path: path).map { ActivityTable(path, $0) }
    }

    private init(_ path: String, _ rows: any TableRows) {
        self.path = path
        self.rows = rows
    }

    public var bytesRead: Int { rows.bytesRead }
    public var contentHash: ContentHash { get throws { try ContentHash.ofFile(path) } }

    public func nextRecord() throws -> RawRecord? {
        guard let first = try nextRow() else { return nil }
        var found = [first]
        while let row = try nextRow() {
            guard row[.identifier] == first[.identifier] else {
                ahead = row
                break
            }
            found.append(row)
        }
        let isNew = met.insert(ContentHash(of: Array(first[.identifier].utf8))).inserted
        guard isNew else { throw ScatteredRows(path: path, line: first.line) }
        return RawRecord(name: "iati-activity", line: first.line, offset: 0, bytes: TableElement.bytes(found))
    }

    /// The next row that names an activity.
    private func nextRow() throws -> TableCells? {
        if let row = ahead {
            ahead = nil
            return row
        }
        while var row = try rows.next() {
            row[.identifier] = Identity.normalised(row[.identifier])
            if !row[.identifier].isEmpty { return row }
            let rule = ProblemRules.tableRowUnnamed
            problems.append(Problem(rule.severity, rule: rule.rule, line: row.line, message: "\(rule.explanation) \(rule.remedy)."))
        }
        return nil
    }

    public func drainProblems() -> [Problem] {
        defer { problems = [] }
        return problems + rows.drainProblems()
    }
}

/// A second copy of an activity would take the place of the first, and its money would be lost.
struct ScatteredRows: Error, CustomStringConvertible {
    let path: String
    let line: Int
    var description: String {
        "\(path): The rows of the activity on line \(line) stand in several places: sort the table by its identifiers."
    }
}

/// Rows of a table of activities, from whatever form it has.
protocol TableRows: AnyObject {
    func next() throws -> TableCells?
    func drainProblems() -> [Problem]
    var bytesRead: Int { get }
}

/// From CSV and its kin, or a workbook: columns by names or by hashtags.
final class SheetTableRows: TableRows {
    private let rows: SheetRows
    private let columns: [TableColumn?]
    /// A row of data that was met where hashtags might have stood.
    private var second: TableCells?

    init?(path: String) throws {
        guard let head = try? SmallFile.head(path, rows: 2), let layout = Self.layout(head) else { return nil }
        columns = layout.columns
        rows = try SheetFile(path: path).rows()
        for _ in 0..<layout.rows { _ = try rows.next() }
    }

    private static func layout(_ head: [[String]]) -> (columns: [TableColumn?], rows: Int)? {
        let tags = head.indices.first { head[$0].contains { $0.hasPrefix("#") } }
        if let tags, let found = columns(head[tags], byTag) { return (found, tags + 1) }
        guard let names = head.first, let found = columns(names, byName) else { return nil }
        return (found, tags.map { $0 + 1 } ?? 1)
    }

    private static func columns(_ cells: [String], _ known: [String: TableColumn]) -> [TableColumn?]? {
        let found = cells.map { known[HXLTag($0).map(key) ?? $0.lowercased()] }
        return TableColumn.required.allSatisfy { found.contains($0) } ? found : nil
    }

    private static let byName = Dictionary(uniqueKeysWithValues: TableColumn.allCases.map { ($0.name, $0) })
    private static let byTag = Dictionary(uniqueKeysWithValues: TableColumn.allCases.map { (key(HXLTag($0.tag)!), $0) })

    /// Attributes may stand in any order.
    private static func key(_ tag: HXLTag) -> String { tag.name + tag.attributes.sorted().map { "+" + $0 }.joined() }

    func next() throws -> TableCells? {
        while let row = try rows.next() {
            if row.isBlank { continue }
            var cells = TableCells()
            cells.line = row.line
            for (place, column) in columns.enumerated() { if let column { cells[column] = Self.plain(row[place]) } }
            return cells
        }
        return nil
    }

    /// Without the apostrophe that keeps spreadsheets from running a text as a formula.
    private static func plain(_ text: String) -> String {
        let isGuarded = text.hasPrefix("'") && ["=", "+", "-", "@"].contains(String(text.dropFirst().prefix(1)))
        return WhiteSpace.trimmed(isGuarded ? String(text.dropFirst()) : text)
    }

    func drainProblems() -> [Problem] { rows.drainProblems().map { Problem($0) } }
    var bytesRead: Int { rows.bytesRead }
}
