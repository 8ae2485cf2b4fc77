import Ingest
import Records

/// `hint-award-repeated`: two activities of one reporter share title and first transaction, but not the identifier.
struct RepeatedAwards {
    static let rule = ProblemRule(
        .note, "hint-award-repeated", "Two activities of one reporter have the same title and first transaction: likely one award, twice.",
        remedy: "publish it once, or tell the two apart")
    private var places = FirstPlaces()

    mutating func meet(_ record: RecordSummary, isNew: Bool, file: Int, files: [String]) -> Finding? {
        guard isNew, let award = record.award, let first = places.meet(award, at: .init(file: file, line: record.line)) else { return nil }
        let place = first.file == file ? "line \(first.line)" : "\(files[first.file]), line \(first.line)"
        let message = "\(Quote.quoted(record.identifier)) looks like the award at \(place): \(Self.rule.remedy)."
        return Finding(.quality, Problem(Self.rule.severity, rule: Self.rule.rule, line: record.line, message: message))
    }
}
