import Records
import Sheets

/// A table of the OECD's Creditor Reporting System for one year: recipients down, donors or sectors across, in millions of U.S. dollars.
///
/// Each year's table was laid out anew: donors by code, by name or both, recipients by name with or without a code, sums among the rest. The
/// year stands in the name of the file alone, as in `crs_2019.csv`.
public struct CRSTable: Sendable {
    public struct Cell: Hashable, Sendable {
        public var line: Int
        /// As published.
        public var recipient: String
        /// Of the donor; both empty in a table of sectors.
        public var donorCode: String
        public var donor: String
        /// DAC code, or the name of a group of sectors; empty in a table of donors.
        public var sector: String
        public var amount: Amount
    }

    public private(set) var cells: [Cell] = []
    /// Nil when the file's name holds none; there are no cells then.
    public let year: Int?
    public private(set) var problems: [Problem] = []
    /// Rows of recipients.
    public private(set) var rows = 0

    /// Nil when the file is no such table.
    public static func read(path: String) throws -> CRSTable? {
        guard let header = try SmallFile.head(path, rows: 1).first, CRSLayout.begins(header) else { return nil }
        let rows = try SheetFile(path: path).rows()
        guard let layout = try CRSLayout(rows) else { return nil }
        return try CRSTable(rows, layout, year: year(in: path))
    }

    private init(_ rows: SheetRows, _ layout: CRSLayout, year: Int?) throws {
        self.year = year
        guard year != nil else {
            lose(0, "The file's name holds no year: name it as in crs_2019.csv.")
            return
        }
        if let first = layout.firstRow { read(first.texts, first.line, layout) }
        while let row = try rows.next(), cells.count < Self.most { read(row.texts, row.line, layout) }
        if cells.count >= Self.most {
            lose(0, "The table has more cells than any honest one, and the rest is left out: give one year a file.")
        }
        problems += rows.drainProblems().map(Problem.init)
    }

    private mutating func read(_ row: [String], _ line: Int, _ layout: CRSLayout) {
        guard let recipient = layout.recipient(row) else { return }
        var unreadable: [String] = []
        let before = cells.count
        for (index, column) in layout.columns {
            guard index < row.count else { break }
            let text = WhiteSpace.trimmed(row[index])
            if text.isEmpty { continue }
            guard let amount = Self.millions(text) else {
                unreadable.append(text)
                continue
            }
            guard amount != .zero else { continue }
            cells.append(
                Cell(
                    line: line, recipient: recipient, donorCode: column.donorCode, donor: column.donor, sector: column.sector,
                    amount: amount))
        }
        if cells.count > before || !unreadable.isEmpty { rows += 1 }
        if let first = unreadable.first {
            lose(line, "\(Quote.quoted(first)) is no amount: give millions of U.S. dollars. \(unreadable.count) in the row cannot be read.")
        }
    }

    private static let most = 1_000_000

    private mutating func lose(_ line: Int, _ message: String) {
        problems.append(Problem(rule: "crs-unreadable", line: line, message: message))
    }

    /// Millionths of a dollar are the last digits that count; a million millions is a table in dollars.
    private static func millions(_ text: String) -> Amount? {
        var text = text
        let micros = text.withUTF8 { PublishedNumber.units($0, decimals: 12) }
        return micros.flatMap { $0.magnitude < 1_000_000_000_000_000_000 ? Amount(micros: $0) : nil }
    }

    private static func year(in path: String) -> Int? {
        let name = path.split(separator: "/").last ?? ""
        let numbers = name.split { !$0.isASCII || !$0.isNumber }.filter { $0.count == 4 }.compactMap { Int($0) }
        return numbers.first { (1960...2100).contains($0) }
    }
}

/// What the columns of a table are.
private struct CRSLayout {
    struct Column {
        var donorCode = ""
        var donor = ""
        var sector = ""
    }

    private(set) var columns: [(index: Int, column: Column)] = []
    /// The first row of recipients, where it was read to tell what it is.
    private(set) var firstRow: (texts: [String], line: Int)?
    private let nameColumn: Int

    private static let nameHeads: Set = ["recipient_name", "recipientname", "donor_name", "row labels"]
    private static let codeHeads: Set = ["recipient_code", "recipientcode", "donor_code"]
    private static let named: Set = ["(blank)", "grand total", "regional"]
    private static let sums = named.union([""])

    /// Whether a sheet's first row is the first of such a table.
    static func begins(_ header: [String]) -> Bool {
        header.count > 10 && header.prefix(2).map(label).contains { nameHeads.contains($0) || codeHeads.contains($0) }
    }

    init?(_ rows: SheetRows) throws {
        guard let first = try rows.next(), Self.begins(first.texts.map(WhiteSpace.trimmed)) else { return nil }
        let head = first.texts.map(WhiteSpace.trimmed)
        var heads = [head]
        if let second = try rows.next() {
            if Self.nameHeads.contains(Self.label(second.texts.first ?? "")) {
                heads.append(second.texts.map(WhiteSpace.trimmed))
            } else {
                firstRow = (second.texts, second.line)
            }
        }
        let labels = (0..<2).map { index in heads.map { index < $0.count ? Self.label($0[index]) : "" } }
        let isLabel = labels.map { $0.contains { Self.nameHeads.contains($0) || Self.codeHeads.contains($0) } }
        nameColumn = isLabel[1] && labels[1].contains { Self.nameHeads.contains($0) } ? 1 : 0
        columns = Self.columns(heads, from: isLabel[1] ? 2 : 1)
    }

    private static func columns(_ heads: [[String]], from first: Int) -> [(index: Int, column: Column)] {
        let isOfDonors =
            heads.count > 1 || heads[0].prefix(2).contains { label($0) == "donor_code" }
            || !Set(heads[0]).isDisjoint(with: ["Australia", "Japan", "United States"])
        return (first..<max(first, heads.map(\.count).max()!)).compactMap { index in
            let texts = heads.map { index < $0.count ? $0[index] : "" }
            guard !texts.allSatisfy({ sums.contains($0.lowercased()) }), !named.contains(texts.last!.lowercased()) else { return nil }
            guard isOfDonors else { return (index, Column(sector: texts[0])) }
            let code = texts.first { Int($0) != nil } ?? ""
            return (index, Column(donorCode: code, donor: texts.last! == code ? "" : texts.last!))
        }
    }

    /// Nil for a sum over recipients and for a row of none.
    func recipient(_ row: [String]) -> String? {
        guard nameColumn < row.count else { return nil }
        let name = WhiteSpace.folded(row[nameColumn])
        return Self.sums.contains(name.lowercased()) ? nil : name
    }

    private static func label(_ text: String) -> String { WhiteSpace.trimmed(text).lowercased() }
}
