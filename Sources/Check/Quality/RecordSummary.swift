import Records
import XML

/// What a record leaves behind for comparisons with others: fingerprints rather than texts.
struct RecordSummary: Sendable {
    struct Reference: Sendable {
        let text: String
        let line: Int
    }

    let identifier: String
    let line: Int
    /// References to activities that begin with the reporting organisation's own identifier.
    let ownReferences: [Reference]
    /// Of reporter, title and first transaction; nil when there is too little to compare.
    let award: UInt64?
}

/// Takes the summary of records.
struct Summariser: Sendable {
    private let identifier: XPath
    private let reporter: XPath
    private let references: XPath
    private let title: XPath
    private let payment: XPath
    /// Shorter titles say too little.
    private static let shortestTitle = 12

    init(_ compiler: RuleCompiler) throws {
        identifier = try compiler.expression("iati-identifier")
        reporter = try compiler.expression("reporting-org/@ref")
        references = try compiler.expression(
            """
            related-activity/@ref | participating-org/@activity-id
            | transaction/provider-org/@provider-activity-id | transaction/receiver-org/@receiver-activity-id
            """)
        title = try compiler.expression("title/narrative | title")
        payment = try compiler.expression(
            "transaction[1]/transaction-type/@code | transaction[1]/transaction-date/@iso-date | transaction[1]/value")
    }

    func summary(_ scope: XScope) -> RecordSummary {
        let record = XNode.element(scope.record)
        let named = scope.nodes(identifier, at: record).first
        let reporter = first(reporter, scope)
        let name = named.map { Identity.normalised(scope.text(of: $0)) } ?? ""
        return RecordSummary(
            identifier: name, line: named.map { scope.line(of: $0) } ?? scope.record.line,
            ownReferences: references(scope, reporter), award: award(scope, reporter))
    }

    private func first(_ path: XPath, _ scope: XScope) -> String {
        scope.nodes(path, at: .element(scope.record)).first.map { WhiteSpace.folded(scope.text(of: $0)) } ?? ""
    }

    private func references(_ scope: XScope, _ reporter: String) -> [RecordSummary.Reference] {
        guard !reporter.isEmpty else { return [] }
        return scope.nodes(references, at: .element(scope.record)).compactMap { node in
            let text = Identity.normalised(scope.text(of: node))
            return text.utf8.starts(with: reporter.utf8) && text != reporter ? .init(text: text, line: scope.line(of: node)) : nil
        }
    }

    private func award(_ scope: XScope, _ reporter: String) -> UInt64? {
        let title = first(title, scope).lowercased()
        let payment = scope.nodes(payment, at: .element(scope.record)).map { WhiteSpace.trimmed(scope.text(of: $0)) }
        guard title.utf8.count >= Self.shortestTitle, payment.count >= 3 else { return nil }
        return Fingerprint.of(([reporter, title] + payment).joined(separator: "\u{1}"))
    }
}

/// FNV-1a of 64 bits.
enum Fingerprint {
    static func of(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
