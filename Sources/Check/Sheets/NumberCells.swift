import Ingest
import Records

/// `hxl-number`: a cell under a hashtag of people or values is a number.
final class NumberCells: ColumnRule {
    static let rule = ProblemRule(
        .error, "hxl-number", "A cell under a hashtag of people or values is no number.", remedy: "write digits with at most one point")

    func offence(_ cell: UnsafeBufferPointer<UInt8>, line: Int) -> String? {
        if case .unreadable = PublishedNumber.parse(cell) { return "\(Quote.quoted(cell)) is no number" }
        return nil
    }
}
