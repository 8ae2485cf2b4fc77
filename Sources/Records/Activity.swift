/// Text in one language; `language` is the ISO 639-1 code, empty when the publisher gives none and the file no default.
public struct LocalText: Hashable, Sendable {
    public var language: String
    public var text: String
    public init(language: String, text: String) {
        self.language = language
        self.text = text
    }
}

/// An organisation as a publisher names it: reference, name, kind. Not yet resolved to anyone.
public struct OrganisationReference: Hashable, Sendable {
    public var ref: String
    public var names: [LocalText]
    /// IATI OrganisationType code, empty when absent.
    public var type: String
    /// The other end of the money, as `provider-activity-id`, `receiver-activity-id` or `participating-org/@activity-id`.
    public var activityIdentifier: String
    public init(ref: String = "", names: [LocalText] = [], type: String = "", activityIdentifier: String = "") {
        self.ref = ref
        self.names = names
        self.type = type
        self.activityIdentifier = activityIdentifier
    }
    public var name: String { names.first?.text ?? "" }
}

/// IATI OrganisationRole: 1 funding, 2 accountable, 3 extending, 4 implementing. 1.x words are mapped.
public enum OrganisationRole: String, Sendable, CaseIterable {
    case funding = "1"
    case accountable = "2"
    case extending = "3"
    case implementing = "4"
    case unknown = ""
}

public struct Participant: Hashable, Sendable {
    public var organisation: OrganisationReference
    public var role: OrganisationRole
    /// CRS channel code, empty when absent.
    public var channel: String
    public init(organisation: OrganisationReference, role: OrganisationRole, channel: String = "") {
        self.organisation = organisation
        self.role = role
        self.channel = channel
    }
}

/// A code with its vocabulary and, where given, a share in per cent.
///
/// `share` is in units of 10^-15 per cent, nil when absent, negative or unreadable (`share(of:)` decides what that means).
public struct WeightedCode: Hashable, Sendable {
    public var code: String
    /// As published, with 1.x words mapped to 2.x numbers; empty when absent.
    public var vocabulary: String
    public var share: Int128?
    /// True for a recipient region, false for a country or a sector.
    public var isRegion: Bool
    public var name: String
    public init(code: String, vocabulary: String = "", share: Int128? = nil, isRegion: Bool = false, name: String = "") {
        self.code = code
        self.vocabulary = vocabulary
        self.share = share
        self.isRegion = isRegion
        self.name = name
    }
}

/// A marker, tag or scope: code, vocabulary, and significance where the standard has one.
public struct Classification: Hashable, Sendable {
    public var code: String
    public var vocabulary: String
    public var detail: String
    public var name: String
    public init(code: String, vocabulary: String = "", detail: String = "", name: String = "") {
        self.code = code
        self.vocabulary = vocabulary
        self.detail = detail
        self.name = name
    }
}

/// IATI ActivityDateType: 1 planned start, 2 actual start, 3 planned end, 4 actual end.
public struct ActivityDates: Hashable, Sendable {
    public var plannedStart: Day?
    public var actualStart: Day?
    public var plannedEnd: Day?
    public var actualEnd: Day?
    public init() {}
    public var start: Day? { actualStart ?? plannedStart }
    public var end: Day? { actualEnd ?? plannedEnd }
}

public struct Coordinates: Hashable, Sendable {
    public var latitude: Double
    public var longitude: Double
    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }
}

/// A place as published. 1.x `coordinates` and `administrative` are read into the same fields.
public struct Location: Hashable, Sendable {
    public var ref = ""
    public var names: [LocalText] = []
    public var descriptions: [LocalText] = []
    public var activityDescriptions: [LocalText] = []
    public var point: Coordinates?
    /// GeographicExactness (1 exact, 2 approximate), or the 1.x precision code.
    public var exactness = ""
    public var reach = ""
    public var locationClass = ""
    public var featureDesignation = ""
    /// Gazetteer codes: `location-id` of 2.x, `gazetteer-entry` of 1.x.
    public var identifiers: [Classification] = []
    /// Administrative areas: `detail` is the level. 1.x adm1 and adm2 names stand here as codes of `nameVocabulary`.
    public var administrative: [Classification] = []
    /// Country given with an administrative element, else empty.
    public var country = ""
    /// Share of the activity's money in 1.x, as published.
    public var percentage = ""
    public var line = 0
    public init() {}

