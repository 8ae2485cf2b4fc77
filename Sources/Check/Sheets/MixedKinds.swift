import Ingest
import Records

/// `hxl-kind`: among numbers a few texts, or among texts a few numbers: a tenth at most.
final class MixedKinds: ColumnRule {
    static let rule = ProblemRule(
        .warning, "hxl-kind", "A column of indicators holds numbers and a few texts, or texts and a few numbers.",
        remedy: "keep one kind in a column")
    static let isWatching = true
    private static let most = 50
    private var numbers: (count: Int, first: [(line: Int, text: String)]) = (0, [])
    private var texts: (count: Int, first: [(line: Int, text: String)]) = (0, [])

    func watch(_ cell: UnsafeBufferPointer<UInt8>, line: Int) {
        if case .unreadable = PublishedNumber.parse(cell) { add(cell, line, to: &texts) } else { add(cell, line, to: &numbers) }
    }

    private func add(_ cell: UnsafeBufferPointer<UInt8>, _ line: Int, to list: inout (count: Int, first: [(line: Int, text: String)])) {
        list.count += 1
        if list.first.count < Self.most { list.first.append((line, Quote.quoted(cell))) }
    }

    func finish(_ all: Tally) -> [(line: Int, words: String)] {
        let (few, many, other) = texts.count <= numbers.count ? (texts, numbers, "numbers") : (numbers, texts, "texts")
        guard few.count > 0, few.count * 10 <= many.count else { return [] }
        return few.first.map { ($0.line, "\($0.text) stands among \(other)") }
    }
}
