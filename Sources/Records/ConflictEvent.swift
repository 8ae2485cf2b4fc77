/// One event of organised violence or disorder, as one dataset codes it.
///
/// Datasets count by rules of their own: their events and deaths are never added together. Sources: UCDP GED codebook 23.1, ACLED codebook.
public struct ConflictEvent: Hashable, Sendable {
    /// Raw values are stored.
    public enum Dataset: Int, Sendable, CaseIterable {
        case ucdp = 1
        case acled = 2
        /// ACLED's events counted by month and district, as HDX passes them on.
        case acledMonthly = 3
    }

    /// How well the day is known; raw values are stored.
    public enum DatePrecision: Int, Sendable {
        case day = 1
        case week = 2
        case month = 3
        /// Longer than a month: the month is unknown.
        case year = 4
    }

    /// How well the place is known; raw values are stored.
    public enum PlacePrecision: Int, Sendable {
        case exact = 1
        case near = 2
        case district = 3
        case province = 4
        /// A line, a border, an area without fixed limits.
        case area = 5
        case country = 6
        /// At sea or in the air.
        case outside = 7
    }

    /// Deaths as the dataset estimates them, `low` to `high`; a dataset with one figure gives it three times.
    public struct Deaths: Hashable, Sendable {
        public var low: Int
        public var best: Int
        public var high: Int
        public init(low: Int, best: Int, high: Int) {
            self.low = low
            self.best = best
            self.high = high
        }
    }

    public var dataset: Dataset
    /// The dataset's own identifier; empty for counts.
    public var identifier: String
    /// 1 for an event, any number for a monthly count.
    public var events = 1
    public var first: Day
    public var last: Day
    public var datePrecision: DatePrecision
    /// ISO 3166-1 alpha-2 as the dataset names it, empty when it names none that is known.
    public var country: String
    /// Names of admin 1, admin 2 and the locality, empty where absent.
    public var province: String
    public var district: String
    public var locality: String
    /// P-codes of admin 1 and 2, empty where absent.
    public var placeCodes: [String]
    public var point: Coordinates?
    public var placePrecision: PlacePrecision
    /// As the dataset names it: "state-based", "Battles: Armed clash".
    public var type: String
    /// The sides, first the one that the dataset names first.
    public var actors: [String]
    public var deaths: Deaths
    /// When the dataset last changed the event, as text that orders; empty when unknown.
    public var updated: String

    public init(
        dataset: Dataset, identifier: String, first: Day, last: Day, datePrecision: DatePrecision, country: String, province: String = "",
        district: String = "", locality: String = "", placeCodes: [String] = [], point: Coordinates? = nil,
        placePrecision: PlacePrecision, type: String, actors: [String] = [], deaths: Deaths, updated: String = ""
    ) {
        self.dataset = dataset
        self.identifier = identifier
        self.first = first
        self.last = last
        self.datePrecision = datePrecision
        self.country = country
        self.province = province
        self.district = district
        self.locality = locality
        self.placeCodes = placeCodes
        self.point = point
        self.placePrecision = placePrecision
        self.type = type
        self.actors = actors
        self.deaths = deaths
        self.updated = updated
    }

    /// 1-12, or 0 when only the year is known.
    public var month: Int { datePrecision == .year ? 0 : first.month }
}

extension ConflictEvent.Dataset {
    public var name: String {
        switch self {
        case .ucdp: "UCDP GED"
        case .acled: "ACLED"
        case .acledMonthly: "ACLED monthly counts"
        }
    }

    /// ACLED's terms forbid passing single events on; only counts leave the store (rule 16).
    public var leavesOnlyAsCounts: Bool { self != .ucdp }
}
