import Records

/// Steps of a colour scale at round sums, so that a legend can be read aloud: under 1, 1 to 5, 5 to 20, ...
struct Shades: Sendable {
    /// Lower bounds of every step but the first, ascending, in the currency's units.
    let bounds: [Amount]
    static let steps = 5

    /// Up to four bounds of the row 1, 2, 5, 10, ... that part the positive amounts most evenly.
    init(_ amounts: [Amount]) {
        let sorted = amounts.filter { $0.micros > 0 }.sorted()
        var free = Self.candidates(sorted)
        var found: [Amount] = []
        for step in 1..<Self.steps where !free.isEmpty {
            let target = sorted[sorted.count * step / Self.steps]
            guard let best = free.indices.min(by: { Self.distance(free[$0], target) < Self.distance(free[$1], target) }) else { break }
            found.append(free.remove(at: best))
        }
        bounds = found.sorted()
    }

    /// How many times one is the other, at least 1.
    private static func distance(_ a: Amount, _ b: Amount) -> Double {
        max(a.approximate, b.approximate) / min(a.approximate, b.approximate)
    }

    /// Round sums above the least and up to the largest; a tenth of a million is the least a brief prints.
    private static func candidates(_ sorted: [Amount]) -> [Amount] {
        guard let least = sorted.first, let most = sorted.last else { return [] }
        var found: [Amount] = []
        var decade = 100_000 * Amount.scale
        while decade <= most.micros {
            let sums = [decade, 2 * decade, 5 * decade].map { Amount(micros: $0) }
            found += sums.filter { $0 > least && $0 <= most }
            decade *= 10
        }
        return found
    }

    /// 1 for the lightest; 0 for nothing and less than nothing.
    func level(_ amount: Amount) -> Int {
        guard amount.micros > 0 else { return 0 }
        return 1 + bounds.count { amount >= $0 } + (Self.steps - 1 - bounds.count) / 2
    }
}
