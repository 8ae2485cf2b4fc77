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
        let named = scope.first(identifier, at: record)
        let reporter = first(reporter, scope)
        let name = named.map { Identity.normalised(scope.text(of: $0)) } ?? ""
        return RecordSummary(
            identifier: name, line: named.map { scope.line(of: $0) } ?? scope.record.line,
            ownReferences: references(scope, reporter), award: award(scope, reporter))
    }

    private func first(_ path: XPath, _ scope: XScope) -> String {
        scope.first(path, at: .element(scope.record)).map { WhiteSpace.folded(scope.text(of: $0)) } ?? ""
    }

    private func references(_ scope: XScope, _ reporter: String) -> [RecordSummary.Reference] {
        guard !reporter.isEmpty else { return [] }
        var own: [RecordSummary.Reference] = []
        scope.visit(references, at: .element(scope.record)) { node in
            let text = Identity.normalised(scope.text(of: node))
            if text.utf8.starts(with: reporter.utf8) && text != reporter { own.append(.init(text: text, line: scope.line(of: node))) }
            return true
        }
        return own
    }

    private func award(_ scope: XScope, _ reporter: String) -> UInt64? {
        let payment = scope.nodes(payment, at: .element(scope.record)).map { WhiteSpace.trimmed(scope.text(of: $0)) }
        guard payment.count >= 3, case let title = first(title, scope).lowercased(), title.utf8.count >= Self.shortestTitle else {
            return nil
        }
        return Fingerprint.of([reporter, title] + payment)
    }
}

/// FNV-1a of 64 bits.
enum Fingerprint {
    static func of(_ text: String) -> UInt64 { of([text]) }

    /// Of several texts, each closed off against the next.
    static func of(_ texts: [String]) -> UInt64 {
        var print: UInt64 = 0xCBF2_9CE4_8422_2325
        for var text in texts {
            text.withUTF8 { bytes in for byte in bytes { add(byte, to: &print) } }
            add(1, to: &print)
        }
        return print
    }

    private static func add(_ byte: UInt8, to print: inout UInt64) { print = (print ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
