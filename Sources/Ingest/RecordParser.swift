import Records
import XML

/// Raw records parsed under one root and read; each loses only itself. One thread at a time; several threads take one each.
public final class RecordParser {
    /// Binds namespace prefixes and gives the language of records that name none.
    public internal(set) var root: RootElement {
        didSet { reader = IATIReader(detail: reader.detail, language: Self.language(root)) }
    }
    private let parser: ElementParser
    private var reader: IATIReader

    public init(root: RootElement, detail: IATIReader.Detail, limits: Limits = Limits()) {
        self.root = root
        parser = ElementParser(vocabulary: IATIReader.vocabulary, limits: limits)
        reader = IATIReader(detail: detail, language: Self.language(root))
    }

    private static func language(_ root: RootElement) -> String {
        Element.languageCode(WhiteSpace.trimmed(root.attribute("xml:lang") ?? ""))
    }

    func activity(_ record: RawRecord) throws(RecordError) -> Activity {
        reader.activity(try parser.parse(record, root: root)).activity
    }

    func organisation(_ record: RawRecord) throws(RecordError) -> OrganisationRecord {
        reader.organisation(try parser.parse(record, root: root)).organisation
    }

    public func read(_ record: RawRecord) -> IATIFile.Item {
        guard record.isComplete else { return .lost(record, Self.incomplete(record)) }
        do throws(RecordError) {
            let element = try parser.parse(record, root: root)
            return record.name == "iati-organisation" ? organisation(element, record) : activity(element, record)
        } catch {
            _ = parser.drainProblems()
            return .lost(record, Problem(.error, rule: error.rule, line: error.line, identifier: record.identifier, message: error.message))
        }
    }

    private static func incomplete(_ record: RawRecord) -> Problem {
        let rule = ProblemRules.recordIncomplete
        let message = "The record ends before its end tag: \(rule.remedy)."
        return Problem(rule.severity, rule: rule.rule, line: record.line, identifier: record.identifier, message: message)
    }

    private func activity(_ element: Element, _ record: RawRecord) -> IATIFile.Item {
        let (activity, problems) = reader.activity(element)
        return .activity(activity, record, problems + parsing(activity.identifier))
    }

    private func organisation(_ element: Element, _ record: RawRecord) -> IATIFile.Item {
        let (organisation, problems) = reader.organisation(element)
        return .organisation(organisation, record, problems + parsing(organisation.identifier))
    }

    private func parsing(_ identifier: String) -> [Problem] {
        parser.drainProblems().map { Problem($0, identifier: identifier) }
    }
}

extension Problem {
    /// A problem of the XML itself, in the terms of records.
    init(_ problem: XMLProblem, identifier: String = "") {
        let severity = Severity(rawValue: problem.severity.rawValue) ?? .warning
        self.init(severity, rule: problem.rule, line: problem.line, identifier: identifier, message: problem.message)
    }
}

extension RawRecord {
    /// What stands in the first `iati-identifier` of a record that could not be parsed, so that its publisher finds it; else empty.
    fileprivate var identifier: String {
        let text = String(decoding: bytes.prefix(64 * 1024), as: UTF8.self)
        guard let tag = text.firstRange(of: "<iati-identifier"), let start = text[tag.upperBound...].firstIndex(of: ">") else { return "" }
        let content = text[text.index(after: start)...].prefix { $0 != "<" }
        return content.utf8.count <= 200 ? Identity.normalised(String(content)) : ""
    }
}
