import Geometry
import Records

/// Rows of a table of activities in GeoJSON: a feature for each place of an activity, the parts of its money numbered among its properties.
public final class FeatureRows: TableRows {
    private var rows: [TableCells]
    private var problems: [Problem] = []
    private var place = 0
    let bytesRead: Int

    private static let largest = 128 << 20

    /// - Parameter start: the first bytes of a file.
    static func mayBegin(_ start: [UInt8]) -> Bool {
        GeoJSON.isCollection(start) && start.firstRange(of: Array("\"\(TableColumn.reporterRef.name)\"".utf8)) != nil
    }

    /// Nil when its features are no activities.
    init?(path: String) throws {
        let bytes = try SmallFile.read(path, maximum: Self.largest + 1)
        guard bytes.count <= Self.largest else { throw TableTooLarge(path: path) }
        guard let json = GeoJSON(bytes, limits: Self.limits) else { return nil }
        bytesRead = bytes.count
        rows = json.features.flatMap(Self.cells)
        if rows.isEmpty { return nil }
        for fault in json.faults { note(fault) }
    }

    private static let limits: GeoJSON.Limits = {
        var limits = GeoJSON.Limits()
        limits.bytes = largest
        limits.features = 1_000_000
        return limits
    }()

    private func note(_ fault: GeoJSON.Fault) {
        let rule = ProblemRules.tableFeatureUnreadable
        problems.append(Problem(rule.severity, rule: rule.rule, line: fault.line, message: "\(rule.explanation) \(rule.remedy)."))
    }

    /// How a part's property is called: `parts.1.amount`.
    public static let parts = "parts"

    private static func cells(_ feature: GeoJSON.Feature) -> [TableCells] {
        guard feature.properties[TableColumn.identifier.name] != nil else { return [] }
        var whole = TableCells()
        whole.line = feature.line
        for column in TableColumn.allCases { whole[column] = feature.properties[column.name] ?? "" }
        var found: [TableCells] = []
        while let part = part(found.count + 1, feature, whole) { found.append(part) }
        return found.isEmpty ? [whole] : found
    }

    private static func part(_ number: Int, _ feature: GeoJSON.Feature, _ whole: TableCells) -> TableCells? {
        guard feature.properties["\(parts).\(number).\(TableColumn.type.name)"] != nil else { return nil }
        var cells = whole
        for column in TableColumn.allCases {
            if let text = feature.properties["\(parts).\(number).\(column.name)"] { cells[column] = text }
        }
        return cells
    }

    func next() -> TableCells? {
        guard place < rows.count else { return nil }
        defer { place += 1 }
        return rows[place]
    }

    func drainProblems() -> [Problem] {
        defer { problems = [] }
        return problems
    }
}

struct TableTooLarge: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path): The GeoJSON has more than 128 MB: pass it on as CSV, or by country." }
}
