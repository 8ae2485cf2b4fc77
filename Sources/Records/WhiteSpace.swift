/// White space as publishers leave it around values: the Unicode property White_Space, so a no-break space pasted from a spreadsheet counts.
public enum WhiteSpace {
    /// `text` without white space at its ends; the same string when there is none.
    public static func trimmed(_ text: String) -> String {
        var text = text
        return text.withUTF8 { trimmed($0).count == $0.count } ? text : text.withUTF8 { string(trimmed($0)) }
    }

    /// `text` trimmed, each inner run of white space one space; the same string when nothing is to fold.
    public static func folded(_ text: String) -> String {
        var text = text
        return text.withUTF8 { isFolded($0) } ? text : text.withUTF8 { folded($0) }
    }
}

/// The same on UTF-8 bytes.
extension WhiteSpace {
    /// The part of `bytes` between white space at its ends.
    public static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var start = 0
        var end = bytes.count
        while start < end, case let length = length(at: start, in: bytes), length > 0 { start += length }
        while end > start, case let length = length(before: end, in: bytes), length > 0 { end -= length }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    /// The bytes as text, trimmed, each inner run of white space one space.
    public static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let inner = trimmed(bytes)
        return isFolded(inner) ? string(inner) : String(unsafeUninitializedCapacity: inner.count) { fold(inner, into: $0) }
    }

    /// The bytes as text, trimmed.
    public static func trimmedText(_ bytes: UnsafeBufferPointer<UInt8>) -> String { string(trimmed(bytes)) }

    private static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func fold(_ bytes: UnsafeBufferPointer<UInt8>, into result: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var count = 0
        var index = 0
        while index < bytes.count {
            let length = length(at: index, in: bytes)
            if length == 0 {
                result[count] = bytes[index]
                count += 1
            } else if result[count - 1] != 0x20 {
                result[count] = 0x20
                count += 1
            }
            index += max(length, 1)
        }
        return count
    }

    /// Whether the bytes are trimmed and have no white space but single spaces.
    private static func isFolded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var wasSpace = true
        for index in bytes.indices {
            let byte = bytes[index]
            let isSpace = byte == 0x20
            if isSpace && wasSpace { return false }
            if !isSpace, byte < 0x20 || byte > 0x7F, length(at: index, in: bytes) > 0 { return false }
            wasSpace = isSpace
        }
        return !wasSpace || bytes.isEmpty
    }
}

/// White space among UTF-8 sequences. A continuation byte never begins one, so any index may be asked.
extension WhiteSpace {
    /// Length of the white-space character that begins at `index`; zero when there is none.
    private static func length(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let first = bytes[index]
        if first < 0x80 { return isASCII(first) ? 1 : 0 }
        if first == 0xC2 { return index + 1 < bytes.count && (bytes[index + 1] == 0x85 || bytes[index + 1] == 0xA0) ? 2 : 0 }
        guard first >= 0xE1, first <= 0xE3, index + 2 < bytes.count else { return 0 }
        return isWide(first, bytes[index + 1], bytes[index + 2]) ? 3 : 0
    }

    /// Length of the white-space character that ends before `end`; zero when there is none.
    private static func length(before end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let last = bytes[end - 1]
        if last < 0x80 { return isASCII(last) ? 1 : 0 }
        for length in 2...3 where end >= length && self.length(at: end - length, in: bytes) == length { return length }
        return 0
    }

    /// Tab, line feed, vertical tab, form feed, carriage return, space.
    private static func isASCII(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    /// U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000.
    private static func isWide(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second) {
        case (0xE1, 0x9A): third == 0x80
        case (0xE2, 0x80): third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF
        case (0xE2, 0x81): third == 0x9F
        case (0xE3, 0x80): third == 0x80
        default: false
        }
    }
}
