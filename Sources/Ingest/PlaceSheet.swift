import Records
import Sheets

/// A list of place codes as OCHA passes them on: `Location,Admin Level,P-Code,Name,Parent P-Code,...`.
public struct PlaceSheet: Sendable {
    public struct Entry: Hashable, Sendable {
        public var line: Int
        /// ISO 3166-1 alpha-3, as published.
        public var country: String
        public var level: Int
        public var code: String
        public var name: String
        public var parent: String
    }

    public private(set) var entries: [Entry] = []
    public private(set) var problems: [Problem] = []
    /// Rows with data in them, those with problems included.
    public private(set) var rows = 0

    private static let header = ["location", "admin level", "p-code", "name", "parent p-code"]

    private static func columns(_ first: [String]) -> [Int]? {
        let names = first.map { WhiteSpace.trimmed($0).lowercased() }
        let found = header.compactMap { names.firstIndex(of: $0) }
        return found.count == header.count ? found : nil
    }

    /// Whether the file begins as such a sheet does.
    public static func isOne(_ path: String) -> Bool { (try? SmallFile.head(path, rows: 1))?.first.flatMap(columns) != nil }

    /// Nil when the file is no such sheet.
    public static func read(path: String) throws -> PlaceSheet? {
        isOne(path) ? try PlaceSheet(SheetFile(path: path).rows()) : nil
    }

    /// Nil when the bytes are no such sheet.
    public init?(_ bytes: [UInt8]) throws { try self.init(SheetFile(bytes: bytes, path: "").rows()) }

    private init?(_ sheet: SheetRows) throws {
        guard let columns = try sheet.next().flatMap({ Self.columns($0.texts) }) else { return nil }
        while let row = try sheet.next() {
            let cells = row.texts
            if cells.contains(where: { !$0.isEmpty }) {
                read(columns.map { $0 < cells.count ? WhiteSpace.folded(cells[$0]) : "" }, row.line)
            }
        }
        problems += sheet.drainProblems().map(Problem.init)
    }

    private mutating func read(_ cells: [String], _ line: Int) {
        rows += 1
        guard !cells[0].isEmpty, let level = Int(cells[1]), (0...4).contains(level), !cells[2].isEmpty, !cells[3].isEmpty else {
            let rule = ProblemRules.placeUnreadable
            problems.append(
                Problem(rule.severity, rule: rule.rule, line: line, message: "The row has no country, level, code or name: \(rule.remedy).")
            )
            return
        }
        entries.append(Entry(line: line, country: cells[0], level: level, code: cells[2], name: cells[3], parent: cells[4]))
    }
}
