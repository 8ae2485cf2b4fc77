import Ingest

/// `hxl-whitespace`: white space at a cell's ends, or more than one space inside.
final class StrayWhiteSpace: ColumnRule {
    static let rule = ProblemRule(
        .warning, "hxl-whitespace", "A cell has white space at its ends, or more than one space inside.", remedy: "remove it")

    func offence(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        var wasSpace = true
        var place = 0
        while place < text.count {
            let length = Self.spaceLength(text, place)
            if length > 0 && wasSpace { return words(text) }
            wasSpace = length > 0
            place += max(1, length)
        }
        return wasSpace ? words(text) : nil
    }

    /// Bytes of the space that stands there, a non-breaking one included; zero for none.
    private static func spaceLength(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
        if text[place] <= 32 { return 1 }
        return text[place] == 0xC2 && place + 1 < text.count && text[place + 1] == 0xA0 ? 2 : 0
    }

    private func words(_ text: UnsafeBufferPointer<UInt8>) -> String { "\(Quote.quoted(text)) has white space to spare" }
}
