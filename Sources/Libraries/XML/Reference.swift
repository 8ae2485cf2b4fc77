/// What stands between `&` and `;`.
enum Reference {
    case allowed
    /// The number of no character that XML allows.
    case forbidden
    case unknown(String)

    /// Nil when it is no reference at all.
    init?(_ name: Slice<UnsafeBufferPointer<UInt8>>) {
        let text = String(decoding: name, as: UTF8.self)
        if text.hasPrefix("#") {
            guard let number = Self.number(text.dropFirst()) else { return nil }
            self = Self.isAllowed(number) ? .allowed : .forbidden
        } else if ["amp", "lt", "gt", "quot", "apos"].contains(text) {
            self = .allowed
        } else {
            guard let first = name.first, TagLexer.startsName(first), !text.contains("#") else { return nil }
            self = .unknown(text)
        }
    }

    private static func number(_ digits: Substring) -> UInt64? {
        let isHex = digits.hasPrefix("x")
        let digits = isHex ? digits.dropFirst() : digits
        guard !digits.isEmpty, digits.allSatisfy({ $0.isHexDigit && $0.isASCII }) else { return nil }
        return UInt64(digits, radix: isHex ? 16 : 10) ?? (isHex ? .max : digits.allSatisfy(\.isNumber) ? .max : nil)
    }

    private static func isAllowed(_ number: UInt64) -> Bool {
        switch number {
        case 9, 10, 13, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
