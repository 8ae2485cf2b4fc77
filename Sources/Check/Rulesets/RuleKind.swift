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

/// What rules look at: a record, and what is known besides. Valid as long as both are held.
struct RuleScope: BitwiseCopyable {
    let nodes: XScope
    let today: Day
    unowned(unsafe) let knowledge: RuleKnowledge

    func text(_ node: XNode) -> String { nodes.text(of: node) }
    func label(_ node: XNode) -> String { nodes.label(of: node) }
    func line(_ node: XNode) -> Int { nodes.line(of: node) }
    func nodes(_ paths: RulePaths, at node: XNode) -> [XNode] { paths.flatMap { nodes.nodes($0.expression, at: node) } }
    func nodes(_ path: RulePath, at node: XNode) -> [XNode] { nodes.nodes(path.expression, at: node) }

    /// The first node that one of the paths leads to and the closure picks.
    func first(_ paths: RulePaths, at node: XNode, where isPicked: (XNode) -> Bool = { _ in true }) -> XNode? {
        var first: XNode?
        for path in paths where first == nil {
            nodes.visit(path.expression, at: node) { found in
                if isPicked(found) { first = found }
                return first == nil
            }
        }
        return first
    }
}

/// What rules know of the world outside the record.
final class RuleKnowledge {
    /// The moment as `yyyy-mm-ddThh:mm:ss`, in universal time.
    let now = Now.text()
    let organisations: OrganisationIdentifiers
    let patterns = Patterns()

    init(_ organisations: OrganisationIdentifiers) { self.organisations = organisations }
}

/// A path with its spelling, for messages; valid as long as the memory that it lies in.
struct RulePath: BitwiseCopyable, @unchecked Sendable {
    private let bytes: UnsafeBufferPointer<UInt8>
    let expression: XPath

    init(spelling: UnsafeBufferPointer<UInt8>, expression: XPath) {
        bytes = spelling
        self.expression = expression
    }

    var spelling: String { String(decoding: bytes, as: UTF8.self) }
}

/// Several of them, laid side by side.
struct RulePaths: BitwiseCopyable, @unchecked Sendable, Sequence {
    private let paths: UnsafeBufferPointer<RulePath>

    init(_ paths: UnsafeBufferPointer<RulePath>) { self.paths = paths }

    func makeIterator() -> UnsafeBufferPointer<RulePath>.Iterator { paths.makeIterator() }
    var spellings: [String] { paths.map(\.spelling) }
    var isEmpty: Bool { paths.isEmpty }
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
