import Records

/// The columns of a fact: one transaction's or budget's share to one country, sector and place.
///
/// Everything but `activity`, `entry`, days and enumerations is a term number. Raw values are stored.
public enum FactColumn: Int, CaseIterable, Sendable {
    /// Position of the activity in its block.
    case activity = 0
    /// Position of the transaction in its activity; budgets are counted on their own.
    case entry = 1
    case flow = 2
    case currency = 3
    /// `PackedDay` of the transaction, 0 when unknown.
    case day = 4
    /// `PackedMonth` of the day that decides the exchange rate, 0 when unknown.
    case rateMonth = 5
    case country = 6
    /// The country under `--borders now`.
    case countryNow = 7
    case sector = 8
    case place = 9
    case reporterRef = 10
    case reporter = 11
    case funder = 12
    case implementer = 13
    case finance = 14
    case aidType = 15
    case assistance = 16
    /// Bit set of `CountingRule`s under which the fact counts.
    case rules = 17

    public static let count = allCases.count
    /// Columns that hold term numbers.
    static let terms: [FactColumn] = [
        .currency, .country, .countryNow, .sector, .place, .reporterRef, .reporter, .funder, .implementer, .finance, .aidType, .assistance,
    ]
}

/// The columns of a roll-up: a fact's without `activity` and `entry`, and with the audience. Raw values are stored.
public enum RollupColumn: Int, CaseIterable, Sendable {
    case audience = 0
    case flow = 1
    case currency = 2
    case day = 3
    case rateMonth = 4
    case country = 5
    case countryNow = 6
    case sector = 7
    case place = 8
    case reporterRef = 9
    case reporter = 10
    case funder = 11
    case implementer = 12
    case finance = 13
    case aidType = 14
    case assistance = 15
    case rules = 16

    public static let count = allCases.count

    /// Where a fact's `flow` stands, the first column that both have.
    static let firstShared = FactColumn.flow.rawValue
}

/// How a total counts (rule 12). Raw values are bits, and stored.
public enum CountingRule: Int32, CaseIterable, Sendable {
    case reporter = 1
    case funder = 2
    case implementer = 4
    case net = 8

    public var name: String {
        switch self {
        case .reporter: "reporter"
        case .funder: "funder"
        case .implementer: "implementer"
        case .net: "net"
        }
    }

    public init?(name: String) {
        guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    static let all: Int32 = 15
}

/// A day as roll-ups keep it: month and the part of it, so that every party's fiscal year falls on the first day of a part.
///
/// Ethiopia's years begin on the 8th of a month, Nepal's on the 16th, Afghanistan's on the 20th, 21st or 22nd.
public enum PackedDay {
    public static let unknown: Int32 = 0

    public static func pack(_ day: Day?) -> Int32 {
        guard let day else { return unknown }
        return PackedMonth.pack(day) * parts + part(day.day) + first
    }

    public static func pack(year: Int, month: Int, day: Int) -> Int32 { pack(Day(year: year, month: month, day: day)) }

    /// First days of the parts of a month.
    public static let firstDays = [1, 8, 16, 20, 21, 22]
    private static let parts = Int32(firstDays.count)

    private static func part(_ day: Int) -> Int32 { Int32(firstDays.lastIndex { $0 <= day } ?? 0) }

    /// The first day of the year, `unknown` when it is unknown: even the year 0 stays apart from that.
    static func startOfYear(_ packed: Int32) -> Int32 { packed == unknown ? unknown : Int32(year(packed)) * 12 * parts + 1 }

    /// Days are counted from here, so that the year 0000 is not `unknown`.
    private static let first: Int32 = 1

    public static func year(_ packed: Int32) -> Int { Int((packed - first) / (12 * parts)) }
    public static func month(_ packed: Int32) -> Int32 { (packed - first) / parts }

    /// The first day of the part of the month that is packed.
    public static func representative(_ packed: Int32) -> Day {
        let month = month(packed)
        return Day(year: Int(month / 12), month: Int(month % 12) + 1, day: firstDays[Int((packed - first) % parts)])
    }
}

/// Year and month in one number; a month that does not exist counts as the nearest that does.
public enum PackedMonth {
    public static let unknown: Int32 = 0

    public static func pack(_ day: Day?) -> Int32 {
        guard let day else { return unknown }
        return Int32(day.year * 12 + min(12, max(1, day.month)) - 1)
    }

    public static func year(_ packed: Int32) -> Int { Int(packed / 12) }
}
