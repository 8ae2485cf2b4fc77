import Compression

/// A file of sheets: delimited text, packed or not, a workbook, or JSON rows; told apart by content, never by name.
///
///     let file = try SheetFile(path: "3w.csv")
///     let rows = try file.rows()
///     while let row = try rows.next() { print(row.line, row[0]) }
public final class SheetFile {
    public enum Format: Sendable { case delimited, workbook, json }

    /// One sheet of the file.
    public struct Sheet: Sendable {
        /// As its author named it; empty for delimited text.
        public let name: String
        public let isHidden: Bool
    }

    public let path: String
    public let format: Format
    /// At least one.
    public let sheets: [Sheet]
    private let limits: SheetLimits
    private let separator: UInt8?
    private let bytes: [UInt8]?
    private let content: Content

    private enum Content {
        case text
        case workbook(WorkbookPackage)
        case json(JSONRows)
        /// An archive of delimited texts.
        case archive(ZipArchive, names: [String])
    }

    /// Read to its beginning only; the first to ask for rows takes it.
    private var opened: TextWindow?

    /// - Parameter separator: nil lets the first rows tell it.
    public convenience init(path: String, separator: UInt8? = nil, limits: SheetLimits = SheetLimits()) throws(SheetError) {
        try self.init(path, nil, separator, limits)
    }

    /// A file that is already in memory; `path` only names it in errors.
    public convenience init(
        bytes: [UInt8], path: String = "memory", separator: UInt8? = nil, limits: SheetLimits = SheetLimits()
    ) throws(SheetError) {
        try self.init(path, bytes, separator, limits)
    }

    private init(_ path: String, _ bytes: [UInt8]?, _ separator: UInt8?, _ limits: SheetLimits) throws(SheetError) {
        (self.path, self.bytes, self.separator, self.limits) = (path, bytes, separator, limits)
        let window = try Self.open(path, bytes)
        if let refusal = Signature.refusal(window.head) { throw SheetError(path, refusal) }
        if Signature.isArchive(window.head) {
            content = try Self.archive(path, bytes, limits)
        } else {
            content = try Self.json(window, path).map(Content.json) ?? .text
        }
        switch content {
        case .text:
            format = .delimited
            sheets = [Sheet(name: "", isHidden: false)]
            opened = window
        case .json:
            format = .json
            sheets = [Sheet(name: "", isHidden: false)]
        case .archive(_, let names):
            format = .delimited
            sheets = names.map { Sheet(name: $0, isHidden: false) }
        case .workbook(let package):
            format = .workbook
            sheets = package.parts.map { Sheet(name: $0.name, isHidden: $0.isHidden) }
        }
    }

    /// The rows of a sheet from its beginning, by its place in `sheets`.
    public func rows(_ sheet: Int = 0) throws(SheetError) -> SheetRows {
        precondition(sheets.indices.contains(sheet), "the file has \(sheets.count) sheets")
        switch content {
        case .text: return try delimited(reopened())
        case .archive(let archive, let names): return try delimited(Self.open(names[sheet], in: archive, path, limits))
        case .json(let rows): return SheetRows(JSONRows(rows))
        case .workbook(let package): return SheetRows(try WorkbookRows(package, sheet: sheet))
        }
    }

    private func delimited(_ window: TextWindow) throws(SheetError) -> SheetRows {
        SheetRows(try DelimitedRows(window, path: path, separator: separator, limits: limits))
    }

    private func reopened() throws(SheetError) -> TextWindow {
        defer { opened = nil }
        if let opened { return opened }
        return try Self.open(path, bytes)
    }

    private static func open(_ path: String, _ bytes: [UInt8]?) throws(SheetError) -> TextWindow {
        do throws(FileError) {
            if let bytes { return try TextWindow(ByteSource(bytes: bytes)) }
            return try TextWindow(ByteSource(path: path))
        } catch { throw SheetError(path, error) }
    }

    private static func open(_ name: String, in archive: ZipArchive, _ path: String, _ limits: SheetLimits) throws(SheetError) -> TextWindow
    {
        do {
            return try TextWindow(archive.open(name, maximum: limits.partBytes))
        } catch let failure as ZipArchive.Failure {
            throw SheetError(path, "\(failure)")
        } catch {
            throw SheetError(path, "\(name) in the archive cannot be read.")
        }
    }

    /// JSON has to be held in memory whole.
    private static let longestDocument = 32 << 20

    /// Nil for what is no JSON, though it may begin like it.
    private static func json(_ window: TextWindow, _ path: String) throws(SheetError) -> JSONRows? {
        let first = window.text.first { $0 > 0x20 }
        guard first == UInt8(ascii: "[") || first == UInt8(ascii: "{") else { return nil }
        do throws(FileError) {
            while window.text.count <= longestDocument { guard try window.extend() else { break } }
        } catch { throw SheetError(path, error) }
        guard window.isAtEnd else { throw SheetError(path, "This is JSON of more than \(longestDocument) bytes: give it as CSV.") }
        let document: JSONNode?
        do throws(JSONReader.Crowded) {
            document = try JSONReader.read(window.text)
        } catch { throw SheetError(path, "This is JSON of more than \(JSONReader.mostValues) values: give it as CSV.") }
        guard let document else { return nil }
        guard let rows = JSONRows(document) else { throw SheetError(path, "The JSON holds no array of arrays or of objects.") }
        return rows
    }

    private static func archive(_ path: String, _ bytes: [UInt8]?, _ limits: SheetLimits) throws(SheetError) -> Content {
        let archive: ZipArchive
        do throws(ZipArchive.Failure) {
            if let bytes { archive = try ZipArchive(bytes: bytes) } else { archive = try ZipArchive(path: path) }
        } catch { throw SheetError(path, error.description) }
        let isWorkbook = archive.has("[Content_Types].xml") || archive.has("xl/workbook.xml")
        let texts = archive.entries.map(\.name).filter { !$0.hasPrefix("__MACOSX") }
        // Beside tables a text is a note on them; alone it may be one, as those of the OECD are.
        let names =
            [[".csv", ".tsv"], [".txt"]].lazy.map { ends in
                texts.filter { name in ends.contains { name.lowercased().hasSuffix($0) } }
            }.first { !$0.isEmpty } ?? []
        if !isWorkbook, !names.isEmpty { return .archive(archive, names: names) }
        return .workbook(try WorkbookPackage(archive, path: path, limits: limits))
    }
}

/// Files that are no sheets, by their first bytes, with what to do about each.
enum Signature {
    static func refusal(_ start: [UInt8]) -> String? {
        if start.isEmpty { return "The file is empty." }
        let found = refusals.first { start.starts(with: $0.start) }
        if let found { return found.refusal }
        let text = start.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }.filter { $0 != 0 }
        if text.first == UInt8(ascii: "<"), text.count > 1,
            [0x21, 0x3F].contains(text[1]) || text[1] | 0x20 >= 0x61 && text[1] | 0x20 <= 0x7A
        {
            return "This is XML or a web page, not a sheet: give the file of rows itself."
        }
        return nil
    }

    static func isArchive(_ start: [UInt8]) -> Bool { start.starts(with: [0x50, 0x4B, 3, 4]) }

    private static let refusals: [(start: [UInt8], refusal: String)] = [
        (Array("%PDF-".utf8), "This is a PDF, not a sheet."),
        ([0xD0, 0xCF, 0x11, 0xE0], "This is a workbook of the old kind (.xls), or one with a password: \(SheetError.remedy)"),
    ]
}