    public static let nameVocabulary = "name"
}

/// A value with its currency and date, as read by rules 2 to 4.
public struct Money: Hashable, Sendable {
    /// Nil when the published number is unreadable or out of range; a problem says so.
    public var amount: Amount?
    /// Three letters A-Z, `XXX` when unknown.
    public var currency: String
    public var valueDate: Day?
    public init(amount: Amount?, currency: String, valueDate: Day? = nil) {
        self.amount = amount
        self.currency = currency
        self.valueDate = valueDate
    }
}

/// A transaction with all its parts. Empty strings mean absent; the activity's defaults are not filled in here.
public struct Transaction: Hashable, Sendable {
    public var ref = ""
    public var humanitarian: Bool?
    /// 2.x TransactionType code; 1.x letters are mapped; as published when unknown.
    public var type = ""
    /// By rule 4, nil when unknown.
    public var date: Day?
    public var money = Money(amount: nil, currency: "XXX")
    public var descriptions: [LocalText] = []
    public var provider: OrganisationReference?
    public var receiver: OrganisationReference?
    public var disbursementChannel = ""
    public var sectors: [WeightedCode] = []
    public var recipients: [WeightedCode] = []
    public var flowType = ""
    public var financeType = ""
    public var aidTypes: [Classification] = []
    public var tiedStatus = ""
    /// Nil for what was published as IATI.
    public var part: MoneyPart?
    public var line = 0
    public init() {}
}

public struct Budget: Hashable, Sendable {
    /// BudgetType: 1 original, 2 revised.
    public var type = ""
    /// BudgetStatus: 1 indicative, 2 committed.
    public var status = ""
    public var start: Day?
    public var end: Day?
    public var money = Money(amount: nil, currency: "XXX")
    /// Nil for what was published as IATI.
    public var part: MoneyPart?
    public var line = 0
    public init() {}
}

public struct PlannedDisbursement: Hashable, Sendable {
    public var type = ""
    public var start: Day?
    public var end: Day?
    public var money = Money(amount: nil, currency: "XXX")
    public var provider: OrganisationReference?
    public var receiver: OrganisationReference?
    public var line = 0
    public init() {}
}

/// A baseline, target or actual. `value` is as published: results are not always numbers.
public struct Measurement: Hashable, Sendable {
    public var value = ""
    public var year = ""
    public var day: Day?
    public var comments: [LocalText] = []
    /// Location refs this value is for.
    public var locations: [String] = []
    /// Disaggregation: name and value, e.g. sex = female.
    public var dimensions: [Dimension] = []
    public var documents: [DocumentLink] = []
    public var line = 0
    public struct Dimension: Hashable, Sendable {
        public var name: String
        public var value: String
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }
    public init() {}
}

public struct IndicatorPeriod: Hashable, Sendable {
    public var start: Day?
    public var end: Day?
    public var targets: [Measurement] = []
    public var actuals: [Measurement] = []
    public init() {}
}

public struct Indicator: Hashable, Sendable {
    public var titles: [LocalText] = []
    public var descriptions: [LocalText] = []
    /// IndicatorMeasure: 1 unit, 2 percentage, 3 nominal, 4 ordinal, 5 qualitative.
    public var measure = ""
    public var ascending: Bool?
    public var aggregable: Bool?
    public var references: [Classification] = []
    public var baselines: [Measurement] = []
    public var periods: [IndicatorPeriod] = []
    public var documents: [DocumentLink] = []
    public init() {}
}

public struct ActivityResult: Hashable, Sendable {
    /// ResultType: 1 output, 2 outcome, 3 impact, 9 other.
    public var type = ""
    public var aggregable: Bool?
    public var titles: [LocalText] = []
    public var descriptions: [LocalText] = []
    public var references: [Classification] = []
    public var indicators: [Indicator] = []
    public var documents: [DocumentLink] = []
    public init() {}
}

/// RelatedActivityType: 1 parent, 2 child, 3 sibling, 4 co-funded, 5 third party.
public struct RelatedActivity: Hashable, Sendable {
    public var identifier: String
    public var type: String
    public init(identifier: String, type: String) {
        self.identifier = identifier
        self.type = type
    }
}

