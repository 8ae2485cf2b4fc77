/// What a published number turns out to be (rule 2).
///
/// A number is `[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?` after trimming; `[+-]?\d{1,3}(,\d{3})+(\.\d+)?` is accepted with its commas noted.
public enum PublishedNumber: Hashable, Sendable {
    /// Decimals beyond the sixth are rounded, half to even.
    case value(Amount, hadCommas: Bool)
    case unreadable
    /// A magnitude of 10^15 or more.
    case outOfRange

    /// Ten to this power is the first magnitude out of range.
    static let limit = 15
    static let decimals = 6

    public static func parse(_ text: String) -> PublishedNumber {
        var text = text
        return text.withUTF8 { parse($0) }
    }

    /// The same on UTF-8 bytes.
    public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> PublishedNumber {
        let trimmed = WhiteSpace.trimmed(bytes)
        return plain(trimmed) ?? general(trimmed)
    }

    public var amount: Amount? {
        guard case .value(let amount, _) = self else { return nil }
        return amount
    }

    /// The number in units of ten to minus `decimals`, twenty at most; nil for what is none, or out of range.
    public static func units(_ bytes: UnsafeBufferPointer<UInt8>, decimals: Int) -> Int128? {
        guard let decimal = Decimal(WhiteSpace.trimmed(bytes)), !decimal.reaches(power: limit) else { return nil }
        let magnitude = decimal.magnitude(decimals: decimals)
        return decimal.isNegative ? -magnitude : magnitude
    }

    private static func general(_ bytes: UnsafeBufferPointer<UInt8>) -> PublishedNumber {
        guard let decimal = Decimal(bytes) else { return .unreadable }
        guard !decimal.reaches(power: limit) else { return .outOfRange }
        let magnitude = decimal.magnitude(decimals: decimals)
        return .value(Amount(micros: decimal.isNegative ? -magnitude : magnitude), hadCommas: decimal.hasCommas)
    }

    /// The common case without any allocation: up to twelve digits, with a sign, a point and six decimals at most. Nil for all else.
    private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> PublishedNumber? {
        var value: Int64 = 0
        var digits = 0
        var decimals = -1
        var negative = false
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0x30...0x39:
                value = value * 10 + Int64(byte - 0x30)
                digits += 1
                if decimals >= 0 { decimals += 1 }
            case 0x2E where decimals < 0: decimals = 0
            case 0x2D where index == 0: negative = true
            default: return nil
            }
            if digits > 12 || decimals > 6 { return nil }
        }
        guard digits > 0 else { return nil }
        for _ in max(decimals, 0)..<6 { value *= 10 }
        return .value(Amount(micros: Int128(negative ? -value : value)), hadCommas: false)
    }
}

/// A percentage as a share in units of 10^-15 per cent (rule 5).
public enum PublishedPercentage {
    /// A hundred per cent.
    public static let whole: Int128 = 100 * unit
    /// One per cent.
    public static let unit: Int128 = 1_000_000_000_000_000

    /// A number by rule 2, with or without a `%` behind it; nil when it is negative, unreadable or out of range.
    public static func parse(_ text: String) -> Int128? {
        var text = text
        return text.withUTF8 { parse($0) }
    }

    /// The same on UTF-8 bytes.
    public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Int128? {
        let trimmed = WhiteSpace.trimmed(bytes)
        if let small = plain(trimmed) { return small }
        let number = trimmed.last == UInt8(ascii: "%") ? WhiteSpace.trimmed(.init(rebasing: trimmed.dropLast())) : trimmed
        guard let decimal = Decimal(number), !decimal.reaches(power: PublishedNumber.limit) else { return nil }
        guard !decimal.isNegative || decimal.isZero else { return nil }
        return decimal.magnitude(decimals: 15)
    }

    /// Up to three digits and nothing else.
    private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> Int128? {
        guard (1...3).contains(bytes.count) else { return nil }
        var value = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return Int128(value) * unit
    }
}
