/// What each byte may be in a well-formed record, as bits.
struct ByteKinds {
    /// Stands in text as it is: ASCII but `<`, `&`, `]`, carriage return and control characters.
    static let plainText: UInt8 = 1
    /// Stands in an attribute's value as it is: no quotation mark and no white space but the space.
    static let plainValue: UInt8 = 2
    static let nameStart: UInt8 = 4
    static let name: UInt8 = 8
    static let blank: UInt8 = 16

    private let kinds: UnsafeMutablePointer<UInt8>

    init() {
        kinds = .allocate(capacity: 256)
        for byte in 0..<256 { kinds[byte] = Self.kinds(of: UInt8(byte)) }
    }

    func free() { kinds.deallocate() }

    @inline(__always)
    func has(_ kind: UInt8, _ byte: UInt8) -> Bool { kinds[Int(byte)] & kind != 0 }

    private static func kinds(of byte: UInt8) -> UInt8 {
        let isLetter = byte | 32 >= 0x61 && byte | 32 <= 0x7A
        let isDigit = byte >= 0x30 && byte <= 0x39
        let isBlank = byte == 9 || byte == 10 || byte == 13 || byte == 32
        let isPlain = byte >= 32 && byte < 128 && byte != UInt8(ascii: "<") && byte != UInt8(ascii: "&")
        var found: UInt8 = 0
        if isPlain && byte != UInt8(ascii: "]") || byte == 9 || byte == 10 { found |= plainText }
        if isPlain && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'") { found |= plainValue }
        if isLetter || byte == UInt8(ascii: "_") { found |= nameStart | name }
        if isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") { found |= name }
        if isBlank { found |= blank }
        return found
    }
}
