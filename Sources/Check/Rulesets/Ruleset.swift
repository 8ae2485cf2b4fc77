import Ingest
import Records
import XML

/// Rules by the place in a record that they are about.
public struct Ruleset: Sendable {
    struct Context: Sendable {
        let path: XPath
        let cases: [RuleCase]
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
    private let organisations: OrganisationIdentifiers
    private let patterns = Patterns()
    private let now: String
    private let today: Day

    init(_ ruleset: Ruleset, _ organisations: OrganisationIdentifiers) {
        self.ruleset = ruleset
        self.organisations = organisations
        now = Now.text()
        today = Day(now)!
    }

    func judge(_ nodes: XScope) -> [Problem] {
        let scope = RuleScope(nodes: nodes, today: today, now: now, organisations: organisations, patterns: patterns)
        var problems: [Problem] = []
        for context in ruleset.contexts {
            for node in scope.nodes.distinctNodes(context.path) {
                for ruleCase in context.cases {
                    for (offence, broken) in ruleCase.offences(at: node, in: scope) {
                        problems.append(problem(offence, ruleset.words(of: broken)))
                    }
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
    func distinctNodes(_ path: XPath) -> [XNode] {
        var seen: Set<Int> = []
        return nodes(path, at: .document).filter { node in
            guard case .element(let element) = node else { return true }
            return seen.insert(element.ordinal).inserted
        }
    }
}
