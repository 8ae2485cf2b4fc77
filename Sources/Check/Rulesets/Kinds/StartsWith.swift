import Ingest

/// `startswith`: each text that the paths lead to begins with that of `start`, or with one of `prefix` and the separator behind it.
///
/// The prefix `ORG-ID-PREFIX` stands for the agencies of the OrganisationRegistrationAgency list, each with a hyphen. Where there is
/// nothing to begin with, the rule does not apply.
struct StartsWith: RuleKind {
    static let name = "startswith"
    private let paths: RulePaths
    private let starts: RulePaths
    private let separator: [UInt8]
    private let isAgency: Bool
    private let condition: String?

    init(_ arguments: RuleArguments) throws {
        paths = try arguments.paths("paths")
        isAgency = arguments.texts("prefix") == ["ORG-ID-PREFIX"]
        let start = try arguments.optionalPath("start").map { [$0] } ?? []
        starts = arguments.paths(isAgency ? [] : start + (try arguments.paths("prefix")))
        separator = Array((arguments.optionalText("separator") ?? "").utf8)
        condition = arguments.optionalText("idCondition")
        guard isAgency || !starts.isEmpty else { throw RulesetError("startswith has neither start nor prefix") }
    }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        if !isAgency && scope.first(starts, at: node) == nil { return nil }
        let astray = scope.first(paths, at: node) { found in
            scope.nodes.withText(of: found) { text in
                let isRight = isAgency ? scope.knowledge.organisations.hasAgency(text) : begins(text, at: node, in: scope)
                return !isRight && !scope.knowledge.organisations.exempts(text, condition)
            }
        }
        return astray.map { Offence(words: words($0, at: node, in: scope), line: scope.line($0)) }
    }

    private func begins(_ text: UnsafeBufferPointer<UInt8>, at node: XNode, in scope: RuleScope) -> Bool {
        let start = scope.first(starts, at: node) { start in
            scope.nodes.withText(of: start) { text.starts(with: $0) && text.dropFirst($0.count).starts(with: separator) }
        }
        return start != nil
    }

    private func words(_ found: XNode, at node: XNode, in scope: RuleScope) -> String {
        let beginnings = scope.nodes(starts, at: node).map { Quote.quoted(scope.text($0) + String(decoding: separator, as: UTF8.self)) }
        let wanted = isAgency ? "the code of a registration agency" : beginnings.joined(separator: " or ")
        return "\(scope.label(found)) is \(Quote.quoted(scope.text(found))), which does not begin with \(wanted)"
    }
}
