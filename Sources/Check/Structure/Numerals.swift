/// Numbers as XML Schema writes them.
enum Numerals {
    /// An optional sign, then digits with at most one point among or around them.
    static func isDecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var hasPoint = false
        var digits = 0
        for byte in bytes.dropFirst(signLength(bytes)) {
            if ASCII.isDigit(byte) {
                digits += 1
            } else {
                guard byte == UInt8(ascii: "."), !hasPoint else { return false }
                hasPoint = true
            }
        }
        return digits > 0
    }

    /// -1, 0 or 1 for a whole number, nil for what is none.
    static func sign(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let digits = bytes.dropFirst(signLength(bytes))
        guard !digits.isEmpty, digits.allSatisfy(ASCII.isDigit) else { return nil }
        if digits.allSatisfy({ $0 == 0x30 }) { return 0 }
        return bytes[0] == UInt8(ascii: "-") ? -1 : 1
    }

    /// A whole number of 32 bits.
    static func isInt(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let sign = sign(bytes) else { return false }
        let digits = bytes.dropFirst(signLength(bytes)).drop { $0 == 0x30 }
        guard digits.count <= 10 else { return false }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return value <= Int(Int32.max) + (sign < 0 ? 1 : 0)
    }

    private static func signLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") ? 1 : 0
    }
}
