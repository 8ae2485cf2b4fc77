/// The lines of tags, counted only when somebody asks: few elements are ever asked, and those mostly in order.
final class TagLines {
    private var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    private var lineBreak: UInt8?
    private var countedTo = 0
    private var line = 0
    private var isDirect = false

    /// Before each record: its bytes, which must stay in place as long as lines are asked for, of which the first is on `line`.
    func begin(_ bytes: UnsafeRawBufferPointer, line: Int) {
        self.bytes = bytes
        self.line = line
        lineBreak = nil
        countedTo = 0
    }

    /// Before trees whose offsets are lines already.
    func beginDirect() { isDirect = true }

    /// The line on which the byte at `offset` stands.
    func line(at offset: Int) -> Int {
        if isDirect { return offset }
        let offset = min(offset, bytes.count)
        if offset >= countedTo {
            line += count(countedTo..<offset)
        } else {
            line -= count(offset..<countedTo)
        }
        countedTo = offset
        return line
    }

    private func count(_ range: Range<Int>) -> Int {
        LineCounter.count(chosenBreak(), in: UnsafeRawBufferPointer(rebasing: bytes[range]))
    }

    /// A record from an old Macintosh has carriage returns alone.
    private func chosenBreak() -> UInt8 {
        if let lineBreak { return lineBreak }
        let chosen = UInt8(ascii: bytes.contains(UInt8(ascii: "\n")) ? "\n" : "\r")
        lineBreak = chosen
        return chosen
    }
}
