import Records

/// Everything a brief says about one country or a region, computed for one reader: values only, ready to be drawn.
///
/// All money is `currency` at current prices unless a field says otherwise; every block names its counting rule.
public struct CountryPicture: Sendable {
    public var countries: [NamedCode] = []
    /// Last day the figures can know of: the day the brief was made.
    public var madeOn = Day(year: 1970, month: 1, day: 1)
    /// Day by which work is called current or ended: the day the brief was made, or the end of the last year with reported spend.
    public var asOf = Day(year: 1970, month: 1, day: 1)
    /// The reader's party or agency, empty for the store's owner.
    public var reader = ""
    /// True when the store holds records about these countries that this reader may not see.
    public var isWithheld = false
    public var currency = "USD"
    public var headlines: [Headline] = []
    public var firstYear = 0
    public var lastYear = 0
    /// Spend under `net` by funder party: calendar years, and the party's own fiscal years.
    public var parties: [PartyMoney] = []
    public var heat: HeatMap = HeatMap()
    public var streams: [Stream] = []
    public var map = PlaceMap()
    public var timeline: [TimelineActivity] = []
    public var milestones: [Milestone] = []
    /// Activities that ended or end within a year, with no later one by anyone for the same theme and place.
    public var ending: [TimelineActivity] = []
    /// How many there are; `ending` lists the largest.
    public var endingCount = 0
    public var largest: [TimelineActivity] = []
    public var people: [PeopleReached] = []
    /// By country and then place, as many organisations first.
    public var presence: [PlacePresence] = []
    public var situation = Situation()
    public var context: [ContextLedger.Series] = []
    /// What the host governments ask for.
    public var priorities: [PriorityRow] = []
    /// What partners wrote into workbooks, by party, partners first, and kind; never added to the money above.
    public var contributions: [PartnerContribution] = []
    /// Money per country and party, for a region of several countries.
    public var region: [RegionRow] = []
    public var sources: [SourceQuality] = []
    public var notConverted: [UnconvertedMoney] = []
    public var unresolved: [UnresolvedOrganisation] = []
    public init() {}
}

/// A code with its English and Japanese name; the Japanese one falls back to English.
public struct NamedCode: Hashable, Sendable {
    public var code: String
    public var english: String
    public var japanese: String
    public init(code: String, english: String, japanese: String = "") {
        self.code = code
        self.english = english
        self.japanese = japanese.isEmpty ? english : japanese
    }
}

public struct Headline: Sendable {
    public enum Kind: String, Sendable {
        case spend, commitments, spendAsPublished, activities, activeNow, organisations, peopleReached
    }
    public var kind: Kind
    /// Nil for counts.
    public var amount: Amount?
    public var count: Int
    /// `net`, `reporter`, ... ; empty for counts.
    public var rule: String
    public init(kind: Kind, amount: Amount? = nil, count: Int = 0, rule: String = "") {
        self.kind = kind
        self.amount = amount
        self.count = count
        self.rule = rule
    }
}

public struct PartyMoney: Sendable {
    public var party: NamedCode
    public var total = Amount.zero
    public var commitments = Amount.zero
    public var grants = Amount.zero
    public var loans = Amount.zero
    /// Neither grant nor loan, or not said.
    public var otherFinance = Amount.zero
    public var byYear: [YearMoney] = []
    /// `Oct-Sep, named by its end` and the like; empty when it is the calendar year.
    public var fiscalYearLabel = NamedCode(code: "calendar", english: "calendar year", japanese: "暦年")
    public var byFiscalYear: [YearMoney] = []
    /// Rule 13: whether any security assistance of this party was reported here.
    public var securityReported = false
    public var security = Amount.zero
    /// A partner workbook has security assistance of this party here, which is not part of `security`.
    public var securityInWorkbook = false
    public var activities = 0
    /// A party at the table of this brief (the allies), as against "the others' part".
    public var isPartner = false
    public init(party: NamedCode) { self.party = party }
}

public struct YearMoney: Sendable {
    /// Four digits or `unknown`.
    public var year: String
    public var grants: Amount
    public var loans: Amount
    public var other: Amount
    public init(year: String, grants: Amount, loans: Amount, other: Amount) {
        self.year = year
        self.grants = grants
        self.loans = loans
        self.other = other
    }
    public var total: Amount { grants + loans + other }
}

/// Spend by party or agency (rows) and theme (columns); a missing cell is nothing reported.
public struct HeatMap: Sendable {
    public struct Row: Sendable {
        public var party: NamedCode
        /// Empty code for the party's whole row.
        public var agency: NamedCode
        /// Parallel to `themes`; nil where nothing is reported.
        public var cells: [Amount?]
        public init(party: NamedCode, agency: NamedCode, cells: [Amount?]) {
            self.party = party
            self.agency = agency
            self.cells = cells
        }
    }
    public var themes: [NamedCode] = []
    public var rows: [Row] = []
    public init() {}
}

/// One band of the Sankey diagram: who funds whom to do what.
public struct Stream: Sendable {
    public var funder: NamedCode
    public var implementer: NamedCode
    public var theme: NamedCode
    public var amount: Amount
    public init(funder: NamedCode, implementer: NamedCode, theme: NamedCode, amount: Amount) {
        self.funder = funder
        self.implementer = implementer
        self.theme = theme
        self.amount = amount
    }
}

