import Glibc

/// Reads one start tag attribute by attribute, forgiving what can be told apart: `>` and even `<` inside quotes.
struct TagLexer {
    enum Step {
        case attribute(name: Range<Int>, value: Range<Int>)
        /// The tag's end, just after `>`.
        case close(end: Int, isEmpty: Bool)
        /// The bytes end before the tag does.
        case unfinished
        case malformed
    }

    private let bytes: UnsafePointer<UInt8>
    private let count: Int
    private(set) var position: Int
    let name: Range<Int>

    /// Starts at a `<`; nil when no name follows it.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
        guard let base = bytes.baseAddress, start + 1 < bytes.count, Self.startsName(bytes[start + 1]) else { return nil }
        self.bytes = base
        count = bytes.count
        var end = start + 1
        while end < count, Self.isName(base[end]) { end += 1 }
        name = start + 1..<end
        position = end
    }

    mutating func next() -> Step {
        let gap = skipSpace()
        guard position < count else { return .unfinished }
        switch bytes[position] {
        case UInt8(ascii: ">"): return close(at: position, isEmpty: false)
        case UInt8(ascii: "/"): return slash()
        default: return gap && Self.startsName(bytes[position]) ? attribute() : .malformed
        }
    }

    /// Where the tag ends; nil when it is unfinished or malformed.
    mutating func end() -> (end: Int, isEmpty: Bool)? {
        while true {
            switch next() {
            case .attribute: continue
            case .close(let end, let isEmpty): return (end, isEmpty)
            case .unfinished, .malformed: return nil
            }
        }
    }

    /// Whether a properly quoted value covers an offset, and the tag goes on behind it as a tag does.
    mutating func hasValue(around offset: Int) -> Bool {
        while case .attribute(_, let value) = next() {
            if value.upperBound <= offset { continue }
            guard value.contains(offset) else { return false }
            if case .malformed = next() { return false }
            return true
        }
        return false
    }

    private mutating func close(at index: Int, isEmpty: Bool) -> Step {
        position = index + 1
        return .close(end: position, isEmpty: isEmpty)
    }

    private mutating func slash() -> Step {
        guard position + 1 < count else { return .unfinished }
        return bytes[position + 1] == UInt8(ascii: ">") ? close(at: position + 1, isEmpty: true) : .malformed
    }

    private mutating func attribute() -> Step {
        let start = position
        while position < count, Self.isName(bytes[position]) { position += 1 }
        let name = start..<position
        _ = skipSpace()
        guard position < count else { return .unfinished }
        guard bytes[position] == UInt8(ascii: "=") else { return .malformed }
        position += 1
        _ = skipSpace()
        guard position < count else { return .unfinished }
        return value(of: name)
    }

    private mutating func value(of name: Range<Int>) -> Step {
        let quote = bytes[position]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return .malformed }
        let start = position + 1
        guard let found = memchr(bytes + start, Int32(quote), count - start) else { return .unfinished }
        let end = UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
        position = end + 1
        guard position < count else { return .unfinished }
        let after = bytes[position]
        guard after <= 32 || after == UInt8(ascii: ">") || after == UInt8(ascii: "/") else { return .malformed }
        return .attribute(name: name, value: start..<end)
    }

    /// Control characters count as space here: cleaning turns them into it.
    private mutating func skipSpace() -> Bool {
        let start = position
        while position < count, bytes[position] <= 32 { position += 1 }
        return position > start
    }

    static func startsName(_ byte: UInt8) -> Bool {
        byte | 32 >= UInt8(ascii: "a") && byte | 32 <= UInt8(ascii: "z") || byte >= 128 || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ":")
    }

    static func isName(_ byte: UInt8) -> Bool {
        startsName(byte) || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}
