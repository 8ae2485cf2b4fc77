import Records

/// A place of the gazetteer: admin 1, admin 2, a town or site, or a division that is no more.
struct Place: Sendable {
    /// In the order in which a name goes to one of them.
    enum Level: Int, Sendable, Comparable {
        case admin1 = 1
        case admin2
        case locality
        /// A state, province or region of the past, known by what it is now.
        case former

        static func < (one: Level, other: Level) -> Bool { one.rawValue < other.rawValue }
    }

    /// ISO 3166-2 or p-code; of a locality, empty.
    var code: String
    var country: String
    var level: Level
    var name: String
    var names: [String] = []
    /// Admin 1 codes: of an admin 1 place its own, of a former division every present one it covered.
    var admin1: [String]
    /// Of an admin 2 place its own, of a locality the one it lies in, where known.
    var admin2 = ""
    /// Further codes: p-code, ISO 3166-2 of the past, HASC.
    var codes: [String] = []
}

/// Places and boundaries that somebody imported beside those that ship.
public struct PlaceAdditions: Sendable {
    public struct Entry: Sendable {
        public var country: String
        /// 1 or 2.
        public var level: Int
        public var code: String
        public var name: String
        public var names: [String]
        public var codes: [String]
        /// Admin 1 code that the place is or lies in.
        public var admin1: String

        public init(country: String, level: Int, code: String, name: String, names: [String] = [], codes: [String] = [], admin1: String) {
            self.country = country
            self.level = level
            self.code = code
            self.name = name
            self.names = names
            self.codes = codes
            self.admin1 = admin1
        }
    }

    /// The areas that one file gives for one level of one country.
    public struct Boundary: Sendable {
        public var country: String
        /// 0, 1 or 2.
        public var level: Int
        public var areas: [(code: String, wellKnown: [UInt8])]

        public init(country: String, level: Int, areas: [(code: String, wellKnown: [UInt8])]) {
            self.country = country
            self.level = level
            self.areas = areas
        }
    }

    public var entries: [Entry] = []
    public var boundaries: [Boundary] = []
    public init() {}
}
