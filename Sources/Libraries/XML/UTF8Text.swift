/// Bytes as UTF-8: where sequences begin and whether they are right.
enum UTF8Text {
    /// The longest prefix within a limit that does not cut a sequence.
    static func prefixLength(_ text: UnsafePointer<UInt8>, _ length: Int, atMost limit: Int) -> Int {
        guard length > limit else { return length }
        var end = max(0, limit)
        while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }

    /// Length of the sequence that begins at `index`; zero when it is wrong, or no character that XML allows.
    static func sequenceLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let first = text[index]
        let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
        guard length > 0, index + length <= text.count else { return 0 }
        for place in index + 1..<index + length where text[place] & 0xC0 != 0x80 { return 0 }
        return isAllowed(first, text[index + 1], last: text[index + length - 1]) ? length : 0
    }

    /// Neither overlong nor a surrogate nor beyond Unicode, nor U+FFFE and U+FFFF.
    private static func isAllowed(_ first: UInt8, _ second: UInt8, last: UInt8) -> Bool {
        switch first {
        case 0xE0: second >= 0xA0
        case 0xED: second < 0xA0
        case 0xEF: !(second == 0xBF && last >= 0xBE)
        case 0xF0: second >= 0x90
        case 0xF4: second < 0x90
        default: true
        }
    }
}
