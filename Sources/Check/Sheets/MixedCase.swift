import Ingest

/// `hxl-case`: a text that differs from a more frequent one of its column in nothing but capitals.
final class MixedCase: ColumnRule {
    static let rule = ProblemRule(
        .warning, "hxl-case", "A text of a column is written with other capitals elsewhere.", remedy: "write it alike everywhere")

    func finish(_ texts: Tally) -> [(line: Int, words: String)] {
        Dictionary(grouping: texts.entries) { $0.text.lowercased() }.values.flatMap { alike -> [(line: Int, words: String)] in
            guard alike.count > 1, let usual = alike.max(by: { ($0.count, $1.line) < ($1.count, $0.line) }) else { return [] }
            return alike.filter { $0.line != usual.line }.map {
                ($0.line, "\(Quote.quoted($0.text)) is \(Quote.quoted(usual.text)) elsewhere")
            }
        }.sorted { $0.line < $1.line }
    }
}
