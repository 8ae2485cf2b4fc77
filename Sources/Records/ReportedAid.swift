/// What a source beside the activities says that a donor gave a country in a year; never added to what activities say.
public struct ReportedAid: Hashable, Sendable {
    /// Who says it. Raw values are stored, as formats of files.
    public enum Source: String, CaseIterable, Sendable {
        /// Tables of the OECD's Creditor Reporting System.
        case crs
        /// Its records, activity by activity.
        case crsMicrodata = "crs-microdata"
        /// What the United States publish of themselves.
        case foreignAssistance = "foreignassistance.gov"
        /// The register that a host government keeps of the aid it receives.
        case aims
    }

    /// Raw values are stored.
    public enum Measure: Int, CaseIterable, Sendable {
        case spent = 1
        case committed = 2
    }

    public struct Body: Hashable, Sendable {
        public var ref: String
        public var name: String

        public init(ref: String = "", name: String) { (self.ref, self.name) = (ref, name) }
    }

    public var line: Int
    /// ISO 3166-1 alpha-3 where the source has one; anything else means nothing.
    public var countryCode = ""
    /// As published.
    public var country: String
    public var donor: Body
    /// The donor itself where no agency is told.
    public var agency: Body
    public var year: Int
    public var measure = Measure.spent
    /// False for what the source itself calls no official development assistance.
    public var isDevelopment = true
    public var currency = "USD"
    public var amount: Amount

    public init(line: Int, country: String, donor: Body, agency: Body? = nil, year: Int, amount: Amount) {
        (self.line, self.country, self.year, self.amount) = (line, country, year, amount)
        (self.donor, self.agency) = (donor, agency ?? donor)
    }
}
