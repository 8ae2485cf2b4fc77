import Ingest
import Records

/// `hint-identifier-repeated`: an activity of another file has the same identifier. Inside one file it is the standard's rule 1.1.2.
struct RepeatedIdentifiers {
    static let rule = ProblemRule(
        .note, "hint-identifier-repeated", "An activity of another file that was checked has the same identifier.",
        remedy: "publish it once, or give each its own")
    static let standardRule = "1.1.2"
    private(set) var places = FirstPlaces()

    /// What to say of a record; nil when its identifier is new.
    mutating func meet(_ record: RecordSummary, file: Int, files: [String], _ standard: Ruleset.Words?) -> Finding? {
        guard let first = places.meet(Fingerprint.of(record.identifier), at: .init(file: file, line: record.line)) else { return nil }
        let name = Quote.quoted(record.identifier)
        if first.file == file {
            guard let standard else { return nil }
            let message = "\(standard.sentence ?? "") (\(name), first on line \(first.line)): \(standard.remedy)."
            return Finding(.rules, Problem(standard.severity, rule: standard.rule, line: record.line, message: message))
        }
        guard !record.identifier.isEmpty else { return nil }
        let message = "\(name) stands in \(files[first.file]) too, on line \(first.line): \(Self.rule.remedy)."
        return Finding(.quality, Problem(Self.rule.severity, rule: Self.rule.rule, line: record.line, message: message))
    }

    func knows(_ identifier: String) -> Bool { places.knows(Fingerprint.of(identifier)) }
}