public struct PlaceMap: Sendable {
    public struct Place: Sendable {
        public var place: NamedCode
        public var country: String
        public var amount = Amount.zero
        /// Spend by party, largest first.
        public var byParty: [(party: NamedCode, amount: Amount)] = []
        public var activities = 0
        public init(place: NamedCode, country: String) {
            self.place = place
            self.country = country
        }
    }
    public struct Point: Sendable {
        public var latitude: Double
        public var longitude: Double
        public var title: String
        public var identifier: String
        public var party: String
        public init(latitude: Double, longitude: Double, title: String, identifier: String, party: String) {
            self.latitude = latitude
            self.longitude = longitude
            self.title = title
            self.identifier = identifier
            self.party = party
        }
    }
    /// Every admin 1 place of the countries, those without money included.
    public var places: [Place] = []
    /// Of the largest activities, as many as can be told apart on a map.
    public var points: [Point] = []
    /// Of all activities.
    public var pointCount = 0
    /// Money of activities that name no place, or none that could be found.
    public var unplaced = Amount.zero
    public var unplacedActivities = 0
    /// Names that were published and not found, most frequent first.
    public var unknownNames: [(name: String, count: Int)] = []
    /// GeoJSON FeatureCollection, one feature a place, `properties.code` and `properties.name`; empty when there is no map.
    public var boundaries = ""
    public init() {}
}

public struct TimelineActivity: Sendable {
    public var identifier: String
    public var title: String
    public var titleJapanese = ""
    public var party: NamedCode
    public var agency: NamedCode
    public var theme: NamedCode
    public var places: [NamedCode] = []
    public var start: Day?
    public var end: Day?
    /// The end is planned, not reported.
    public var endIsPlanned = false
    public var status = ""
    public var spend = Amount.zero
    public var commitments = Amount.zero
    /// File name and line of the record the figures come from.
    public var source = ""
    public init(identifier: String, title: String, party: NamedCode, agency: NamedCode, theme: NamedCode) {
        self.identifier = identifier
        self.title = title
        self.party = party
        self.agency = agency
        self.theme = theme
    }
}

public struct Milestone: Sendable {
    public var country: String
    public var day: Day
    public var title: NamedCode
    public var source: String
    public init(country: String, day: Day, title: NamedCode, source: String) {
        self.country = country
        self.day = day
        self.title = title
        self.source = source
    }
}

/// People as published, by rule 17: never added across organisations, themes or months; a range from maximum to sum.
public struct PeopleReached: Sendable {
    public var place: NamedCode
    public var theme: NamedCode
    public var organisation: NamedCode
    public var indicator: String
    public var period: String
    public var maximum: Int
    public var sum: Int
    public var identifier: String
    public init(
        place: NamedCode, theme: NamedCode, organisation: NamedCode, indicator: String, period: String, maximum: Int, sum: Int,
        identifier: String
    ) {
        self.place = place
        self.theme = theme
        self.organisation = organisation
        self.indicator = indicator
        self.period = period
        self.maximum = maximum
        self.sum = sum
        self.identifier = identifier
    }
}

public struct RegionRow: Sendable {
    public var country: NamedCode
    public var byParty: [(party: NamedCode, amount: Amount)] = []
    public var total = Amount.zero
    public var activities = 0
    public init(country: NamedCode) { self.country = country }
}

/// What one party does of one kind that no data feed carries, as partners wrote it into workbooks.
public struct PartnerContribution: Sendable {
    public var party: NamedCode
    public var kind: NamedCode
    public var sums: ContributionTotals.Row
    /// Of those on the day by which the brief calls work current.
    public var underWay: ContributionTotals.Row
    public init(party: NamedCode, kind: NamedCode, sums: ContributionTotals.Row, underWay: ContributionTotals.Row) {
        self.party = party
        self.kind = kind
        self.sums = sums
        self.underWay = underWay
    }
}

/// How many organisations 3W sheets say are at work in a place, or in a whole country where `place` is the country.
public struct PlacePresence: Sendable {
    public var place: NamedCode
    public var isWholeCountry: Bool
    public var organisations: Int
    /// Most organisations first.
    public var themes: [(theme: NamedCode, organisations: Int)]
    public init(place: NamedCode, isWholeCountry: Bool, organisations: Int, themes: [(theme: NamedCode, organisations: Int)]) {
        self.place = place
        self.isWholeCountry = isWholeCountry
        self.organisations = organisations
        self.themes = themes
    }
}

public struct SourceQuality: Sendable {
    public var publisher: String
    public var file: String
    public var format: String
    /// Latest `last-updated-datetime` or `generated-datetime` in it, of a sheet the newest day that it speaks of; empty when unknown.
    public var published: String
    public var lastRead: String
    public var records: Int
    public var problems: Int
    public var licence: String
    public var handling: String
    /// Not read again when its schedule asked for it.
    public var isStale: Bool
    public init(
        publisher: String, file: String, format: String, published: String, lastRead: String, records: Int, problems: Int, licence: String,
        handling: String, isStale: Bool = false
    ) {
        self.publisher = publisher
        self.file = file
        self.format = format
        self.published = published
        self.lastRead = lastRead
        self.records = records
        self.problems = problems
        self.licence = licence
        self.handling = handling
        self.isStale = isStale
    }
}

public struct UnconvertedMoney: Sendable {
    public var currency: String
    public var amount: Amount
    public init(currency: String, amount: Amount) {
        self.currency = currency
        self.amount = amount
    }
}

public struct UnresolvedOrganisation: Sendable {
    public var ref: String
    public var name: String
    public var amount: Amount
    public var activities: Int
    public init(ref: String, name: String, amount: Amount, activities: Int) {
        self.ref = ref
        self.name = name
        self.amount = amount
        self.activities = activities
    }
}
