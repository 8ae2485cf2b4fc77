import XML

/// One kind of rule of the standard's rulesets: what it asks of a place in a record.
///
/// Source: https://github.com/IATI/IATI-Rulesets (its specification and schema.json name the kinds and their keys).
protocol RuleKind: Sendable {
    /// As rulesets spell it.
    static var name: String { get }
    init(_ arguments: RuleArguments) throws
    /// Nil when the rule holds at the node, or does not apply there.
    func offence(at node: XNode, in scope: RuleScope) -> Offence?
}

/// How a rule is broken: what to say of it, and where.
struct Offence {
    var words: String
    var line: Int
}

/// What rules look at: a record, and what is known besides.
struct RuleScope {
    let nodes: XScope
    let today: Day
    /// The moment as `yyyy-mm-ddThh:mm:ss`, in universal time.
    let now: String
    let organisations: OrganisationIdentifiers
    let patterns: Patterns

    func text(_ node: XNode) -> String { nodes.text(of: node) }
    func label(_ node: XNode) -> String { nodes.label(of: node) }
    func line(_ node: XNode) -> Int { nodes.line(of: node) }
    func nodes(_ paths: [RulePath], at node: XNode) -> [XNode] { paths.flatMap { nodes.nodes($0.expression, at: node) } }
    func nodes(_ path: RulePath, at node: XNode) -> [XNode] { nodes.nodes(path.expression, at: node) }
}

/// A path with its spelling, for messages.
final class RulePath: Sendable {
    let spelling: String
    let expression: XPath

    init(spelling: String, expression: XPath) {
        self.spelling = spelling
        self.expression = expression
    }
}

/// The kinds by name.
enum RuleKinds {
    static let all: [any RuleKind.Type] = [
        NoMoreThanOne.self, AtLeastOne.self, OnlyOneOf.self, OneOrAll.self, Dependent.self, Unique.self, Sum.self, StrictSum.self,
        DateOrder.self, DateNow.self, TimeLimit.self, BetweenDates.self, RegexMatches.self, RegexNoMatches.self, StartsWith.self,
        IfThen.self, Range.self, NoSpaces.self, Loop.self,
    ]

    static func kind(_ name: String) -> (any RuleKind.Type)? { all.first { $0.name == name } }
}
