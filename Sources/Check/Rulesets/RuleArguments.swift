/// What a case of a rule says, read key by key; paths are compiled on the way.
struct RuleArguments {
    let kind: String
    let json: JSON
    private let compiler: RuleCompiler

    init(_ kind: String, _ json: JSON, _ compiler: RuleCompiler) {
        self.kind = kind
        self.json = json
        self.compiler = compiler
    }

    func paths(_ key: String) throws -> RulePaths { paths(try (json[key]?.items ?? []).map { try path($0, key) }) }

    func paths(_ paths: [RulePath]) -> RulePaths { RulePaths(compiler.memory.lay(paths)) }

    func path(_ key: String) throws -> RulePath {
        guard let value = json[key] else { throw RulesetError("\(kind) has no \(key)") }
        return try path(value, key)
    }

    func optionalPath(_ key: String) throws -> RulePath? { try json[key].map { try path($0, key) } }

    private func path(_ value: JSON, _ key: String) throws -> RulePath {
        guard let text = value.text else { throw RulesetError("\(key) of \(kind) is not a text") }
        return try path(spelled: text)
    }

    func text(_ key: String) throws -> String {
        guard let text = json[key]?.text else { throw RulesetError("\(kind) has no text \(key)") }
        return text
    }

    func optionalText(_ key: String) -> String? { json[key]?.text }

    func texts(_ key: String) -> [String] { (json[key]?.items ?? []).compactMap(\.text) }

    /// A number by its digits.
    func number(_ key: String) throws -> String? {
        switch json[key] {
        case .number(let digits): return digits
        case .text(let text) where Double(text) != nil: return text
        case nil: return nil
        default: throw RulesetError("\(key) of \(kind) is no number")
        }
    }

    /// A path that is not an argument itself, such as those that a kind brings along.
    func path(spelled text: String) throws -> RulePath {
        RulePath(spelling: compiler.memory.lay(Array(text.utf8)), expression: try compiler.expression(text))
    }

    /// A case of another kind inside this one.
    func inner(_ kind: String, _ json: JSON) throws -> RuleCase { try compiler.ruleCase(kind, json) }
}

struct RulesetError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Numbers the names that expressions mention.
final class RuleCompiler {
    private(set) var names: Names
    fileprivate let memory: TableMemory

    /// - Parameter memory: where expressions are laid; they are valid as long as it is held.
    init(_ names: Names, _ memory: TableMemory) {
        self.names = names
        self.memory = memory
    }

    func expression(_ text: String) throws -> XPath { try XPathParser.parse(text, into: memory) { self.names.number($0) } }

    func ruleCase(_ kind: String, _ json: JSON) throws -> RuleCase {
        guard let type = RuleKinds.kind(kind) else { throw RulesetError("there is no kind of rule called \(kind.prefix(80))") }
        let arguments = RuleArguments(kind, json, self)
        return RuleCase(
            kind: kind, rule: try type.init(arguments), condition: try arguments.optionalPath("condition"),
            info: RuleInfo(json["ruleInfo"]))
    }
}

/// What a ruleset says of a case besides.
struct RuleInfo: Sendable {
    var id: String?
    var severity: String?

    init(_ json: JSON?) {
        id = json?["id"]?.text
        severity = json?["severity"]?.text
    }
}

/// A rule with its own arguments and the condition on which it applies.
final class RuleCase: Sendable {
    let kind: String
    let condition: RulePath?
    let info: RuleInfo
    private let rule: any RuleKind
    /// The rule, if it is a loop: that tells of several rules.
    private let loop: Loop?

    init(kind: String, rule: any RuleKind, condition: RulePath?, info: RuleInfo) {
        self.kind = kind
        self.rule = rule
        self.condition = condition
        self.info = info
        loop = rule as? Loop
    }

    /// Each offence with what is said of its rule.
    func forEachOffence(at node: XNode, in scope: RuleScope, _ tell: (Offence, RuleCase) -> Void) {
        if let condition, !scope.nodes.holds(condition.expression, at: node) { return }
        if let loop { return loop.forEachOffence(at: node, in: scope, tell) }
        if let offence = rule.offence(at: node, in: scope) { tell(offence, self) }
    }
}
