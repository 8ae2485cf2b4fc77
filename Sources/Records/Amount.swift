/// An exact sum of money: whole millionths of a currency unit, never binary floating point.
///
/// Amounts read from files are 10^15 at most; an `Int128` of millionths holds 10^17 of the largest of them.
public struct Amount: Hashable, Comparable, Sendable {
    public static let scale: Int128 = 1_000_000
    public static let zero = Amount(micros: 0)

    public var micros: Int128

    @inlinable public init(micros: Int128) { self.micros = micros }

    @inlinable public static func < (a: Amount, b: Amount) -> Bool { a.micros < b.micros }
    @inlinable public static func + (a: Amount, b: Amount) -> Amount { Amount(micros: a.micros + b.micros) }
    @inlinable public static func - (a: Amount, b: Amount) -> Amount { Amount(micros: a.micros - b.micros) }
    @inlinable public static prefix func - (a: Amount) -> Amount { Amount(micros: -a.micros) }
    @inlinable public static func += (a: inout Amount, b: Amount) { a.micros += b.micros }
    @inlinable public static func -= (a: inout Amount, b: Amount) { a.micros -= b.micros }

    /// Nearest binary value, for charts and ratios only; never for sums.
    public var approximate: Double { Double(micros) / 1_000_000 }
}

extension Amount {
    /// All of its decimals and no more: `1234.5`.
    public var exact: String {
        let (whole, rest) = micros.magnitude.quotientAndRemainder(dividingBy: UInt128(Self.scale))
        let sign = micros < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        var decimals = String(String(rest + UInt128(Self.scale)).dropFirst())
        while decimals.last == "0" { decimals.removeLast() }
        return "\(sign)\(whole).\(decimals)"
    }
}

extension Amount: CustomStringConvertible {
    /// Two decimals, half to even: `1234.50`.
    public var description: String {
        var text = ""
        withText { text = String(decoding: $0, as: UTF8.self) }
        return text
    }

    /// The same as UTF-8, for millions of them.
    public func withText(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let cents = Int128.dividedHalfEven(micros, by: 10_000)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 48) { text in
            let small = UInt64(exactly: cents.magnitude)
            var first = small.map { Self.write($0, into: text) } ?? Self.write(cents.magnitude, into: text)
            if cents < 0 {
                first -= 1
                text[first] = UInt8(ascii: "-")
            }
            body(UnsafeBufferPointer(rebasing: text[first...]))
        }
    }

    /// Writes hundredths at the end of `text` and says where they begin. Dividing 128 bits costs ten times as much as dividing 64.
    @inline(__always)
    private static func write(_ cents: some UnsignedInteger, into text: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var (rest, first) = (cents, text.count - 2)
        takePair(&rest, into: text, at: first)
        first -= 1
        text[first] = UInt8(ascii: ".")
        while rest >= 10 {
            first -= 2
            takePair(&rest, into: text, at: first)
        }
        if rest > 0 || text[first] == UInt8(ascii: ".") {
            first -= 1
            text[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest)
        }
        return first
    }

    /// Writes the last two digits of `number` and takes them off it.
    @inline(__always)
    private static func takePair(_ number: inout some UnsignedInteger, into text: UnsafeMutableBufferPointer<UInt8>, at place: Int) {
        let (rest, pair) = number.quotientAndRemainder(dividingBy: 100)
        let tens = UInt8(truncatingIfNeeded: pair) / 10
        text[place] = UInt8(ascii: "0") + tens
        text[place + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: pair) - tens * 10
        number = rest
    }
}

extension Int128 {
    /// `value / divisor` to the nearest whole, a half to the even neighbour. `divisor` is positive.
    @inline(__always)
    public static func dividedHalfEven(_ value: Int128, by divisor: Int128) -> Int128 {
        // Nearly every amount fits 64 bits, where dividing costs a tenth.
        guard let value = Int64(exactly: value), let divisor = Int64(exactly: divisor) else { return halfEven(value, by: divisor) }
        return Int128(halfEven(value, by: divisor))
    }

    @inline(__always)
    private static func halfEven<Number: SignedInteger & FixedWidthInteger>(_ value: Number, by divisor: Number) -> Number {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        let (below, above) = (remainder.magnitude, divisor.magnitude - remainder.magnitude)
        guard below > above || (below == above && quotient & 1 != 0) else { return quotient }
        return value < 0 ? quotient - 1 : quotient + 1
    }
}
