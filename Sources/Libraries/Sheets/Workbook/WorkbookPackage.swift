import Compression
import XML

/// The parts of a workbook: which sheets it has, and where their cells, texts and formats lie.
///
/// Macros are never looked at, links to other files never followed: what the sheet holds is what its last program saved.
final class WorkbookPackage {
    struct Part {
        var name: String
        var isHidden: Bool
        var path: String
    }

    let archive: ZipArchive
    let path: String
    let limits: SheetLimits
    private(set) var parts: [Part] = []
    private(set) var startsIn1904 = false
    private var sharedPath: String?
    private var stylesPath: String?
    private var loaded: (texts: SharedTexts, styles: CellStyles)?

    init(_ archive: ZipArchive, path: String, limits: SheetLimits) throws(SheetError) {
        self.archive = archive
        self.path = path
        self.limits = limits
        let workbook = try Self.relations(of: "", self).first { $0.kind == "officeDocument" }?.target ?? "xl/workbook.xml"
        guard archive.has(workbook) else { throw SheetError(path, Self.refusal(archive)) }
        let relations = try Self.relations(of: workbook, self)
        sharedPath = relations.first { $0.kind == "sharedStrings" }?.target
        stylesPath = relations.first { $0.kind == "styles" }?.target
        try readWorkbook(workbook, relations)
        guard !parts.isEmpty else { throw SheetError(path, "The workbook has no sheet with cells.") }
    }

    /// The texts that cells share and the formats that tell dates; read once.
    func tables() throws(SheetError) -> (texts: SharedTexts, styles: CellStyles) {
        if let loaded { return loaded }
        let texts = SharedTexts()
        if let sharedPath, archive.has(sharedPath) { try texts.read(reader(sharedPath), self) }
        var styles = CellStyles()
        if let stylesPath, archive.has(stylesPath) { try styles.read(reader(stylesPath), self) }
        loaded = (texts, styles)
        return (texts, styles)
    }

    func reader(_ part: String) throws(SheetError) -> MarkupReader {
        do {
            return try MarkupReader(archive.open(part, maximum: limits.partBytes))
        } catch let failure as ZipArchive.Failure {
            throw SheetError(path, "\(failure)")
        } catch {
            throw SheetError(path, "The workbook's part \(part) cannot be read.")
        }
    }

    /// The next token of a part that the rest cannot do without.
    func token(_ reader: MarkupReader, _ part: String) throws(SheetError) -> MarkupReader.Token? {
        do throws(MarkupReader.Failure) {
            if let token = try reader.next() { return token }
        } catch {
            throw SheetError(path, "The workbook's \(part) cannot be read: line \(error.line): \(error.explanation). Save it anew.")
        }
        if reader.fault == .expansion {
            throw SheetError(path, "The workbook's \(part) unpacks to far more than it holds; it was not read.")
        }
        if reader.fault != nil || reader.depth > 0 { throw SheetError(path, "The workbook's \(part) is damaged: save it anew.") }
        return nil
    }

    private func readWorkbook(_ part: String, _ relations: [Relation]) throws(SheetError) {
        let targets = Dictionary(
            relations.filter { $0.kind == "worksheet" }.map { ($0.id, $0.target) }, uniquingKeysWith: { first, _ in first })
        let reader = try reader(part)
        while let token = try token(reader, "list of sheets") {
            guard token == .start else { continue }
            if reader.isNamed("workbookPr") {
                startsIn1904 = ["1", "true", "on"].contains(reader.attribute("date1904") ?? "")
            } else if reader.isNamed("sheet"), let id = reader.attribute("id", prefixed: true), let target = targets[id],
                archive.has(target)
            {
                parts.append(
                    Part(name: reader.attribute("name") ?? "", isHidden: reader.attribute("state") ?? "visible" != "visible", path: target))
            }
        }
    }

    // MARK: Relations

    struct Relation {
        var id: String
        /// The last step of its type's address.
        var kind: String
        var target: String
    }

    /// What a part refers to inside the package; what lies elsewhere is left out.
    private static func relations(of part: String, _ package: WorkbookPackage) throws(SheetError) -> [Relation] {
        let (folder, file) = split(part)
        let path = folder + "_rels/" + file + ".rels"
        guard package.archive.has(path) else { return [] }
        let reader = try package.reader(path)
        var relations: [Relation] = []
        while let token = try package.token(reader, "list of parts") {
            guard token == .start, reader.isNamed("Relationship"), reader.attribute("TargetMode") != "External",
                let id = reader.attribute("Id"), let type = reader.attribute("Type"), let target = reader.attribute("Target")
            else { continue }
            let kind = type.split(separator: "/").last.map(String.init) ?? ""
            relations.append(Relation(id: id, kind: kind, target: resolved(target, in: folder)))
        }
        return relations
    }

    private static func split(_ part: String) -> (folder: String, file: String) {
        guard let slash = part.lastIndex(of: "/") else { return ("", part) }
        return (String(part[...slash]), String(part[part.index(after: slash)...]))
    }

    private static func resolved(_ target: String, in folder: String) -> String {
        var steps: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        return steps.joined(separator: "/")
    }

    private static func refusal(_ archive: ZipArchive) -> String {
        if archive.has("xl/workbook.bin") { return "This is a binary workbook (.xlsb): \(SheetError.remedy)" }
        if archive.has("content.xml") { return "This is an OpenDocument file: \(SheetError.remedy)" }
        return "This archive holds no workbook and no CSV file."
    }
}
