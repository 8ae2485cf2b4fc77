import Ingest

/// `hxl-whitespace`: white space at a cell's ends, or more than one space inside.
final class StrayWhiteSpace: ColumnRule {
    static let rule = ProblemRule(
        .warning, "hxl-whitespace", "A cell has white space at its ends, or more than one space inside.", remedy: "remove it")

    func offence(_ cell: UnsafeBufferPointer<UInt8>, line: Int) -> String? {
        var wasSpace = true
        for byte in cell {
            let isSpace = byte <= 32
            if isSpace && wasSpace { return words(cell) }
            wasSpace = isSpace
        }
        return wasSpace ? words(cell) : nil
    }

    private func words(_ cell: UnsafeBufferPointer<UInt8>) -> String { "\(Quote.quoted(cell)) has white space to spare" }
}
