/// Something a party does that no data feed carries, as a partner wrote it into a workbook: troops, an envoy, a guarantee, training.
public struct Contribution: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case securityAssistance = "security-assistance"
        case envoy, witness, troops, police, trainers, mediation
        case assessedContribution = "assessed-contribution"
        case inKind = "in-kind"
        case other
    }

    /// Whether it goes through the budget of the host government.
    public enum Budget: String, CaseIterable, Sendable {
        case onBudget = "on-budget"
        case offBudget = "off-budget"
    }

    public enum Status: String, CaseIterable, Sendable {
        case planned
        case underWay = "under-way"
        case completed, suspended, cancelled
    }
    public var line: Int
    /// The partner's own, empty when not given.
    public var reference: String
    public var kind: Kind
    /// Code in the register.
    public var party: String
    /// Likewise; empty when only the party is named.
    public var organisation: String
    public var title: String
    /// ISO 3166-1 alpha-2.
    public var country: String
    public var recipient = ""
    /// Code of a first-level division, empty for the whole country.
    public var place = ""
    public var theme = ""
    public var start: IndicatorDate?
    public var end: IndicatorDate?
    /// With its unit.
    public var quantity: Amount?
    public var unit = ""
    /// With its currency.
    public var amount: Amount?
    public var currency = ""
    public var budget: Budget?
    /// The host's own code in its budget.
    public var budgetCode = ""
    public var status: Status?
    /// Title or address of what was published of it.
    public var document = ""
    public var note = ""

    public init(line: Int, reference: String, kind: Kind, party: String, organisation: String, title: String, country: String) {
        self.line = line
        self.reference = reference
        self.kind = kind
        self.party = party
        self.organisation = organisation
        self.title = title
        self.country = country
    }
}
