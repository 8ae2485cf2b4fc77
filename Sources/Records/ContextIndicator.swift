/// One value of a context indicator of a country: debt, oil revenue, reserves, population, with its date and source.
public struct ContextIndicator: Hashable, Sendable {
    public var line: Int
    /// As published: a code or a name.
    public var country: String
    public var name: String
    /// Empty when not given.
    public var japanese: String
    public var date: IndicatorDate
    public var value: Amount
    public var unit: String
    public var source: String

    public init(
        line: Int, country: String, name: String, japanese: String, date: IndicatorDate, value: Amount, unit: String, source: String
    ) {
        self.line = line
        self.country = country
        self.name = name
        self.japanese = japanese
        self.date = date
        self.value = value
        self.unit = unit
        self.source = source
    }
}

/// A year, a month or a day, as far as it is known.
public struct IndicatorDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// `yyyy`, `yyyy-mm` or `yyyy-mm-dd`.
    public let description: String

    /// Nil when the text is no date of the calendar, or of no year from 1000 to 2999.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4, parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }) else {
            return nil
        }
        let numbers = parts.compactMap { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int($0) : nil }
        guard numbers.count == parts.count, (1000...2999).contains(numbers[0]) else { return nil }
        guard Day(year: numbers[0], month: numbers.count > 1 ? numbers[1] : 1, day: numbers.count > 2 ? numbers[2] : 1).exists else {
            return nil
        }
        description = text
    }

    public init(year: Int) { description = Digits.padded(year, 4) }

    public static func < (a: IndicatorDate, b: IndicatorDate) -> Bool { a.description < b.description }

    /// On an axis of years: the middle of what is known.
    public var years: Double {
        let parts = description.split(separator: "-").compactMap { Double(String($0)) }
        switch parts.count {
        case 1: return parts[0] + 0.5
        case 2: return parts[0] + (parts[1] - 0.5) / 12
        default: return parts[0] + (parts[1] - 1) / 12 + (parts[2] - 0.5) / 372
        }
    }

    public var year: Int { Int(description.prefix(4))! }

    private var parts: [Int] { description.split(separator: "-").compactMap { Int($0) } }

    public var firstDay: Day {
        let parts = parts
        return Day(year: parts[0], month: parts.count > 1 ? parts[1] : 1, day: parts.count > 2 ? parts[2] : 1)
    }

    public var lastDay: Day {
        let parts = parts
        let month = parts.count > 1 ? parts[1] : 12
        if parts.count > 2 { return firstDay }
        return (28...31).map { Day(year: parts[0], month: month, day: $0) }.last { $0.exists }!
    }
}

/// A priority that the government of a country has published, in its own words.
public struct HostPriority: Hashable, Sendable {
    public var line: Int
    /// As published: a code or a name.
    public var country: String
    /// A theme, cluster or sector by name or code.
    public var theme: String
    /// Empty for the whole country.
    public var place: String
    /// Its rank or grade.
    public var priority: String
    public var target: String
    public var japanese: String
    public var date: String
    public var document: String
    /// The government's own code in its budget, empty when not given.
    public var budgetCode = ""
    /// Nil when not said.
    public var budget: Contribution.Budget?
    /// With its currency.
    public var amount: Amount?
    public var currency = ""

    public init(
        line: Int, country: String, theme: String, place: String, priority: String, target: String, japanese: String, date: String,
        document: String
    ) {
        self.line = line
        self.country = country
        self.theme = theme
        self.place = place
        self.priority = priority
        self.target = target
        self.japanese = japanese
        self.date = date
        self.document = document
    }
}

extension Amount {
    /// As many decimals as it has: `37000000000`, `0.67`.
    public var shortest: String {
        let (whole, rest) = micros.magnitude.quotientAndRemainder(dividingBy: Self.scale.magnitude)
        let sign = micros < 0 ? "-" : ""
        guard rest > 0 else { return sign + String(whole) }
        var digits = Digits.padded(Int(rest), 6)
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(sign)\(whole).\(digits)"
    }
}
