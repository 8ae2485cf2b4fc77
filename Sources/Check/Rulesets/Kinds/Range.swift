import Ingest
import Records

/// `range`: each number that the paths lead to lies from `min` to `max`. What is no number is the structure's affair.
struct Range: RuleKind {
    static let name = "range"
    private let paths: RulePaths
    private let least: Amount?
    private let most: Amount?

    init(_ arguments: RuleArguments) throws {
        paths = try arguments.paths("paths")
        least = try arguments.number("min").flatMap { PublishedNumber.parse($0).amount }
        most = try arguments.number("max").flatMap { PublishedNumber.parse($0).amount }
    }

    private var bounds: String { "\(least.map { "\($0)" } ?? "any") to \(most.map { "\($0)" } ?? "any")" }

    func offence(at node: XNode, in scope: RuleScope) -> Offence? {
        for found in scope.nodes(paths, at: node) {
            guard let amount = PublishedNumber.parse(scope.text(found)).amount else { continue }
            if amount.micros >= least?.micros ?? .min && amount.micros <= most?.micros ?? .max { continue }
            return Offence(
                words: "\(scope.label(found)) is \(Quote.quoted(scope.text(found))), outside \(bounds)",
                line: scope.line(found))
        }
        return nil
    }
}
