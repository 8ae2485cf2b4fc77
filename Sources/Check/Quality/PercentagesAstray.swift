import Ingest
import Records

/// `hint-percentages`: before 2.01, shares of countries and regions, or of one vocabulary's sectors, that miss 100 by more than one.
///
/// Since 2.01 the standard's own rules say the same, and more exactly.
struct PercentagesAstray: QualityRule {
    static let rule = ProblemRule(
        .note, "hint-percentages", "In a file of version 1, shares of places or of sectors do not add up to 100.",
        remedy: "let them add up to 100")
    private let places: XPath
    private let sectors: XPath
    private let vocabulary: XPath

    init(_ compiler: RuleCompiler) throws {
        places = try compiler.expression("recipient-country/@percentage | recipient-region/@percentage")
        sectors = try compiler.expression("sector/@percentage")
        vocabulary = try compiler.expression("../@vocabulary")
    }

    func offence(in scope: XScope, version: String) -> Offence? {
        guard version < "2.01" else { return nil }
        let record = XNode.element(scope.record)
        let groups = Dictionary(grouping: scope.nodes(sectors, at: record)) { scope.nodes(vocabulary, at: $0).first.map(scope.text) ?? "" }
        for group in [scope.nodes(places, at: record)] + groups.sorted(by: { $0.key < $1.key }).map(\.value) {
            if let sum = astray(group, scope) { return Offence(words: sum, line: scope.line(of: group[0])) }
        }
        return nil
    }

    private func astray(_ nodes: [XNode], _ scope: XScope) -> String? {
        let amounts = nodes.compactMap { PublishedNumber.parse(scope.text(of: $0)).amount?.micros }
        guard !amounts.isEmpty, amounts.count == nodes.count else { return nil }
        let sum = amounts.reduce(0, +)
        guard (sum - 100 * Amount.scale).magnitude > Amount.scale.magnitude else { return nil }
        return "\(scope.label(of: nodes[0])) and its like add up to \(Amount(micros: sum))"
    }
}
