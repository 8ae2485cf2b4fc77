import Ingest
import Records
import XML

/// Holds the codes of a record against their lists.
struct CodeJudge {
    private let lists: CodeLists
    private let vocabulary: Vocabulary
    private let isRecent: Bool
    private var problems: [Problem] = []

    /// - Parameter version: of the standard; before 2.01 some lists had other codes and are not asked.
    init(_ lists: CodeLists, version: String, _ vocabulary: Vocabulary) {
        self.lists = lists
        self.vocabulary = vocabulary
        isRecent = version >= "2.01"
    }

    mutating func drain() -> [Problem] {
        defer { problems = [] }
        return problems
    }

    mutating func judge(_ record: Element) { judge(record, lists.state(after: 1, record.name)) }

    private mutating func judge(_ element: Element, _ state: Int) {
        if let language = lists.language, let list = lists.languageList, let attribute = element.attributeNamed(language) {
            if !attribute.value.isEmpty { look(attribute.value, list, element, "xml:lang") }
        }
        if state > 0 { for use in lists.uses[state] where isRecent || !use.isRecent { judge(element, use) } }
        for child in element.children { judge(child, lists.state(after: state, child.name)) }
    }

    private mutating func judge(_ element: Element, _ use: CodeLists.Use) {
        guard applies(use, element) else { return }
        if use.attribute < 0 {
            return element.withTextBytes { text in
                let trimmed = WhiteSpace.trimmed(text)
                if !trimmed.isEmpty { look(trimmed, use.list, element, "") }
            }
        }
        guard let attribute = element.attributeNamed(use.attribute) else { return }
        // An empty vocabulary means the default one.
        if attribute.value.isEmpty, use.attribute == lists.vocabulary { return }
        look(attribute.value, use.list, element, vocabulary.names[use.attribute])
    }

    private func applies(_ use: CodeLists.Use, _ element: Element) -> Bool {
        guard let vocabularies = use.vocabularies else { return true }
        let own = lists.vocabulary.flatMap { element.attributeBytes($0) }
        return vocabularies.contains(own ?? UnsafeBufferPointer(start: nil, count: 0))
    }

    private mutating func look(_ code: UnsafeBufferPointer<UInt8>, _ number: Int, _ element: Element, _ attribute: String) {
        let list = lists.lists[number]
        if list.codes.contains(code) { return }
        let name = "<\(element.spelledName(in: vocabulary))>"
        let what = "\(attribute.isEmpty ? "The text" : attribute) of \(name) is \(Quote.quoted(code))"
        if list.withdrawn.contains(code) {
            note(CodeRules.codeWithdrawn, element, "\(what), a code withdrawn from the list \(lists.names[number])")
        } else {
            note(
                list.isComplete ? CodeRules.codeUnknown : CodeRules.codeUnlisted, element,
                "\(what), no code of the list \(lists.names[number])")
        }
    }

    private mutating func note(_ rule: ProblemRule, _ element: Element, _ finding: String) {
        problems.append(Problem(rule.severity, rule: rule.rule, line: element.line, message: "\(finding): \(rule.remedy)."))
    }
}
