/// Humanitarian money from one organisation to another, as OCHA's Financial Tracking Service lists it.
public struct FundingFlow: Hashable, Sendable {
    /// Raw values are stored.
    public enum Status: Int, Sendable {
        case unknown = 0
        case pledge = 1
        case commitment = 2
        case paid = 3
    }

    public struct End: Hashable, Sendable {
        public var organisation = ""
        public var type = ""
        /// ISO 3166-1 alpha-3 codes as published.
        public var countries: [String] = []
        public var firstYear: Int?
        public var lastYear: Int?

        public init() {}
    }

    public var identifier = ""
    public var source = End()
    public var destination = End()
    /// In U.S. dollars.
    public var dollars: Amount
    /// As given, with its currency; nil where the sheet has none.
    public var original: Amount?
    public var currency = ""
    public var status = Status.unknown
    public var day: Day?
    public var budgetYear: Int?
    /// The response plan or appeal: its code and name.
    public var plan = CodedName()
    public var sectors: [String] = []
    /// `financial` or `in kind`.
    public var contribution = ""
    /// `Standard`, `Parked`, `Pass through`, `Carryover`.
    public var kind = ""
    /// `incoming`, `outgoing`, `internal`.
    public var boundary = ""
    /// A share of this flow also lies across the boundary.
    public var isShared = false
    public var description = ""

    public init(dollars: Amount) { self.dollars = dollars }
}
