/// An organisation as a humanitarian sheet names it, before anyone resolves it.
public struct NamedOrganisation: Hashable, Sendable {
    /// What it does in the row's activity; raw values are stored.
    public enum Role: Int, Sendable, CaseIterable {
        /// The sheet only says that it is there.
        case present = 0
        case reporting = 1
        case programming = 2
        case implementing = 3
        case funding = 4
    }

    public var role: Role
    public var name = ""
    public var acronym = ""
    public var code = ""
    /// As published: `INGO`, `United Nations`.
    public var type = ""

    public init(role: Role) { self.role = role }

    /// What it is called, at its longest.
    public var label: String { !name.isEmpty ? name : !acronym.isEmpty ? acronym : code }
}

/// A name and a code for the same thing, either possibly empty.
public struct CodedName: Hashable, Sendable {
    public var name: String
    public var code: String

    public init(name: String = "", code: String = "") {
        self.name = name
        self.code = code
    }

    public var isEmpty: Bool { name.isEmpty && code.isEmpty }
}

/// A place as a humanitarian sheet gives it: what is known at each level, p-codes as published.
public struct NamedPlace: Hashable, Sendable {
    public var country = CodedName()
    /// Admin 1 to 5 at 0 to 4; as many as the sheet has columns for.
    public var levels: [CodedName] = []
    /// Village, camp, settlement.
    public var site = CodedName()
    /// Degrees as published, empty where absent.
    public var latitude = ""
    public var longitude = ""

    public init() {}

    public var isEmpty: Bool { country.isEmpty && site.isEmpty && levels.allSatisfy(\.isEmpty) }

    /// The deepest admin level that is named: 0 for the country, nil for no place.
    public var depth: Int? { levels.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? (country.isEmpty ? nil : 0) }
}

/// The time that a row speaks of.
public struct NamedPeriod: Hashable, Sendable {
    public var first: Day?
    public var last: Day?
    /// What the sheet says, such as `January`, where no day can be made of it.
    public var text = ""

    public init() {}
}

/// Who does what where, as one row of a 3W, 4W or 5W sheet.
public struct Presence: Hashable, Sendable {
    /// At least one.
    public var organisations: [NamedOrganisation]
    public var sectors: [CodedName]
    public var subsectors: [CodedName]
    public var activity: CodedName
    public var place: NamedPlace
    public var period: NamedPeriod
    /// As published: `Finalizada`, `Ongoing`.
    public var status: String

    public init(
        organisations: [NamedOrganisation], sectors: [CodedName], subsectors: [CodedName], activity: CodedName, place: NamedPlace,
        period: NamedPeriod, status: String
    ) {
        self.organisations = organisations
        self.sectors = sectors
        self.subsectors = subsectors
        self.activity = activity
        self.place = place
        self.period = period
        self.status = status
    }
}

/// A number of people, or of households, and what it counts.
///
/// Rule 17: never added across organisations, themes or months; need, target and reach stay apart, totals and their breakdowns too.
public struct PeopleFigure: Hashable, Sendable {
    /// Raw values are stored.
    public enum Measure: Int, Sendable, CaseIterable {
        case population = 1
        case affected = 2
        case inNeed = 3
        case targeted = 4
        case reached = 5
    }

    /// Raw values are stored.
    public enum Group: Int, Sendable, CaseIterable {
        case all = 0
        case displaced = 1
        case returnees = 2
        case refugees = 3
        case hosts = 4
    }

    public var measure: Measure
    public var group: Group
    public var isHouseholds: Bool
    /// Further attributes of the column in alphabetical order, such as `children`, `f`; empty for a total.
    public var breakdown: [String]
    public var count: Int

    public init(measure: Measure, group: Group, isHouseholds: Bool, breakdown: [String], count: Int) {
        self.measure = measure
        self.group = group
        self.isHouseholds = isHouseholds
        self.breakdown = breakdown
        self.count = count
    }
}
