import Ingest

/// `hxl-outlier`: a number more than three standard deviations from its column's mean.
final class Outliers: ColumnRule {
    static let rule = ProblemRule(
        .note, "hxl-outlier", "A number lies more than three standard deviations from the mean of its column.",
        remedy: "see whether it is right")
    static let isWatching = true
    /// The extremes that are kept at either end.
    private static let most = 50
    private var count = 0.0
    private var mean = 0.0
    private var squares = 0.0
    private var high: [(value: Double, line: Int)] = []
    private var low: [(value: Double, line: Int)] = []

    func watch(_ cell: UnsafeBufferPointer<UInt8>, line: Int) {
        let value = XScope.number(cell)
        guard !value.isNaN else { return }
        count += 1
        let step = value - mean
        mean += step / count
        squares += step * (value - mean)
        Self.keep((value, line), in: &high) { $0.value > $1.value }
        Self.keep((value, line), in: &low) { $0.value < $1.value }
    }

    /// The list is ordered, the most extreme first.
    private static func keep(
        _ item: (value: Double, line: Int), in list: inout [(value: Double, line: Int)],
        by isBefore: ((value: Double, line: Int), (value: Double, line: Int)) -> Bool
    ) {
        if list.count == most, let last = list.last, !isBefore(item, last) { return }
        list.insert(item, at: list.firstIndex { isBefore(item, $0) } ?? list.count)
        if list.count > most { list.removeLast() }
    }

    func finish(_ texts: Tally) -> [(line: Int, words: String)] {
        guard count > 1 else { return [] }
        let reach = 3 * (squares / (count - 1)).squareRoot()
        let found = high.filter { $0.value > mean + reach } + low.filter { $0.value < mean - reach }
        return found.map { ($0.line, "\(Self.written($0.value)) is far from the mean of its column, \(Self.written(mean))") }
    }

    /// With two decimals at most.
    private static func written(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : "\(rounded)"
    }
}
