import Records
import XML

/// A code list in the form in which IATI publishes its lists: `codelist` with `codelist-items`.
///
/// Source: https://iatistandard.org/en/guidance/developer/codelist-api/.
public struct CodelistFile: Sendable {
    public struct Item: Sendable {
        public var line: Int
        public var code: String
        public var english: String
        /// In the list of categories, empty where there is none.
        public var category: String
        public var isWithdrawn: Bool
    }

    /// As the standard calls it: `Sector`.
    public let name: String
    /// No other code may be used.
    public let isComplete: Bool
    public private(set) var items: [Item] = []
    public private(set) var problems: [Problem] = []

    private enum Name: Int, CaseIterable {
        case item, code, name, narrative, category, status, language

        var spelling: String {
            switch self {
            case .item: "codelist-item"
            case .language: "xml:lang"
            default: "\(self)"
            }
        }
    }

    private static let roots = ["codelist": Name.item.spelling]
    private static let vocabulary = Vocabulary(Name.allCases.map(\.spelling))
    private static let most = 100_000

    /// Nil when the file is no code list.
    public static func read(path: String) throws -> CodelistFile? {
        let start = (try? SmallFile.read(path, maximum: 4096)) ?? []
        guard start.firstRange(of: Array("<codelist".utf8)) != nil else { return nil }
        guard let reader = try? RecordReader(path: path, roots: roots) else { return nil }
        return try CodelistFile(reader)
    }

    private init?(_ reader: RecordReader) throws {
        name = WhiteSpace.trimmed(reader.root.attribute("name") ?? "")
        isComplete = reader.root.attribute("complete").map { ["1", "true"].contains($0) } ?? false
        guard !name.isEmpty else { return nil }
        let parser = ElementParser(vocabulary: Self.vocabulary)
        while let record = try reader.next(), items.count < Self.most {
            do throws(RecordError) {
                read(try parser.parse(record, root: reader.root))
            } catch {
                lose(error.line)
            }
        }
        problems += reader.drainProblems().map { Problem($0) }
    }

    private mutating func read(_ element: Element) {
        let code = text(element.first(Name.code.rawValue))
        guard !code.isEmpty else { return lose(element.line) }
        let isWithdrawn = element.attribute(Name.status.rawValue) == "withdrawn"
        items.append(
            Item(
                line: element.line, code: code, english: label(element.first(Name.name.rawValue)),
                category: text(element.first(Name.category.rawValue)), isWithdrawn: isWithdrawn))
    }

    /// In 1.x the text itself; since 2.01 the narrative without a language, or in English.
    private func label(_ name: Element?) -> String {
        guard let name else { return "" }
        for child in name.children where child.name == Name.narrative.rawValue {
            if [nil, "en"].contains(child.attribute(Name.language.rawValue)) { return text(child) }
        }
        return text(name)
    }

    private func text(_ element: Element?) -> String { element.map { WhiteSpace.folded($0.text) } ?? "" }

    private mutating func lose(_ line: Int) {
        let rule = ProblemRules.codeUnreadable
        problems.append(Problem(rule.severity, rule: rule.rule, line: line, message: "\(rule.explanation) \(rule.remedy)."))
    }
}
