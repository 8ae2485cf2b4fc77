import Ingest

/// `hxl-whitespace`: white space at a cell's ends, or more than one space inside.
final class StrayWhiteSpace: ColumnRule {
    static let rule = ProblemRule(
        .warning, "hxl-whitespace", "A cell has white space at its ends, or more than one space inside.", remedy: "remove it")

    func offence(_ cell: UnsafeBufferPointer<UInt8>, line: Int) -> String? {
        var wasSpace = true
        var place = 0
        while place < cell.count {
            let length = Self.spaceLength(cell, place)
            if length > 0 && wasSpace { return words(cell) }
            wasSpace = length > 0
            place += max(1, length)
        }
        return wasSpace ? words(cell) : nil
    }

    /// Bytes of the space that stands there, a non-breaking one included; zero for none.
    private static func spaceLength(_ cell: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
        if cell[place] <= 32 { return 1 }
        return cell[place] == 0xC2 && place + 1 < cell.count && cell[place + 1] == 0xA0 ? 2 : 0
    }

    private func words(_ cell: UnsafeBufferPointer<UInt8>) -> String { "\(Quote.quoted(cell)) has white space to spare" }
}
