import Records
import SQL
import Store

/// Indicators of the context of a country, value by value with date and source, and where a straight line would lead them.
public struct ContextLedger {
    /// One indicator of one country.
    public struct Series: Sendable {
        public struct Point: Sendable {
            public var date: IndicatorDate
            public var value: Amount
            public var source: String
            public var file: String
            public var line: Int
            public init(date: IndicatorDate, value: Amount, source: String = "", file: String = "", line: Int = 0) {
                self.date = date
                self.value = value
                self.source = source
                self.file = file
                self.line = line
            }
        }

        public var country: NamedCode
        public var name: NamedCode
        /// Empty where none was published.
        public var unit: NamedCode
        /// By date, at least one.
        public var points: [Point]

        public init(country: NamedCode, name: NamedCode, unit: NamedCode, points: [Point]) {
            self.country = country
            self.name = name
            self.unit = unit
            self.points = points
        }
    }

    private let store: Store
    private let reference: Reference
    private let visibility: Visibility

    public init(_ store: Store, _ reference: Reference, _ visibility: Visibility) {
        self.store = store
        self.reference = reference
        self.visibility = visibility
    }

    /// By country, in the order in which sheets first name an indicator. Of two values of one date the one read last counts.
    ///
    /// - Parameter countries: empty for all.
    public func series(_ countries: [String]) throws -> [Series] {
        var order: [Key] = []
        var japanese: [Key: String] = [:]
        var points: [Key: [IndicatorDate: Series.Point]] = [:]
        let isWanted = countries.isEmpty ? "" : "i.country IN (SELECT value FROM json_each(?)) AND"
        let select = """
            SELECT i.country, i.name, i.name_ja, i.date, i.value, i.unit, i.source, d.path, i.line FROM indicator i
            JOIN document d ON d.id = i.document WHERE \(isWanted) \(visibility.documentSQL("d"))
            ORDER BY d.turn, d.id, i.line, i.rowid
            """
        let wanted = "[" + countries.map { "\"\($0)\"" }.joined(separator: ",") + "]"
        try store.database.statement(select).forEach(countries.isEmpty ? [] : [wanted]) { row in
            let key = Key(country: row.text(0), name: row.text(1), unit: row.text(5))
            guard let date = IndicatorDate(row.text(3)), let micros = Int128(row.text(4)) else { return }
            if points[key] == nil { order.append(key) }
            if !row.text(2).isEmpty { japanese[key] = row.text(2) }
            points[key, default: [:]][date] = Series.Point(
                date: date, value: Amount(micros: micros), source: row.text(6), file: row.text(7), line: row.int(8))
        }
        let ranks = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        return order.sorted { rank($0, countries, ranks) < rank($1, countries, ranks) }.map { key in
            let country = reference.codes.place(key.country)
            return Series(
                country: NamedCode(code: key.country, english: country.english, japanese: country.japanese),
                name: NamedCode(code: key.name, english: key.name, japanese: japanese[key] ?? ""),
                unit: NamedCode(code: key.unit, english: key.unit, japanese: reference.units.japanese(key.unit) ?? ""),
                points: points[key]!.values.sorted { $0.date < $1.date })
        }
    }

    private struct Key: Hashable {
        var country: String
        var name: String
        var unit: String
    }

    private func rank(_ key: Key, _ countries: [String], _ ranks: [Key: Int]) -> (Int, String, Int) {
        (countries.firstIndex(of: key.country) ?? 0, key.country, ranks[key]!)
    }
}

// MARK: - Projections

extension ContextLedger.Series {
    /// The straight line through the values of the last ten years (least squares), year by year after the last of them, no finer than they are.
    /// What was never negative ends at zero, a percentage that was never above a hundred there. Empty for fewer than three values, whose line
    /// would say nothing.
    public func projection(years: Int) -> [Point] {
        guard let last = points.last else { return [] }
        let fitted = points.filter { $0.date.years > last.date.years - Self.reach }.map { ($0.date.years, $0.value.approximate) }
        guard fitted.count >= Self.fewest, let line = Line(fitted) else { return [] }
        let (least, most) = (points.map(\.value).min()!, points.map(\.value).max()!)
        let hundred = Amount(micros: 100 * Amount.scale)
        let floor = least >= .zero ? 0 : -Double.infinity
        let ceiling = unit.code.hasPrefix("%") && most <= hundred ? 100 : Double.infinity
        let decimals = points.map { Self.decimals($0.value) }.max() ?? 0
        return (1...max(1, years)).map { step in
            let date = IndicatorDate(year: last.date.year + step)
            return Point(date: date, value: Amount(min(ceiling, max(floor, line.value(at: date.years))), decimals: decimals))
        }
    }

    private static func decimals(_ value: Amount) -> Int { value.shortest.split(separator: ".").dropFirst().first?.count ?? 0 }

    /// First and last year of the values that a projection goes by.
    public var fittedYears: ClosedRange<Int>? {
        guard let last = points.last, let first = points.first(where: { $0.date.years > last.date.years - Self.reach }) else { return nil }
        return first.date.year...last.date.year
    }

    private static let reach = 10.0
    private static let fewest = 3
}

/// The straight line with the least squares of distances.
private struct Line {
    private let mean: (x: Double, y: Double)
    private let slope: Double

    /// Nil when all points stand above one another.
    init?(_ points: [(x: Double, y: Double)]) {
        let count = Double(points.count)
        mean = (points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + $1.y } / count)
        let (x, y) = mean
        let spread = points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
        guard spread > 0 else { return nil }
        slope = points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) } / spread
    }

    func value(at x: Double) -> Double { mean.y + slope * (x - mean.x) }
}

extension Amount {
    /// The nearest of so many decimals, six at most; what is beyond any amount is cut to the largest.
    fileprivate init(_ value: Double, decimals: Int) {
        let most = 1e24
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let whole = Int128((min(most, max(-most, value)) * scale).rounded())
        self.init(micros: whole * Self.scale / Int128(scale))
    }
}
