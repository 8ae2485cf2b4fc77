import Ingest
import Records

/// `hxl-number`: a cell under a hashtag of people or values is a number.
final class NumberCells: ColumnRule {
    static let rule = ProblemRule(
        .error, "hxl-number", "A cell under a hashtag of people or values is no number.", remedy: "write digits with at most one point")

    func offence(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        if case .unreadable = PublishedNumber.parse(text) { return "\(Quote.quoted(text)) is no number" }
        return nil
    }
}
