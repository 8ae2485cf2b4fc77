/// Where a part of a transaction or budget goes, as a table says it that has a row for each part; nothing of it is divided further.
public struct MoneyPart: Hashable, Sendable {
    /// As in totals: `SS`, `region:298`, `unspecified`.
    public var country: String
    /// A sector's code, or `unspecified`.
    public var sector: String
    /// The code of a place below the country, or `unspecified`.
    public var place: String

    public init(country: String, sector: String, place: String) {
        self.country = country
        self.sector = sector
        self.place = place
    }
}
