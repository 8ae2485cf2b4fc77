import Records
import Sheets

/// A file in which a source beside the activities lists who gave a country how much, read row by row: a bad row loses itself only.
public struct ReportedAidSheet {
    /// Rows with data in them so far, those with problems included.
    public private(set) var rows = 0
    /// Whether the file is damaged, so that its sums would be too small.
    public private(set) var isCutShort = false

    private let reader: SheetRows
    private let layout: any ReportedAidLayout
    private var pending: [ReportedAid] = []
    private var problems = ReportedAidProblems()

    private static let layouts: [any ReportedAidLayout.Type] = [MicrodataLayout.self, ForeignAssistanceLayout.self, AIMSLayout.self]

    /// Nil when the file's first row is the header of none of them.
    public static func source(of file: SheetFile) throws -> ReportedAid.Source? { try open(file)?.layout.source }

    /// Nil when the file is none; throws when it cannot be read.
    public init?(path: String) throws {
        let file = try SheetFile(path: path)
        guard let opened = try Self.open(file) else { return nil }
        (reader, layout) = opened
        let others = file.sheets.count - 1
        if others > 0 { problems.note(.aidOtherSheets, 0, "\(others) more sheets are not read") }
    }

    private static func open(_ file: SheetFile) throws -> (SheetRows, layout: any ReportedAidLayout)? {
        let reader = try file.rows()
        guard let header = try reader.next()?.texts else { return nil }
        let names = SheetHeader(header.map(squeezed))
        return layouts.lazy.compactMap { $0.init(names) }.first.map { (reader, $0) }
    }

    /// Editions differ in case, spaces and underscores: `USD_Commitment`, `usd_commitment`, `USD Commitment`.
    private static func squeezed(_ name: String) -> String { name.filter { $0.isLetter || $0.isNumber } }

    /// Whether amounts cannot be told from a thousand times as much.
    public var areCommasAmbiguous: Bool { problems.areCommasAmbiguous }

    /// The next sum; nil at the end of the file, and where it cannot be read on.
    public mutating func next() -> ReportedAid? {
        while pending.isEmpty, let row = nextRow() {
            if row.isBlank { continue }
            rows += 1
            pending = layout.read(row, &problems).reversed()
        }
        return pending.popLast()
    }

    private mutating func nextRow() -> SheetRow? {
        do { return try reader.next() } catch {
            isCutShort = true
            return nil
        }
    }

    /// Asked for at the end.
    public mutating func takeProblems() -> [Problem] {
        let found = reader.drainProblems()
        if found.contains(where: { $0.severity == .error && $0.rule.hasPrefix("compressed-") }) { isCutShort = true }
        return found.map(Problem.init) + problems.take()
    }
}

/// One published layout: which columns it has and how a row of it is read.
protocol ReportedAidLayout: Sendable {
    /// Nil when the header is not of this layout. Its names are in lower case, letters and digits only.
    init?(_ header: SheetHeader)
    var source: ReportedAid.Source { get }
    /// Nothing for a row that cannot be read, or gives no money.
    func read(_ row: SheetRow, _ problems: inout ReportedAidProblems) -> [ReportedAid]
}
