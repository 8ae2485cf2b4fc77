/// Addresses as libxml2 accepts them: RFC 3986, with what is no character of it read as a harmless one.
struct Address {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    static func isReference(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var absolute = Address(bytes: bytes)
        if absolute.scheme(), absolute.take(":"), absolute.hierarchy(), absolute.tail() { return true }
        var relative = Address(bytes: bytes)
        return relative.relative() && relative.tail()
    }

    // MARK: Parts

    private mutating func scheme() -> Bool {
        guard ASCII.isLetter(here) else { return false }
        while ASCII.isLetter(here) || ASCII.isDigit(here) || here == 0x2B || here == 0x2D || here == 0x2E { place += 1 }
        return true
    }

    private mutating func hierarchy() -> Bool {
        if starts("//") { return authority() && segments() }
        if here == slash { return absolutePath() }
        if pathLength > 0 { return path(until: 0) }
        return true
    }

    private mutating func relative() -> Bool {
        if starts("//") { return authority() && segments() }
        if here == slash { return absolutePath() }
        if pathLength > 0 { return path(until: colon) }
        return true
    }

    /// Query and fragment, and then nothing more.
    private mutating func tail() -> Bool {
        if take("?") { while pathLength > 0 || here == slash || here == question { place += max(1, pathLength) } }
        if take("#") {
            while pathLength > 0 || here == slash || here == question || here == 0x5B || here == 0x5D { place += max(1, pathLength) }
        }
        return place == bytes.count
    }

    private mutating func authority() -> Bool {
        place += 2
        let start = place
        while unreservedLength > 0 || here == colon { place += max(1, unreservedLength) }
        if !take("@") { place = start }
        guard host() else { return false }
        return take(":") ? port() : true
    }

    private mutating func host() -> Bool {
        if take("[") {
            while place < bytes.count, here != 0x5D { place += 1 }
            return take("]")
        }
        while unreservedLength > 0 { place += unreservedLength }
        return true
    }

    private mutating func port() -> Bool {
        let start = place
        var value = 0
        while ASCII.isDigit(here) {
            value = value * 10 + Int(here - 0x30)
            guard value <= Int(Int32.max) else { return false }
            place += 1
        }
        return place > start
    }

    private mutating func absolutePath() -> Bool {
        place += 1
        return pathLength > 0 ? path(until: 0) : true
    }

    /// A first segment that is not empty, then any number of segments.
    private mutating func path(until forbidden: UInt8) -> Bool {
        guard here != forbidden else { return false }
        while pathLength > 0, here != forbidden { place += pathLength }
        return segments()
    }

    private mutating func segments() -> Bool {
        while take("/") { while pathLength > 0 { place += pathLength } }
        return true
    }

    // MARK: Characters

    private let slash = UInt8(ascii: "/"), colon = UInt8(ascii: ":"), question = UInt8(ascii: "?")

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private var here: UInt8 { byte(0) }

    /// What cannot stand in an address counts as an underscore; zero after the end.
    private func byte(_ offset: Int) -> UInt8 {
        guard place + offset < bytes.count else { return 0 }
        let byte = bytes[place + offset]
        return byte <= 32 || byte >= 127 || Self.unwise.contains(byte) ? UInt8(ascii: "_") : byte
    }

    private static let unwise = Array("<>\"{}|\\^`".utf8)
    private static let marks = Array("-._~!$&'()*+,;=".utf8)

    /// Bytes of the unreserved character, sub-delimiter or escape that stands here; zero for another.
    private var unreservedLength: Int {
        if ASCII.isLetter(here) || ASCII.isDigit(here) || Self.marks.contains(here) { return 1 }
        return here == UInt8(ascii: "%") && Self.isHex(byte(1)) && Self.isHex(byte(2)) ? 3 : 0
    }

    private var pathLength: Int { here == colon || here == UInt8(ascii: "@") ? 1 : unreservedLength }

    private static func isHex(_ byte: UInt8) -> Bool { ASCII.isDigit(byte) || byte | 32 >= 0x61 && byte | 32 <= 0x66 }

    private func starts(_ text: String) -> Bool { bytes.dropFirst(place).starts(with: text.utf8) }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }
}
