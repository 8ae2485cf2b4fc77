import Ingest

/// `startswith`: each text that the paths lead to begins with that of `start`, or with one of `prefix` and the separator behind it.
///
/// The prefix `ORG-ID-PREFIX` stands for the agencies of the OrganisationRegistrationAgency list, each with a hyphen. Where there is
/// nothing to begin with, the rule does not apply.
struct StartsWith: RuleKind {
    static let name = "startswith"
    private let paths: [RulePath]
    private let starts: [RulePath]
    private let separator: String
    private let isAgency: Bool
    private let condition: String?

    init(_ arguments: RuleArguments) throws {
        paths = try arguments.paths("paths")
        isAgency = arguments.texts("prefix") == ["ORG-ID-PREFIX"]
        let start = try arguments.optionalPath("start").map { [$0] } ?? []
        starts = isAgency ? [] : start + (try arguments.paths("prefix"))
        separator = arguments.optionalText("separator") ?? ""
        condition = arguments.optionalText("idCondition")
        guard isAgency || !starts.isEmpty else { throw RulesetError("startswith has neither start nor prefix") }
    }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        let beginnings = scope.nodes(starts, at: node).map { scope.text($0) + separator }
        if !isAgency && beginnings.isEmpty { return nil }
        for found in scope.nodes(paths, at: node) {
            let text = scope.text(found)
            let isRight = isAgency ? scope.organisations.hasAgency(text) : beginnings.contains { text.utf8.starts(with: $0.utf8) }
            if isRight || scope.organisations.exempts(text, condition) { continue }
            let wanted = isAgency ? "the code of a registration agency" : beginnings.map(Quote.quoted).joined(separator: " or ")
            return Offence(
                words: "\(scope.label(found)) is \(Quote.quoted(text)), which does not begin with \(wanted)", line: scope.line(found))
        }
        return nil
    }
}
