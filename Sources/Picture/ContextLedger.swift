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
        public var unit: String
        /// By date, at least one.
        public var points: [Point]

        public init(country: NamedCode, name: NamedCode, unit: String, points: [Point]) {
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
        var found: [Key: Series] = [:]
        let select = """
            SELECT i.country, i.name, i.name_ja, i.date, i.value, i.unit, i.source, d.path, i.line FROM indicator i
            JOIN document d ON d.id = i.document WHERE d.state <> 'withdrawn' AND \(visibility.markSQL("d.handling"))
            ORDER BY d.last_read, d.id, i.line
            """
        try store.database.statement(select).forEach([]) { row in
            let key = Key(country: row.text(0), name: row.text(1), unit: row.text(5))
            guard countries.isEmpty || countries.contains(key.country), let date = IndicatorDate(row.text(3)),
                let micros = Int128(row.text(4))
            else { return }
            if found[key] == nil { order.append(key) }
            let country = reference.codes.place(key.country)
            var series =
                found[key]
                ?? Series(
                    country: NamedCode(code: key.country, english: country.english, japanese: country.japanese),
                    name: NamedCode(code: key.name, english: key.name), unit: key.unit, points: [])
            if !row.text(2).isEmpty { series.name.japanese = row.text(2) }
            series.points.removeAll { $0.date == date }
            series.points.append(
                Series.Point(date: date, value: Amount(micros: micros), source: row.text(6), file: row.text(7), line: row.int(8)))
            found[key] = series
        }
        let ranks = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        return order.sorted { rank($0, countries, ranks) < rank($1, countries, ranks) }.map { key in
            var series = found[key]!
            series.points.sort { $0.date < $1.date }
            return series
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
        let ceiling = unit.hasPrefix("%") && most <= hundred ? 100 : Double.infinity
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

// MARK: - What the host asks for

/// A priority of a host government, with what was spent on its theme.
public struct PriorityRow: Sendable {
    public var country: NamedCode
    public var theme: NamedCode
    /// Nil for the whole country.
    public var place: NamedCode?
    public var priority: String
    public var target: NamedCode
    public var date: String
    public var document: String
    /// Under `net`, of all years, in the country or the place; nil where nothing is reported or the theme is not known.
    public var spend: Amount?

    public init(
        country: NamedCode, theme: NamedCode, place: NamedCode?, priority: String, target: NamedCode, date: String, document: String
    ) {
        self.country = country
        self.theme = theme
        self.place = place
        self.priority = priority
        self.target = target
        self.date = date
        self.document = document
    }
}

extension PictureBuilder {
    /// As the sheets list them, country by country.
    func priorities() throws -> [PriorityRow] {
        let select = """
            SELECT p.country, p.theme, p.place, p.priority, p.target, p.target_ja, p.date, p.source FROM priority p
            JOIN document d ON d.id = p.document WHERE d.state <> 'withdrawn' AND \(visibility.markSQL("d.handling")) ORDER BY d.id, p.line
            """
        var found = try store.database.rows(select) { row in
            PriorityRow(
                country: named(country: row.text(0)), theme: named(theme: row.text(1)),
                place: row.text(2).isEmpty ? nil : named(place: row.text(2)), priority: row.text(3),
                target: NamedCode(code: "", english: row.text(4), japanese: row.text(5)), date: row.text(6), document: row.text(7))
        }.filter { countries.contains($0.country.code) }
        guard !found.isEmpty else { return [] }
        let spend = try totals.answer(query(by: [.country, .theme, .place])).rows.filter { $0.currency == CountryPicture().currency }
        for index in found.indices where found[index].theme.code != Themes.unspecified {
            let (country, theme, place) = (found[index].country.code, found[index].theme.code, found[index].place?.code)
            let sum = spend.filter { $0.keys[0] == country && $0.keys[1] == theme && (place == nil || $0.keys[2] == place) }
                .reduce(Amount.zero) { $0 + $1.amount }
            found[index].spend = sum == .zero ? nil : sum
        }
        return found
    }
}
