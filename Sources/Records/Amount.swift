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

extension Amount: CustomStringConvertible {
    /// Two decimals, half to even: `1234.50`.
    public var description: String {
        let cents = Int128.dividedHalfEven(micros, by: 10_000)
        let magnitude = cents.magnitude
        let fraction = magnitude % 100
        return "\(cents < 0 ? "-" : "")\(magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

extension Int128 {
    /// `value / divisor` to the nearest whole, a half to the even neighbour. `divisor` is positive.
    public static func dividedHalfEven(_ value: Int128, by divisor: Int128) -> Int128 {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        let twice = remainder.magnitude * 2
        guard twice > divisor.magnitude || (twice == divisor.magnitude && quotient % 2 != 0) else { return quotient }
        return value < 0 ? quotient - 1 : quotient + 1
    }
}
