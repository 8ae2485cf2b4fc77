/// Rates by rule 9: the month's, else the nearest earlier month's within a year, else that year's average, else none.
///
/// A rate says how many units of a currency one U.S. dollar buys, in units of 10^-12, so that small rates keep their digits.
public struct ExchangeRates: Sendable {
    public static let scale: Int128 = 1_000_000_000_000

    private struct Key: Hashable {
        var currency: String
        var period: Int32
    }
    private var monthly: [Key: Int128] = [:]
    private var annual: [Key: Int128] = [:]

    public init() {}

    /// - Parameter month: year * 12 + month - 1.
    public mutating func setMonthly(_ currency: String, month: Int32, perDollar: Int128) {
        monthly[Key(currency: currency, period: month)] = perDollar
    }

    public mutating func setAnnual(_ currency: String, year: Int32, perDollar: Int128) {
        annual[Key(currency: currency, period: year)] = perDollar
    }

    /// Units of `currency` for one dollar in `month`; nil when no rate is near enough or the month is unknown (0).
    public func perDollar(_ currency: String, month: Int32) -> Int128? {
        if currency == "USD" { return Self.scale }
        guard month > 0 else { return nil }
        for earlier in 0...12 {
            if let rate = monthly[Key(currency: currency, period: month - Int32(earlier))] { return rate }
        }
        return annual[Key(currency: currency, period: month / 12)]
    }

    /// `micros` of one currency in another, nil when a rate is missing.
    public func convert(_ micros: Int128, from: String, to: String, month: Int32) -> Int128? {
        pair(from: from, to: to, month: month)?.convert(micros)
    }

    /// How one currency becomes another in a month, for many amounts; nil when a rate is missing.
    public func pair(from: String, to: String, month: Int32) -> Pair? {
        if from == to { return Pair(target: 1, source: 1) }
        guard let source = perDollar(from, month: month), let target = perDollar(to, month: month), source > 0 else { return nil }
        return Pair(target: target, source: source)
    }

    public struct Pair: Sendable {
        private let target: Int128
        private let source: Int128

        /// In lowest terms, where products stay small.
        fileprivate init(target: Int128, source: Int128) {
            let divisor = Self.commonDivisor(target, source)
            (self.target, self.source) = (target / divisor, source / divisor)
        }

        private static func commonDivisor(_ a: Int128, _ b: Int128) -> Int128 { b == 0 ? a : commonDivisor(b, a % b) }

        public func convert(_ micros: Int128) -> Int128 {
            target == source ? micros : ExchangeRates.scaled(micros, by: target, over: source)
        }
    }

    /// `value * numerator / denominator`, half to even, through a product of 256 bits.
    public static func scaled(_ value: Int128, by numerator: Int128, over denominator: Int128) -> Int128 {
        guard let (whole, remainder) = divided(value.magnitude, by: numerator.magnitude, over: denominator.magnitude) else {
            return value < 0 ? Int128.min : Int128.max
        }
        var quotient = whole
        let rest = denominator.magnitude - remainder
        if remainder > rest || (remainder == rest && quotient % 2 == 1) { quotient += 1 }
        return value < 0 ? -Int128(quotient) : Int128(quotient)
    }

    /// Most products fit 64 bits and nearly all others 128, where dividing is far cheaper; nil when the quotient does not fit.
    private static func divided(_ value: UInt128, by numerator: UInt128, over denominator: UInt128) -> (UInt128, UInt128)? {
        if let least = small(value, by: numerator), let denominator = UInt64(exactly: denominator) {
            return (UInt128(least / denominator), UInt128(least % denominator))
        }
        let (small, overflows) = value.multipliedReportingOverflow(by: numerator)
        if !overflows { return small.quotientAndRemainder(dividingBy: denominator) }
        let product = value.multipliedFullWidth(by: numerator)
        return product.high < denominator ? denominator.dividingFullWidth(product) : nil
    }

    private static func small(_ value: UInt128, by numerator: UInt128) -> UInt64? {
        guard let value = UInt64(exactly: value), let numerator = UInt64(exactly: numerator) else { return nil }
        let (product, overflows) = value.multipliedReportingOverflow(by: numerator)
        return overflows ? nil : product
    }
}
