import Records

/// Where a published place was found to be, and what that rests on.
public struct Placement: Hashable, Sendable {
    /// What decided.
    public enum Basis: String, Sendable {
        case code
        /// The point lies inside.
        case point
        case name
        /// The point lies just outside, or just across a border of the place that was named.
        case near
        case none
    }

    public enum Confidence: String, Sendable {
        /// A code, a name letter by letter, a point inside.
        case certain
        /// Another spelling, a point nearby, a division that was larger at the time.
        case likely
        /// What was published contradicts itself, or had to be put right.
        case doubtful
        case none
    }

    /// Why a place, or part of what was published about it, was not used.
    public enum Issue: Hashable, Sendable {
        /// Neither country, nor code, nor point tells the country.
        case countryUnknown
        case codeUnknown(String)
        /// A code of another country.
        case codeElsewhere(String)
        /// Codes of different places.
        case codesDisagree
        case nameUnknown(String)
        /// The name, and the admin 1 places it may mean, at most five.
        case nameAmbiguous(String, [String])
        /// Latitude and longitude 0.
        case pointZero
        /// The country that the point is in, empty when it is in none.
        case pointElsewhere(String)
        /// Latitude and longitude were exchanged; used the other way round.
        case pointSwapped
        /// Codes or names say one place and the point another, further off than the tolerance; or two names do.
        case disagreement
    }

    /// The country whose areas the place was looked for in; empty when unknown.
    public var country = ""
    /// ISO 3166-2, or a code of Concord's own; `XX-ABYEI` for Abyei. Empty when it was not found.
    public var admin1 = ""
    /// The p-code; empty when it was not found, or is not known. Never shown where places are coarsened to admin 1.
    public var admin2 = ""
    /// The point to draw: as published, or with latitude and longitude exchanged. Nil when it cannot be right.
    public var point: Coordinates?
    public var basis = Basis.none
    public var confidence = Confidence.none
    public var issues: [Issue] = []

    public init() {}

    public var isPlaced: Bool { !admin1.isEmpty }

    /// The point that was published cannot be right: at 0,0, in another country, or exchanged.
    public var hasWrongPoint: Bool {
        issues.contains { if case .pointElsewhere = $0 { true } else { $0 == .pointZero || $0 == .pointSwapped } }
    }

    /// The same place known only to admin 1, for readers who may see no more (rule 16).
    public var coarsened: Placement {
        var made = self
        made.admin2 = ""
        made.point = nil
        return made
    }
}
