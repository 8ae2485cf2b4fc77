import Records

/// What is published of presence, people and violence beside the money, place by place.
///
/// People follow rule 17 and are never added across measures or groups; events are of one dataset, for datasets are never added together.
public struct Situation: Sendable {
    /// What a count of people counts.
    public struct Kind: Hashable, Sendable {
        public var measure: PeopleFigure.Measure
        public var group: PeopleFigure.Group
        public var isHouseholds: Bool
        public init(measure: PeopleFigure.Measure, group: PeopleFigure.Group, isHouseholds: Bool) {
            self.measure = measure
            self.group = group
            self.isHouseholds = isHouseholds
        }
    }

    /// From the largest place to the sum of the places.
    public struct People: Sendable {
        public var maximum: Int
        public var sum: Int
        public init(maximum: Int, sum: Int) {
            self.maximum = maximum
            self.sum = sum
        }
    }

    public struct Violence: Sendable {
        public var dataset: ConflictEvent.Dataset
        /// Four digits.
        public var year: String
        public var events: Int
        public var deaths: ConflictEvent.Deaths
        public init(dataset: ConflictEvent.Dataset, year: String, events: Int, deaths: ConflictEvent.Deaths) {
            self.dataset = dataset
            self.year = year
            self.events = events
            self.deaths = deaths
        }
    }

    /// One dataset month by month.
    public struct Course: Sendable {
        public struct Month: Sendable {
            public var year: Int
            /// 1-12.
            public var month: Int
            public var events: Int
            public var deaths: ConflictEvent.Deaths
            public init(year: Int, month: Int, events: Int, deaths: ConflictEvent.Deaths) {
                self.year = year
                self.month = month
                self.events = events
                self.deaths = deaths
            }
        }
        public var dataset: ConflictEvent.Dataset
        /// The earliest first; months without events are left out.
        public var months: [Month]
        /// Events of which only the year is known: they are in no month.
        public var undated: Int
        public init(dataset: ConflictEvent.Dataset, months: [Month], undated: Int = 0) {
            self.dataset = dataset
            self.months = months
            self.undated = undated
        }
    }

    /// One place, or a whole country; nil is nothing published, not zero.
    public struct Row: Sendable {
        public var place: NamedCode
        public var country: String
        public var isWholeCountry: Bool
        public var spend: Amount?
        public var organisations: Int?
        /// Parallel to `kinds`.
        public var people: [People?] = []
        /// Of the dataset and year of `newest`.
        public var violence: Violence?
        public init(place: NamedCode, country: String, isWholeCountry: Bool) {
            self.place = place
            self.country = country
            self.isWholeCountry = isWholeCountry
        }
    }

    public var kinds: [Kind] = []
    /// The dataset with the latest events, summed over its last year; nil when none is known.
    public var newest: Violence?
    /// Each country and then its places, most money first.
    public var rows: [Row] = []
    /// Every dataset and year, the latest first.
    public var years: [Violence] = []
    /// Every dataset that knows the month of an event.
    public var courses: [Course] = []
    public init() {}

    public var hasPresence: Bool { rows.contains { $0.organisations != nil } }
    public var hasPeople: Bool { !kinds.isEmpty }
    public var hasViolence: Bool { newest != nil }
}
