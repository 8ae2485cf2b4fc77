/// One record of an IATI organisation file: what an organisation plans to spend, in all, by recipient and by country.
public struct OrganisationRecord: Hashable, Sendable {
    public var identifier = ""
    public var names: [LocalText] = []
    public var reporter = OrganisationReference()
    public var isSecondaryReporter = false
    public var lastUpdated = ""
    public var defaultCurrency = ""
    public var budgets: [OrganisationBudget] = []
    public var documents: [DocumentLink] = []
    public var line = 0
    public init() {}
}

/// A line of an organisation's forward plan.
public struct OrganisationBudget: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case total = "total-budget"
        case recipientOrganisation = "recipient-org-budget"
        case recipientRegion = "recipient-region-budget"
        case recipientCountry = "recipient-country-budget"
        case totalExpenditure = "total-expenditure"
    }
    public var kind: Kind
    public var status = ""
    public var start: Day?
    public var end: Day?
    public var money = Money(amount: nil, currency: "XXX")
    public var recipient = OrganisationReference()
    /// Country or region code, empty otherwise.
    public var place = ""
    public var line = 0
    public init(kind: Kind) { self.kind = kind }
}
