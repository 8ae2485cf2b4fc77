import Ingest
import Records

/// `hxl-spelling`: a text that comes once or twice, and differs in a letter from one that comes ten times as often. Codes have no spelling.
final class RareSpellings: ColumnRule {
    static let rule = ProblemRule(
        .warning, "hxl-spelling", "A rare text of a column is a letter away from a frequent one.", remedy: "see whether that one is meant")
    /// Where more texts than that are frequent, they are no vocabulary.
    private static let mostFrequent = 2_000
    private static let mostRare = 2

    func finish(_ texts: Tally) -> [(line: Int, words: String)] {
        let frequent = texts.entries.filter { $0.count >= 10 }.map { ($0.text, Array($0.text.lowercased().unicodeScalars)) }
        guard !texts.isFull, frequent.count <= Self.mostFrequent else { return [] }
        let byLength = Dictionary(grouping: frequent) { $0.1.count }
        return texts.entries.filter { $0.count <= Self.mostRare }.compactMap { rare in
            let letters = Array(rare.text.lowercased().unicodeScalars)
            guard letters.count >= 5, !letters.contains(where: { $0.properties.numericType != nil }) else { return nil }
            let near = (letters.count - 1...letters.count + 1).flatMap { byLength[$0] ?? [] }
            guard let meant = near.first(where: { Self.isOneApart(letters, $0.1) }) else { return nil }
            return (rare.line, "\(Quote.quoted(rare.text)) may be \(Quote.quoted(meant.0))")
        }
    }

    /// Whether one letter is put in, left out or another, and nothing else differs.
    static func isOneApart(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Bool {
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        guard long.count - short.count <= 1 else { return false }
        let same = zip(short, long).prefix { $0 == $1 }.count
        if same == short.count { return long.count > short.count }
        let rest = short.count == long.count ? short[(same + 1)...] : short[same...]
        return rest.elementsEqual(long[(same + 1)...])
    }
}
