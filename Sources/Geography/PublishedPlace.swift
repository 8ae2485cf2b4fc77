import Records

/// A place in the words of whoever published it.
public struct PublishedPlace: Hashable, Sendable {
    /// ISO 3166-1 alpha-2; empty when it was not said, and then a code or a point must tell.
    public var country: String
    /// Names given for an admin 1 place, in whatever script.
    public var admin1: [String]
    public var admin2: [String]
    /// Names whose level was not said: towns, camps, districts.
    public var names: [String]
    /// p-codes, ISO 3166-2, HASC: at any level.
    public var codes: [String]
    public var point: Coordinates?
    /// When it happened or began. Nil: at any time.
    public var date: Day?

    public init(
        country: String, admin1: [String] = [], admin2: [String] = [], names: [String] = [], codes: [String] = [],
        point: Coordinates? = nil, date: Day? = nil
    ) {
        self.country = country
        self.admin1 = admin1
        self.admin2 = admin2
        self.names = names
        self.codes = codes
        self.point = point
        self.date = date
    }

    /// Whether anything below the country was named.
    public var isBelowCountry: Bool { point != nil || isNamed || Self.says(codes) }

    /// Whether a name was given, of whatever level.
    public var isNamed: Bool { [admin1, admin2, names].contains(where: Self.says) }

    private static func says(_ texts: [String]) -> Bool { texts.contains { !WhiteSpace.trimmed($0).isEmpty } }

    /// What of it is looked at.
    public enum Part: Sendable { case all, point, names }

    /// The same place with nothing but this part of it.
    public func only(_ part: Part) -> PublishedPlace {
        switch part {
        case .all: self
        case .point: PublishedPlace(country: country, point: point, date: date)
        case .names: PublishedPlace(country: country, admin1: admin1, admin2: admin2, names: names, date: date)
        }
    }
}
