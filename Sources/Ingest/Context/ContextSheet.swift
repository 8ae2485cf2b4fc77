import Records
import Sheets

/// A sheet of context: values of indicators, or priorities of a host government.
///
/// Indicators: `country,indicator,date,value` and, if given, `unit,source,indicator_ja`; tables of the World Bank as HDX passes them on
/// (`Country ISO3,Year,Indicator Name,Value`); the same by hashtags. Priorities: `country,theme,target` and, if given,
/// `place,priority,date,document,target_ja`.
public struct ContextSheet: Sendable {
    public enum Kind: String, Sendable { case indicators, priorities }

    public let kind: Kind
    public private(set) var indicators: [ContextIndicator] = []
    public private(set) var priorities: [HostPriority] = []
    public private(set) var problems: [Problem] = []
    /// Rows with data in them, those with problems included.
    public private(set) var rows = 0
    private let layout: ContextLayout

    /// Nil when the file is no such sheet.
    public static func read(path: String) throws -> ContextSheet? {
        guard ContextLayout.mayBegin(try SmallFile.head(path, rows: 2)) else { return nil }
        let rows = try SheetFile(path: path).rows()
        // A row is valid until the next is read.
        guard let first = try rows.next()?.texts else { return nil }
        let second = try rows.next()
        guard let layout = ContextLayout(first, tags: second?.texts ?? []) else { return nil }
        var sheet = ContextSheet(kind: layout.kind, layout: layout)
        if let second, !layout.hasTags { sheet.read(second) }
        while let row = try rows.next(), sheet.rows < Self.most { sheet.read(row) }
        if sheet.rows >= Self.most {
            sheet.lose(0, "indicator-unreadable", "The sheet has more rows than are read: give fewer indicators or years.")
        }
        sheet.problems += rows.drainProblems().map(Problem.init)
        return sheet
    }

    private static let most = 1_000_000

    private init(kind: Kind, layout: ContextLayout) { (self.kind, self.layout) = (kind, layout) }

    private mutating func read(_ row: SheetRow) {
        guard !row.isBlank else { return }
        rows += 1
        let cells = layout.cells(row.texts)
        switch kind {
        case .indicators: readIndicator(cells, row.line)
        case .priorities: readPriority(cells, row.line)
        }
    }

    private mutating func readIndicator(_ cells: [ContextLayout.Column: String], _ line: Int) {
        if case .outOfRange = PublishedNumber.parse(cells[.value] ?? "") {
            return lose(line, "indicator-unreadable", "The value is 10^15 or more: give it in a larger unit.")
        }
        let date = IndicatorDate(cells[.date] ?? "")
        guard let country = cells[.country], let name = cells[.indicator], let date,
            case .value(let value, _) = PublishedNumber.parse(cells[.value] ?? "")
        else {
            // Tables of every year and country have empty cells where nothing is known.
            if cells[.value] == nil, cells[.indicator] != nil { return }
            return lose(
                line, "indicator-unreadable",
                "The row has no country, indicator, date (yyyy, yyyy-mm or yyyy-mm-dd) or number: give all four.")
        }
        indicators.append(
            ContextIndicator(
                line: line, country: country, name: name, japanese: cells[.japanese] ?? "", date: date, value: value,
                unit: cells[.unit] ?? "", source: cells[.source] ?? ""))
    }

    private mutating func readPriority(_ cells: [ContextLayout.Column: String], _ line: Int) {
        guard let country = cells[.country], let theme = cells[.theme], let target = cells[.target] else {
            return lose(line, "priority-unreadable", "The row has no country, theme or target: give all three.")
        }
        priorities.append(
            HostPriority(
                line: line, country: country, theme: theme, place: cells[.place] ?? "", priority: cells[.priority] ?? "", target: target,
                japanese: cells[.japanese] ?? "", date: cells[.date] ?? "", document: cells[.document] ?? ""))
    }

    private mutating func lose(_ line: Int, _ rule: String, _ message: String) {
        problems.append(Problem(rule: rule, line: line, message: message))
    }
}

/// Which column is what.
private struct ContextLayout {
    enum Column: Hashable {
        case country, indicator, date, value, unit, source, japanese, theme, place, priority, target, document
    }

    let kind: ContextSheet.Kind
    /// Whether the second row is of hashtags.
    let hasTags: Bool
    private let columns: [Column: Int]

    private static let headers: [Column: [String]] = [
        .country: ["country", "country iso3", "country code", "iso3", "country name"], .indicator: ["indicator", "indicator name"],
        .date: ["date", "year"], .value: ["value"], .unit: ["unit"], .source: ["source"], .japanese: ["indicator_ja", "target_ja"],
        .theme: ["theme"], .place: ["place"], .priority: ["priority"], .target: ["target"], .document: ["document"],
    ]
    private static let tags: [Column: [String]] = [
        .country: ["#country+code", "#country+iso3", "#country+code+iso3", "#country+name", "#country"],
        .indicator: ["#indicator+name"], .date: ["#date+year", "#date"], .value: ["#indicator+value+num", "#indicator+value", "#value"],
        .unit: ["#indicator+unit"], .source: ["#meta+source"],
    ]

    /// Whether the first rows may begin such a sheet.
    static func mayBegin(_ head: [[String]]) -> Bool {
        guard let first = head.first else { return false }
        let found = Self.find(first, headers)
        return found[.indicator] != nil || found[.theme] != nil && found[.target] != nil || head.contains { tags($0)[.indicator] != nil }
    }

    init?(_ header: [String], tags second: [String]) {
        let isTagged = TagRow.tags(second) != nil
        var found = Self.find(header, Self.headers)
        if HXLTag(WhiteSpace.trimmed(header.first ?? "")) != nil { found = Self.tags(header) }
        if isTagged { found.merge(Self.tags(second)) { $1 } }
        if found[.theme] != nil, found[.target] != nil, !isTagged {
            kind = .priorities
        } else if found[.indicator] != nil, found[.date] != nil, found[.value] != nil {
            kind = .indicators
        } else {
            return nil
        }
        guard found[.country] != nil else { return nil }
        (columns, hasTags) = (found, isTagged)
    }

    /// What is not empty.
    func cells(_ row: [String]) -> [Column: String] {
        columns.compactMapValues { index in
            guard index < row.count else { return nil }
            let text = WhiteSpace.folded(row[index])
            return text.isEmpty ? nil : text
        }
    }

    private static func find(_ cells: [String], _ names: [Column: [String]]) -> [Column: Int] {
        let cells = cells.map { WhiteSpace.trimmed($0).lowercased() }
        return names.compactMapValues { names in names.lazy.compactMap { cells.firstIndex(of: $0) }.first }
    }

    private static func tags(_ cells: [String]) -> [Column: Int] {
        find(cells.map { HXLTag(WhiteSpace.trimmed($0)).map(\.description) ?? "" }, tags)
    }
}
