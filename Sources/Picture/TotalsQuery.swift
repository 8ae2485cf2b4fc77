import Records
import Store

/// A question for a total: what is counted, how, in which money, broken down by what.
public struct TotalsQuery: Sendable {
    public enum Currency: Hashable, Sendable {
        case original
        case converted(String)
    }

    public enum Prices: Hashable, Sendable {
        case current
        /// U.S. dollars of that year, by the deflator of the side's country.
        case constant(Int)
    }

    public enum Year: Hashable, Sendable {
        case calendar
        /// The fiscal year of a party.
        case fiscal(String)
    }

    public enum Borders: String, CaseIterable, Sendable { case then, now }

    public var dimensions: [Dimension]
    public var flow = Flow.spend
    public var rule = CountingRule.reporter
    public var currency = Currency.converted("USD")
    public var prices = Prices.current
    public var year = Year.calendar
    public var borders = Borders.then
    /// Empty: every country.
    public var countries: Set<String> = []
    public var parties: Set<String> = []
    /// DAC codes of five digits, categories of three, or themes.
    public var sectors: Set<String> = []
    /// Any of these policy markers; they stand in no roll-up.
    public var markers: [PolicyMarkers.Question] = []
    public var firstYear: Int?
    public var lastYear: Int?

    public init(by dimensions: [Dimension]) { self.dimensions = dimensions }

    /// No filter leaves anything out.
    var isOfEverything: Bool {
        countries.isEmpty && parties.isEmpty && sectors.isEmpty && markers.isEmpty && firstYear == nil && lastYear == nil
    }

    /// Roll-ups do not know the answer: it takes the facts of activities.
    var isOfActivities: Bool { dimensions.contains(.activity) || !markers.isEmpty }
}

/// The answer: rows sorted by the dimensions bytewise, then by currency.
public struct TotalsTable: Sendable {
    public struct Row: Hashable, Sendable {
        /// Parallel to the query's dimensions.
        public var keys: [String]
        public var currency: String
        public var amount: Amount
    }

    public var dimensions: [Dimension]
    public var rows: [Row]

    /// The sum in one currency.
    public func sum(_ currency: String) -> Amount {
        rows.reduce(.zero) { $1.currency == currency ? $0 + $1.amount : $0 }
    }
}