public struct DocumentLink: Hashable, Sendable {
    public var url = ""
    public var format = ""
    public var titles: [LocalText] = []
    public var descriptions: [LocalText] = []
    public var categories: [String] = []
    public var languages: [String] = []
    public var day: Day?
    public init() {}
}

/// A condition attached to the money. Type: 1 policy, 2 performance, 3 fiduciary.
public struct Condition: Hashable, Sendable {
    public var type = ""
    public var texts: [LocalText] = []
    public init() {}
}

/// A value of the publisher's own system that has no place in the standard, or one of another name.
public struct LegacyDatum: Hashable, Sendable {
    public var name: String
    public var value: String
    /// The IATI element that means the same, empty when none is named.
    public var equivalent: String
    public init(name: String, value: String, equivalent: String = "") {
        self.name = name
        self.value = value
        self.equivalent = equivalent
    }
}

/// Personal data: shown by no export and no log; kept so that the store's owner can answer the telephone.
public struct Contact: Hashable, Sendable {
    public var type = ""
    public var organisation = ""
    public var department = ""
    public var person = ""
    public var jobTitle = ""
    public var telephone = ""
    public var email = ""
    public var website = ""
    public var address = ""
    public init() {}
}

public struct Description: Hashable, Sendable {
    /// DescriptionType: 1 general, 2 objectives, 3 target groups, 4 other.
    public var type = ""
    public var texts: [LocalText] = []
    public init() {}
}

public struct OtherIdentifier: Hashable, Sendable {
    public var identifier: String
    public var type: String
    public var owner: OrganisationReference?
    public init(identifier: String, type: String, owner: OrganisationReference? = nil) {
        self.identifier = identifier
        self.type = type
        self.owner = owner
    }
}

/// One IATI activity as published, 1.01 to 2.03 alike: 1.x words stand as 2.x codes, nothing is resolved, nothing is summed.
public struct Activity: Hashable, Sendable {
    /// First `iati-identifier`, white space folded; empty when there is none.
    public var identifier = ""
    public var otherIdentifiers: [OtherIdentifier] = []
    public var reporter = OrganisationReference()
    public var isSecondaryReporter = false
    /// First 19 characters of `last-updated-datetime`, empty when absent.
    public var lastUpdated = ""
    public var defaultCurrency = ""
    public var defaultLanguage = ""
    public var hierarchy = ""
    public var humanitarian: Bool?
    public var budgetNotProvided = ""
    public var titles: [LocalText] = []
    public var descriptions: [Description] = []
    public var participants: [Participant] = []
    public var dates = ActivityDates()
    /// ActivityStatus code, 1.x words mapped.
    public var status = ""
    public var scope = ""
    public var contacts: [Contact] = []
    public var recipients: [WeightedCode] = []
    public var locations: [Location] = []
    public var sectors: [WeightedCode] = []
    public var tags: [Classification] = []
    /// `detail` is the significance.
    public var policyMarkers: [Classification] = []
    /// `detail` is the type: 1 emergency, 2 appeal.
    public var humanitarianScopes: [Classification] = []
    public var collaborationType = ""
    public var defaultFlowType = ""
    public var defaultFinanceType = ""
    public var defaultAidTypes: [Classification] = []
    public var defaultTiedStatus = ""
    public var capitalSpend = ""
    /// Lines of the recipient's budget: BudgetIdentifier codes; `name` is their description.
    public var countryBudgetItems: [WeightedCode] = []
    public var budgets: [Budget] = []
    public var plannedDisbursements: [PlannedDisbursement] = []
    public var transactions: [Transaction] = []
    /// There are results, whether they were read or not.
    public var hasResults = false
    public var results: [ActivityResult] = []
    public var relatedActivities: [RelatedActivity] = []
    public var documents: [DocumentLink] = []
    /// Whether conditions are attached to the money; nil when the publisher does not say.
    public var hasConditions: Bool?
    public var conditions: [Condition] = []
    /// `activity-website` of 1.x.
    public var websites: [String] = []
    public var linkedData = ""
    public var creditorReport: CreditorReport?
    public var forwardSpending: ForwardSpending?
    public var legacyData: [LegacyDatum] = []
    public var line = 0
    public init() {}
}

extension Activity {
    /// Marked humanitarian, as a whole, by its scope, or in any of its transactions.
    public var isHumanitarian: Bool {
        (humanitarian ?? !humanitarianScopes.isEmpty) || transactions.contains { $0.humanitarian == true }
    }
}
