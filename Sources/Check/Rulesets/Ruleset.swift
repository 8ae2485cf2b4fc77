import Ingest
import Records
import XML

/// Rules by the place in a record that they are about.
public struct Ruleset: Sendable {
    final class Context: Sendable {
        let path: XPath
        let mayRepeat: Bool
        let cases: [RuleCase]

        init(path: XPath, cases: [RuleCase]) {
            self.path = path
            self.cases = cases
            mayRepeat = path.mayRepeat
        }
    }

    /// What findings of a rule are called, and how they are told.
    struct Words: Sendable {
        var rule: String
        var severity: Problem.Severity
        /// Nil leaves it to the offence.
        var sentence: String?
        var remedy: String
    }

    let contexts: [Context]
    private let words: [String: Words]
    private let prefix: String

    /// A ruleset in the standard's JSON form.
    init(json text: String, _ compiler: RuleCompiler) throws {
        contexts = try JSONReader.read(text).members.map { path, kinds in
            let cases = try kinds.members.flatMap { kind, rules in
                try (rules["cases"]?.items ?? []).map { try compiler.ruleCase(kind, $0) }
            }
            return Context(path: try compiler.expression(path), cases: cases)
        }
        words = [:]
        prefix = "ruleset-"
    }

    /// The standard's own rules, from `standard/rules.tsv` and `standard/rule-words.tsv`.
    init(rules: Tabular, words table: Tabular, _ compiler: RuleCompiler) throws {
        var order: [String] = []
        var cases: [String: [RuleCase]] = [:]
        for row in rules.rows {
            let context = rules.value(row, "context")
            if cases[context] == nil { order.append(context) }
            cases[context, default: []].append(
                try compiler.ruleCase(rules.value(row, "kind"), try JSONReader.read(rules.value(row, "arguments"))))
        }
        contexts = try order.map { Context(path: try compiler.expression($0), cases: cases[$0] ?? []) }
        var words: [String: Words] = [:]
        for row in table.rows {
            let id = table.value(row, "id")
            words[id] = Words(
                rule: "iati-" + id, severity: Problem.Severity(rawValue: table.value(row, "severity")) ?? .warning,
                sentence: table.value(row, "sentence"), remedy: table.value(row, "remedy"))
        }
        self.words = words
        prefix = "iati-"
    }

    /// What is said of a rule of the standard by its number.
    func words(id: String) -> Words? { words[id] }

    func words(of ruleCase: RuleCase) -> Words {
        if let id = ruleCase.info.id, let words = words[id] { return words }
        let name = ruleCase.info.id ?? ruleCase.kind.replacing("_", with: "-")
        let plain = String(decoding: name.lowercased().utf8.filter { $0 != 0x3A && ASCII.isNameCharacter($0) }.prefix(60), as: UTF8.self)
        return Words(
            rule: prefix + plain, severity: ruleCase.info.severity == "warning" ? .warning : .error, sentence: nil, remedy: "")
    }
}

/// Holds records against rulesets.
final class RulesJudge {
    private let ruleset: Ruleset
    private let knowledge: RuleKnowledge
    private let today: Day

    init(_ ruleset: Ruleset, _ organisations: OrganisationIdentifiers) {
        self.ruleset = ruleset
        knowledge = RuleKnowledge(organisations)
        today = Day(knowledge.now)!
    }

    func judge(_ nodes: XScope) -> [Problem] {
        let scope = RuleScope(nodes: nodes, today: today, knowledge: knowledge)
        var problems: [Problem] = []
        for context in ruleset.contexts {
            nodes.visitEach(context) { node in
                for ruleCase in context.cases {
                    ruleCase.forEachOffence(at: node, in: scope) { problems.append(problem($0, ruleset.words(of: $1))) }
                }
            }
        }
        return problems
    }

    private func problem(_ offence: Offence, _ words: Ruleset.Words) -> Problem {
        let sentence = words.sentence.map { "\($0) (\(offence.words))" } ?? offence.words
        let message = words.remedy.isEmpty ? "\(sentence)." : "\(sentence): \(words.remedy)."
        return Problem(words.severity, rule: words.rule, line: offence.line, message: message)
    }
}

extension XScope {
    /// What a context leads to in the record, each element once.
    fileprivate func visitEach(_ context: Ruleset.Context, _ body: (XNode) -> Void) {
        var seen: Set<Int> = []
        visit(context.path, at: .document) { node in
            let isNew = if context.mayRepeat, case .element(let element) = node { seen.insert(element.ordinal).inserted } else { true }
            if isNew { body(node) }
            return true
        }
    }
}
