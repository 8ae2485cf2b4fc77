import Records
import Sheets

/// The workbook that `concord template` writes, filled in: contributions that no data feed carries, and priorities of host governments.
///
/// Also a CSV of one of its sheets. Columns are told by their hashtags, `#contribution+kind`, among the first 25 rows.
public struct PartnerWorkbook: Sendable {
    /// Rows with data in a column that is known.
    public private(set) var rows: [WorkbookRow] = []
    /// What is wrong with sheets and columns; what is wrong with cells is told as they are read.
    public private(set) var problems: [Problem] = []
    /// How many rows have data in them, those that are not read included.
    public private(set) var count = 0

    /// Nil when no sheet has at least two of the tags.
    public static func read(_ file: SheetFile) throws -> PartnerWorkbook? {
        var workbook = PartnerWorkbook()
        var isOne = false
        for sheet in file.sheets.indices {
            let rows = try file.rows(sheet)
            let head = try Head(file, rows, name: file.sheets[sheet].name)
            if let layout = head.layout {
                isOne = true
                try workbook.read(rows, layout, isHidden: file.sheets[sheet].isHidden)
            } else if head.otherTags > 0 {
                workbook.tell(
                    Quote.name(file.sheets[sheet].name), ProblemRules.workbookSheetUnread, head.otherTags,
                    "The sheet has hashtags of another kind and is not read")
            }
        }
        return isOne ? workbook : nil
    }

    private static let most = 100_000

    /// The first rows of a sheet.
    private struct Head {
        var layout: WorkbookLayout?
        /// Line of a row of hashtags of another kind, 0 when there is none.
        var otherTags = 0

        init(_ file: SheetFile, _ rows: SheetRows, name: String) throws {
            var above: [String] = []
            var (layout, otherTags) = (WorkbookLayout?.none, 0)
            try HXLSheet.head(file, rows) { cells, line in
                layout = WorkbookLayout(cells, above: above, name: name, line: line)
                if layout == nil, TagRow.tags(cells) != nil { otherTags = line }
                above = cells
                return layout != nil
            }
            (self.layout, self.otherTags) = (layout, otherTags)
        }
    }

    private mutating func read(_ rows: SheetRows, _ layout: WorkbookLayout, isHidden: Bool) throws {
        if isHidden { return tell(layout.name, ProblemRules.workbookSheetUnread, layout.line, "The sheet is hidden and is not read") }
        problems += layout.problems
        while let row = try rows.next() {
            guard let read = layout.row(row) else { continue }
            count += 1
            if count > Self.most {
                tell(layout.name, ProblemRules.workbookSheetUnread, row.line, "There are more than \(Self.most) rows; the rest is not read")
                break
            }
            if layout.isComplete { self.rows.append(read) }
        }
        problems += rows.drainProblems().map { layout.problem(Problem($0)) }
    }

    private mutating func tell(_ name: String, _ rule: ProblemRule, _ line: Int, _ what: String) {
        problems.append(Problem(rule.severity, rule: rule.rule, line: line, message: "\(name): \(what): \(rule.remedy)."))
    }
}

/// Which column of a sheet is what, and what its sheet is called.
struct WorkbookLayout: Sendable {
    let sheet: WorkbookSheet
    let name: String
    let line: Int
    let columns: [WorkbookSheet.Column: Int]
    private(set) var problems: [Problem] = []

    /// Nil when the cells are not the row of tags.
    ///
    /// - Parameter above: the cells above, for columns without a tag.
    init?(_ cells: [String], above: [String], name: String, line: Int) {
        guard let tags = TagRow.tags(cells) else { return nil }
        let found = WorkbookSheet.allCases.map { (sheet: $0, columns: Self.columns($0, tags)) }.max { $0.columns.count < $1.columns.count }
        guard let found, found.columns.count >= 2 else { return nil }
        (sheet, columns, self.line) = (found.sheet, found.columns, line)
        self.name = name.isEmpty ? Self.title(found.sheet) : Quote.name(name)
        problems = unread(tags, above) + missing()
    }

    private static func title(_ sheet: WorkbookSheet) -> String { sheet == .contributions ? "Contributions" : "Priorities" }

    /// Of a tag that stands twice the first counts.
    private static func columns(_ sheet: WorkbookSheet, _ tags: [HXLTag?]) -> [WorkbookSheet.Column: Int] {
        let known = tags.enumerated().compactMap { index, tag in tag.flatMap { column($0, of: sheet) }.map { ($0, index) } }
        return Dictionary(known, uniquingKeysWith: { first, _ in first })
    }

    private static func column(_ tag: HXLTag, of sheet: WorkbookSheet) -> WorkbookSheet.Column? {
        sheet.columns.first { sheet.tag($0) == tag.description }
    }

    var isComplete: Bool { sheet.required.allSatisfy { columns[$0] != nil } }

    /// Nil when no known column has anything in it.
    func row(_ row: SheetRow) -> WorkbookRow? {
        let filled = columns.filter { !row.isBlank($0.value) }
        guard !filled.isEmpty else { return nil }
        let cells = filled.mapValues { WorkbookRow.Cell(text: row[$0], isNumber: row.kind($0) == .number) }
        return WorkbookRow(self, cells, row.line)
    }

    /// What the file's reader says, with the sheet's name before it.
    func problem(_ problem: Problem) -> Problem {
        var told = problem
        told.message = problem.line == 0 ? "\(name): \(problem.message)" : "\(name), row \(problem.line): \(problem.message)"
        return told
    }

    // MARK: Columns that are not read, or are not there

    private func unread(_ tags: [HXLTag?], _ above: [String]) -> [Problem] {
        let read = Set(columns.values)
        return (0..<max(tags.count, above.count)).filter { !read.contains($0) }.compactMap { index in
            let tag = index < tags.count ? tags[index]?.description : nil
            let header = index < above.count ? WhiteSpace.trimmed(above[index]) : ""
            guard tag != nil || !header.isEmpty else { return nil }
            let why = tag.map { "the hashtag \(Quote.quoted($0)) is not known, or stands twice" } ?? "there is no hashtag"
            return problem(ProblemRules.workbookColumnUnread, "column \(ColumnLetters.name(index)): \(why); it is not read")
        }
    }

    private func missing() -> [Problem] {
        sheet.required.filter { columns[$0] == nil }.map {
            problem(ProblemRules.workbookColumnMissing, "the column \(sheet.tag($0)) is missing, and no row is read")
        }
    }

    private func problem(_ rule: ProblemRule, _ what: String) -> Problem {
        Problem(rule.severity, rule: rule.rule, line: line, message: "\(name), row \(line), \(what): \(rule.remedy).")
    }
}
