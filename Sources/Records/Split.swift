/// A part of a sum, by country, region or sector.
public struct Share: Hashable, Sendable {
    public var code: String
    public var amount: Amount
    public init(code: String, amount: Amount) {
        self.code = code
        self.amount = amount
    }
}

/// How a list of weighted codes divides money: worked out once per list, applied to each amount (rules 5 to 7).
public struct Split: Hashable, Sendable {
    /// The code of money that no item claims.
    public static let unspecified = "unspecified"

    public struct Entry: Hashable, Sendable {
        public let code: String
        /// In parts of `total`.
        public let weight: Int128
    }

    /// What is wrong with the percentages of a list. Shares are in units of 10^-15 per cent.
    public enum Irregularity: Hashable, Sendable {
        /// More than 100: scaled to 100.
        case over(sum: Int128)
        /// Short of 100 by less than 1: scaled to 100.
        case rounded(sum: Int128)
        /// Short of 100 by 1 or more: the rest is unspecified.
        case short(sum: Int128)
        /// Some items have no percentage: they share what the others leave.
        case partlyMissing(sum: Int128)
        /// None of several items has a percentage: they share equally.
        case missing
    }

    /// In the order of publication, `unspecified` last; a code published twice stands twice.
    public let entries: [Entry]
    /// The sum of the weights, above zero.
    public let total: Int128
    public let irregularities: [Irregularity]

    /// All of it unspecified: what an empty list means.
    public static let nowhere = Split(entries: [Entry(code: unspecified, weight: 1)], total: 1, irregularities: [])

    private init(entries: [Entry], total: Int128, irregularities: [Irregularity]) {
        self.entries = entries
        self.total = total
        self.irregularities = irregularities
    }

    /// Items as they stand, `code` naming each; an item with an empty code does not exist.
    public init(_ items: [WeightedCode], code: (WeightedCode) -> String) {
        let known = items.map { (code: code($0), share: $0.share) }.filter { !$0.code.isEmpty }
        self = Self.divided(known)
    }
}

extension Split {
    private typealias Item = (code: String, share: Int128?)

    private static func divided(_ items: [Item]) -> Split {
        guard let first = items.first else { return nowhere }
        if items.count == 1, first.share == nil || first.share == PublishedPercentage.whole {
            return Split(entries: [Entry(code: first.code, weight: 1)], total: 1, irregularities: [])
        }
        let sum = items.reduce(0) { $0 + ($1.share ?? 0) }
        let bare = items.count { $0.share == nil }
        return bare == 0 ? given(items, sum: sum) : partly(items, sum: sum, bare: bare)
    }

    /// Every item has a percentage.
    private static func given(_ items: [Item], sum: Int128) -> Split {
        let whole = PublishedPercentage.whole
        var entries = items.map { Entry(code: $0.code, weight: $0.share ?? 0) }
        guard whole - sum >= PublishedPercentage.unit else {
            let found: [Irregularity] = sum == whole ? [] : [sum > whole ? .over(sum: sum) : .rounded(sum: sum)]
            return Split(entries: entries, total: sum, irregularities: found)
        }
        entries.append(Entry(code: unspecified, weight: whole - sum))
        return Split(entries: entries, total: whole, irregularities: [.short(sum: sum)])
    }

    /// `bare` items have none: weights are multiplied by their number, so that equal parts of the rest stay whole numbers.
    private static func partly(_ items: [Item], sum: Int128, bare: Int) -> Split {
        let whole = PublishedPercentage.whole
        let kind: Irregularity = bare == items.count ? .missing : .partlyMissing(sum: sum)
        guard sum <= whole else {
            let entries = items.map { Entry(code: $0.code, weight: $0.share ?? 0) }
            return Split(entries: entries, total: sum, irregularities: [kind, .over(sum: sum)])
        }
        let number = Int128(bare)
        let entries = items.map { Entry(code: $0.code, weight: $0.share.map { $0 * number } ?? whole - sum) }
        return Split(entries: entries, total: whole * number, irregularities: [kind])
    }
}

extension Split {
    /// The parts of `amount`, in the order of first appearance; they add up to it exactly.
    ///
    /// Largest remainder in units of 0.000001, an earlier entry first among equals; a code published twice comes out once.
    /// A part may be zero.
    public func shares(of amount: Amount) -> [Share] {
        if entries.count == 1 { return [Share(code: entries[0].code, amount: amount)] }
        let parts = LargestRemainder.parts(of: amount.micros.magnitude, weights: entries.map { UInt128($0.weight) }, total: UInt128(total))
        let signed = zip(entries, parts).map { Share(code: $0.code, amount: Amount(micros: amount.micros < 0 ? -Int128($1) : Int128($1))) }
        return Self.merged(signed)
    }

    private static func merged(_ shares: [Share]) -> [Share] {
        var result: [Share] = []
        result.reserveCapacity(shares.count)
        for share in shares {
            if let index = result.firstIndex(where: { $0.code == share.code }) {
                result[index].amount += share.amount
            } else {
                result.append(share)
            }
        }
        return result
    }
}

/// Whole units dealt out in proportion to weights (Hamilton's method): each gets its floor, the largest remainders one more.
enum LargestRemainder {
    /// `total` is the sum of `weights` and above zero. Intermediate products take 256 bits, so nothing overflows.
    static func parts(of amount: UInt128, weights: [UInt128], total: UInt128) -> [UInt128] {
        var remainders: [UInt128] = []
        remainders.reserveCapacity(weights.count)
        var parts = weights.map { weight in
            let (quotient, remainder) = quotientAndRemainder(amount, times: weight, over: total)
            remainders.append(remainder)
            return quotient
        }
        let left = Int(amount - parts.reduce(0, +))
        guard left > 0 else { return parts }
        let order = remainders.indices.sorted { remainders[$0] == remainders[$1] ? $0 < $1 : remainders[$0] > remainders[$1] }
        for index in order.prefix(left) { parts[index] += 1 }
        return parts
    }

    private static func quotientAndRemainder(_ a: UInt128, times b: UInt128, over divisor: UInt128) -> (UInt128, UInt128) {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        let wide = overflow ? divisor.dividingFullWidth(a.multipliedFullWidth(by: b)) : product.quotientAndRemainder(dividingBy: divisor)
        return (wide.quotient, wide.remainder)
    }
}
