import Records
import Sheets

/// A sheet of milestones: `country,date,title_en,title_ja,source`.
public struct MilestoneSheet: Sendable {
    public struct Entry: Hashable, Sendable {
        public var country: String
        public var day: Day
        public var english: String
        public var japanese: String
        public var source: String
    }

    public private(set) var entries: [Entry] = []
    public private(set) var problems: [Problem] = []
    /// Rows with data in them, those with problems included.
    public private(set) var rows = 0

    private static let header = ["country", "date", "title_en", "title_ja", "source"]

    /// Nil when the file is no such sheet.
    public static func read(path: String) throws -> MilestoneSheet? {
        guard try SmallFile.head(path, rows: 1).first?.starts(with: header) == true else { return nil }
        return try MilestoneSheet(SheetFile(path: path).rows())
    }

    init(_ rows: SheetRows) throws {
        _ = try rows.next()
        while let row = try rows.next() {
            if row.count > 0 { read(row.texts, row.line) }
        }
        problems += rows.drainProblems().map(Problem.init)
    }

    private mutating func read(_ row: [String], _ line: Int) {
        rows += 1
        guard row.count >= 4, let day = Day(iso: WhiteSpace.trimmed(row[1])), day.exists else {
            problems.append(
                Problem(
                    rule: "milestone-unreadable", line: line,
                    message: "The row has no date yyyy-mm-dd or no titles: give country, date and titles."))
            return
        }
        entries.append(
            Entry(
                country: WhiteSpace.trimmed(row[0]).uppercased(), day: day, english: row[2], japanese: row[3],
                source: row.count > 4 ? row[4] : ""))
    }
}
