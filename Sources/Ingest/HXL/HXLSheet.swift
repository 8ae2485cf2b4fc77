import Records
import Sheets

/// Why a file gives no tagged rows.
public struct HXLError: Error, Sendable, CustomStringConvertible {
    public let path: String
    /// One sentence without the path.
    public let explanation: String

    public var description: String { "\(path): \(explanation)" }
}

/// A sheet whose columns have hashtags, read row by row.
///
/// The tag row is among the first 25 rows. A sheet without one can be read through a mapping from its headers.
public final class HXLSheet {
    public enum Choice: Sendable {
        /// The first sheet with hashtags of the core list, visible ones before hidden ones; else the first with any.
        case tagged
        /// Counted from 1.
        case number(Int)
        case name(String)
    }

    public let path: String
    /// As its author named it; empty for delimited text.
    public let name: String
    public let columns: [HXLColumn]
    /// Line of the tag row, or of the header row where a mapping gave the tags.
    public let tagLine: Int
    private let rows: SheetRows
    private let file: SheetFile
    private let choice: Choice
    private let mapping: HXLMapping?

    /// - Parameter mapping: used where there is no tag row.
    public convenience init(path: String, choice: Choice = .tagged, mapping: HXLMapping? = nil) throws {
        try self.init(SheetFile(path: path), choice, mapping)
    }

    private init(_ file: SheetFile, _ choice: Choice, _ mapping: HXLMapping?) throws {
        let found = try Self.find(file, choice, mapping)
        (self.file, self.choice, self.mapping, path) = (file, choice, mapping, file.path)
        (name, columns, tagLine, rows) = (file.sheets[found.sheet].name, found.columns, found.line, found.rows)
    }

    /// The same sheet from its first row, without unpacking the file again.
    public func again() throws -> HXLSheet { try HXLSheet(file, choice, mapping) }

    /// The next row that is not blank, nil at the end.
    public func next() throws -> SheetRow? {
        while let row = try rows.next() { if !row.isBlank { return row } }
        return nil
    }

    /// What was cleaned or passed over in the sheet itself since the last call.
    public func drainProblems() -> [Problem] { rows.drainProblems().map(Problem.init) }

    // MARK: Finding the tags

    private struct Found {
        var sheet: Int
        var columns: [HXLColumn]
        var line: Int
        var rows: SheetRows
        var isCore: Bool { columns.contains { $0.tag?.isCore == true } }
    }

    private static func find(_ file: SheetFile, _ choice: Choice, _ mapping: HXLMapping?) throws -> Found {
        var spare: Found?
        for sheet in try candidates(file, choice) {
            guard let found = try tags(in: file, sheet, mapping) else { continue }
            if found.isCore || !isOpen(choice) { return found }
            spare = spare ?? found
        }
        if let spare { return spare }
        let remedy = mapping == nil ? "tag its columns, or give --map (concord rows --guess proposes one)" : "none fits the mapping"
        throw HXLError(path: file.path, explanation: "There are no hashtags in the first \(TagRow.reach) rows: \(remedy).")
    }

    private static func isOpen(_ choice: Choice) -> Bool { if case .tagged = choice { true } else { false } }

    /// Places in the file's list of sheets.
    static func candidates(_ file: SheetFile, _ choice: Choice) throws -> [Int] {
        let all = Array(file.sheets.indices)
        switch choice {
        case .tagged: return all.filter { !file.sheets[$0].isHidden } + all.filter { file.sheets[$0].isHidden }
        case .number(let number) where all.contains(number - 1): return [number - 1]
        case .name(let name):
            if let place = all.first(where: { file.sheets[$0].name == name }) { return [place] }
            fallthrough
        case .number:
            let names = file.sheets.map(\.name).filter { !$0.isEmpty }.joined(separator: ", ")
            throw HXLError(path: file.path, explanation: "There is no such sheet; it has \(all.count)\(names.isEmpty ? "" : ": \(names)").")
        }
    }

    /// The first rows of a sheet: blank ones count in delimited text, and by their numbers in a workbook.
    static func head(_ file: SheetFile, _ rows: SheetRows, _ visit: (_ cells: [String], _ line: Int) -> Bool) throws {
        var count = 0
        while count < TagRow.reach, let row = try rows.next() {
            count = file.format == .workbook ? row.line : count + 1
            if count > TagRow.reach || visit(row.texts, row.line) { return }
        }
    }

    private static func tags(in file: SheetFile, _ sheet: Int, _ mapping: HXLMapping?) throws -> Found? {
        let rows = try file.rows(sheet)
        var found: Found?
        var above: [String] = []
        try head(file, rows) { cells, line in
            if let tags = TagRow.tags(cells) {
                let columns = tags.indices.map { HXLColumn(tag: tags[$0], header: $0 < above.count ? above[$0] : "") }
                found = Found(sheet: sheet, columns: columns, line: line, rows: rows)
            }
            above = cells
            return found != nil
        }
        if let found { return found }
        if let mapping { return try mapped(file, sheet, mapping) }
        return try known(file, sheet)
    }

    /// A format that needs no tags because its headers are known.
    private static func known(_ file: SheetFile, _ sheet: Int) throws -> Found? {
        guard let header = try file.rows(sheet).next()?.texts, let mapping = HXLMapping.known(header) else { return nil }
        return try mapped(file, sheet, mapping)
    }

    /// The row whose cells the mapping knows best is the header.
    private static func mapped(_ file: SheetFile, _ sheet: Int, _ mapping: HXLMapping) throws -> Found? {
        var best: (line: Int, cells: [String], matches: Int) = (0, [], 0)
        try head(file, file.rows(sheet)) { cells, line in
            let matches = cells.count { mapping.tag($0) != nil }
            if matches > best.matches { best = (line, cells, matches) }
            return false
        }
        guard best.matches > 0 else { return nil }
        let rows = try file.rows(sheet)
        while let row = try rows.next(), row.line < best.line {}
        let columns = best.cells.map { HXLColumn(tag: mapping.tag($0), header: $0) }
        return Found(sheet: sheet, columns: columns, line: best.line, rows: rows)
    }
}
