/// A split made ready to divide many amounts: equal codes put together, weights without their common divisor.
///
/// It deals out exactly what `Split.shares(of:)` deals out.
public struct Division: Sendable {
    /// Codes of the parts, in the order of first appearance.
    public let codes: [String]
    /// The part that each entry adds to.
    private let parts: [Int]
    private let weights: [UInt128]
    private let total: UInt128
    /// Weights and total where products with usual amounts fit 64 bits; empty where they do not.
    private let smallWeights: [UInt64]

    public init(_ split: Split) {
        var codes: [String] = []
        parts = split.entries.map { entry in
            if let known = codes.firstIndex(of: entry.code) { return known }
            codes.append(entry.code)
            return codes.count - 1
        }
        self.codes = codes
        let divisor = split.entries.reduce(UInt128(split.total)) { Self.commonDivisor($0, UInt128($1.weight)) }
        weights = split.entries.map { UInt128($0.weight) / max(1, divisor) }
        total = UInt128(split.total) / max(1, divisor)
        smallWeights = total <= UInt128(UInt32.max) ? weights.map { UInt64($0) } : []
    }

    /// The parts of `amount` in whole millionths, one for each code.
    public func divide(_ amount: Amount, into shares: inout [Int128]) {
        shares.removeAll(keepingCapacity: true)
        if parts.count == 1 { return shares.append(amount.micros) }
        shares.append(contentsOf: repeatElement(0, count: codes.count))
        let magnitude = amount.micros.magnitude
        if !smallWeights.isEmpty, let small = UInt64(exactly: magnitude), small < 1 << 63 {
            divideSmall(small, isNegative: amount.micros < 0, into: &shares)
        } else {
            let dealt = LargestRemainder.parts(of: magnitude, weights: weights, total: total)
            for (entry, part) in dealt.enumerated() { shares[parts[entry]] += amount.micros < 0 ? -Int128(part) : Int128(part) }
        }
    }

    /// The same by largest remainder in 64 bits, with products of 128 only inside.
    private func divideSmall(_ magnitude: UInt64, isNegative: Bool, into shares: inout [Int128]) {
        let divisor = UInt64(total)
        withUnsafeTemporaryAllocation(of: (part: UInt64, remainder: UInt64).self, capacity: parts.count) { dealt in
            var left = magnitude
            for (entry, weight) in smallWeights.enumerated() {
                let product = magnitude.multipliedFullWidth(by: weight)
                let (part, remainder) = divisor.dividingFullWidth(product)
                dealt[entry] = (part, remainder)
                left -= part
            }
            for _ in 0..<left {
                // At most one unit for each entry is left, and entries are few.
                var largest = 0
                for entry in dealt.indices where dealt[entry].remainder > dealt[largest].remainder { largest = entry }
                dealt[largest].part += 1
                dealt[largest].remainder = 0
            }
            for entry in dealt.indices { shares[parts[entry]] += isNegative ? -Int128(dealt[entry].part) : Int128(dealt[entry].part) }
        }
    }

    private static func commonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}
