import Ingest
import Records

/// `hint-reference-unknown`: a reference to an activity of the reporter's own that is in none of the files that were checked.
struct UnknownReferences {
    static let rule = ProblemRule(
        .note, "hint-reference-unknown", "A reference names an activity of the same reporter that is in none of the files checked.",
        remedy: "correct the reference, or check the file with that activity too")
    /// Beyond that nothing is kept, so that memory stays bounded.
    private static let most = 200_000
    private var pending: [(file: Int, reference: RecordSummary.Reference)] = []

    mutating func meet(_ record: RecordSummary, file: Int, _ known: RepeatedIdentifiers) {
        for reference in record.ownReferences where pending.count < Self.most && !known.knows(reference.text) {
            pending.append((file, reference))
        }
    }

    /// After the last file, by file.
    func findings(_ known: RepeatedIdentifiers) -> [(file: Int, findings: [Finding])] {
        let unknown = Dictionary(grouping: pending.filter { !known.knows($0.reference.text) }, by: \.file)
        return unknown.sorted { $0.key < $1.key }.map { file, references in (file, references.map { finding($0.reference) }) }
    }

    private func finding(_ reference: RecordSummary.Reference) -> Finding {
        let message = "\(Quote.quoted(reference.text)) is no activity of the files checked: \(Self.rule.remedy)."
        return Finding(.quality, Problem(Self.rule.severity, rule: Self.rule.rule, line: reference.line, message: message))
    }
}
