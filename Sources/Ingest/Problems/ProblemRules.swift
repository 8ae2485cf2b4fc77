import Records

/// A rule that a published record can break: what docs/problems.md says about it.
public struct ProblemRule: Hashable, Sendable {
    /// Kebab-case name, as it stands in `Problem.rule`.
    public let rule: String
    public let severity: Problem.Severity
    /// One sentence: what is wrong and what becomes of it.
    public let explanation: String
    /// What the publisher should do, as it ends a problem's message.
    public let remedy: String

    public init(_ severity: Problem.Severity, _ rule: String, _ explanation: String, remedy: String) {
        self.rule = rule
        self.severity = severity
        self.explanation = explanation
        self.remedy = remedy
    }
}

/// Every rule that reading IATI files checks; damage to the XML itself has rules of its own.
public enum ProblemRules {
    public static let all: [ProblemRule] =
        numbers + dates + percentages + identities + codes + places + maps + records + tables + events + humanitarian + reported + workbook

    static let numbers = [numberCommas, numberUnreadable, numberOutOfRange, valueMissing, currencyUnknown]
    static let dates = [dateImpossible, dateUnreadable, dateMissing, periodReversed]
    static let percentages = [
        percentagesShort, percentagesRounded, percentagesOver, percentagesPartlyMissing, percentagesMissing, percentagesUnreadable,
    ]
    static let identities = [identifierMissing, identifierRepeated, reporterMissing]
    static let codes = [transactionTypeUnknown, roleUnknown, dateTypeUnknown, pointUnreadable, pointZero]
    static let places = [pointElsewhere, pointSwapped, placeUnknown, placeAmbiguous, placeContradicted]
    static let maps = [placeUnreadable, boundaryUnreadable, boundaryUnknown, boundaryRepeated]
    static let records = [recordIncomplete]
    static let tables = [tableRowUnnamed, tableFeatureUnreadable, codeUnreadable]
    static let events = [eventUnreadable, eventCountryUnknown, eventDeathsReversed, eventUnplaced]
}

extension ProblemRules {
    public static let numberCommas = ProblemRule(
        .note, "number-commas", "A number has commas between its digits; it is read without them.",
        remedy: "write the number without commas")
    public static let numberUnreadable = ProblemRule(
        .error, "number-unreadable", "A value is no number; what it belongs to is kept without value.",
        remedy: "write digits with at most one decimal point, such as 1234.50")
    public static let numberOutOfRange = ProblemRule(
        .error, "number-out-of-range", "A value is a thousand million million or more; what it belongs to is kept without value.",
        remedy: "check the number of digits")
    public static let valueMissing = ProblemRule(
        .error, "value-missing", "A transaction, budget or disbursement has no value element; it is kept without value.",
        remedy: "add a value element with the amount, its currency and date")
    public static let currencyUnknown = ProblemRule(
        .error, "currency-unknown", "A value has no currency of three letters A-Z, of its own or by default; its currency becomes XXX.",
        remedy: "give the ISO 4217 code in value/@currency or in the activity's default-currency")
}

extension ProblemRules {
    public static let dateImpossible = ProblemRule(
        .warning, "date-impossible", "The calendar has no such day; the year is taken from the digits.",
        remedy: "give the real day as yyyy-mm-dd")
    public static let dateUnreadable = ProblemRule(
        .warning, "date-unreadable", "A date is in no form that is read; it counts as absent.",
        remedy: "write it as yyyy-mm-dd")
    public static let dateMissing = ProblemRule(
        .warning, "date-missing", "A transaction has no date at all; its year is unknown.",
        remedy: "add transaction-date/@iso-date")
    public static let periodReversed = ProblemRule(
        .warning, "period-reversed", "A period ends before it starts; both dates are kept as published.",
        remedy: "exchange or correct the dates")
}

extension ProblemRules {
    public static let percentagesShort = ProblemRule(
        .warning, "percentages-short", "The percentages of a list fall short of 100 by 1 or more; the rest of the money is unspecified.",
        remedy: "make them add up to 100")
    public static let percentagesRounded = ProblemRule(
        .note, "percentages-rounded", "The percentages of a list fall short of 100 by less than 1; they are scaled to 100.",
        remedy: "make them add up to 100")
    public static let percentagesOver = ProblemRule(
        .warning, "percentages-over", "The percentages of a list add up to more than 100; they are scaled to 100.",
        remedy: "make them add up to 100")
    public static let percentagesPartlyMissing = ProblemRule(
        .warning, "percentages-partly-missing", "Some items of a list have no percentage; they share equally what the others leave.",
        remedy: "give each item its percentage")
    public static let percentagesMissing = ProblemRule(
        .warning, "percentages-missing", "None of several items has a percentage; they share the money equally.",
        remedy: "give each item its percentage")
    public static let percentagesUnreadable = ProblemRule(
        .warning, "percentages-unreadable", "A percentage is negative or no number; it counts as absent.",
        remedy: "write a number from 0 to 100")
}

extension ProblemRules {
    public static let identifierMissing = ProblemRule(
        .error, "identifier-missing", "A record has no identifier; it is kept apart and in no total.",
        remedy: "give the activity its iati-identifier, the organisation its organisation-identifier")
    public static let identifierRepeated = ProblemRule(
        .warning, "identifier-repeated", "An activity has several identifiers; the first counts.",
        remedy: "keep one iati-identifier and move the others to other-identifier")
    public static let reporterMissing = ProblemRule(
        .warning, "reporter-missing", "An activity names no reporting organisation.",
        remedy: "add reporting-org with its ref and name")
    public static let transactionTypeUnknown = ProblemRule(
        .error, "transaction-type-unknown", "A transaction's type is absent or on no code list; its money belongs to no flow.",
        remedy: "use a code of TransactionType, such as 3 for a disbursement")
    public static let roleUnknown = ProblemRule(
        .warning, "role-unknown", "A participating organisation's role is absent or on no code list.",
        remedy: "use 1 funding, 2 accountable, 3 extending or 4 implementing")
    public static let dateTypeUnknown = ProblemRule(
        .warning, "date-type-unknown", "The type of an activity date is absent or on no code list; the date is ignored.",
        remedy: "use 1 planned start, 2 actual start, 3 planned end or 4 actual end")
    public static let pointUnreadable = ProblemRule(
        .warning, "point-unreadable", "Coordinates are no latitude and longitude; the location is kept without point.",
        remedy: "write latitude from -90 to 90, then longitude from -180 to 180, in decimal degrees")
    public static let pointZero = ProblemRule(
        .note, "point-zero", "Latitude and longitude are both zero, in the open sea; the location is kept without point.",
        remedy: "leave the point out where it is not known")
}

extension ProblemRules {
    public static let pointElsewhere = ProblemRule(
        .warning, "point-elsewhere", "A point lies in none of the countries that its record names; it is not used.",
        remedy: "check the coordinates and the country")
    public static let pointSwapped = ProblemRule(
        .warning, "point-swapped",
        "A point lies in its country only with latitude and longitude exchanged; it is used that way unless a name says otherwise.",
        remedy: "write latitude first, then longitude")
    public static let placeUnknown = ProblemRule(
        .note, "place-unknown", "Nothing that is said of a place below its country tells where it is; money for it is in no place.",
        remedy: "give its point, its p-code or the ISO 3166-2 code of its province")
    public static let placeAmbiguous = ProblemRule(
        .note, "place-ambiguous", "Several places of the country bear the name; money for it is in no place.",
        remedy: "give the point, the p-code or the name of the province")
    public static let placeContradicted = ProblemRule(
        .note, "place-contradicted",
        "Codes, names and the point of a place say different provinces; the code counts, else the province's name, else the point.",
        remedy: "check which of them is right")
}

extension ProblemRules {
    public static let placeUnreadable = ProblemRule(
        .warning, "place-unreadable",
        "A row of a place list has no country, level, code or name that is known; it is lost, the others are kept.",
        remedy: "give the country's three letters, the level, the p-code, the name and the p-code of the parent")
    public static let codeUnreadable = ProblemRule(
        .error, "code-unreadable", "An item of a code list has no code or is not well-formed; it is lost, the others are kept.",
        remedy: "take the list from its publisher again")
    public static let tableRowUnnamed = ProblemRule(
        .error, "table-row-unnamed", "A row of a table of activities names no activity; it is lost, the others are kept.",
        remedy: "give the identifier of its activity")
    public static let tableFeatureUnreadable = ProblemRule(
        .error, "table-feature-unreadable", "A feature of a map of activities cannot be read; it is lost, the others are kept.",
        remedy: "write the file again, whole")
    public static let boundaryUnreadable = ProblemRule(
        .error, "boundary-unreadable",
        "A feature of a map is no JSON, has no area or does not say what it bounds; it is lost, the others are kept.",
        remedy: "give a Polygon or MultiPolygon and properties as geoBoundaries, GADM or OCHA have them")
    public static let boundaryUnknown = ProblemRule(
        .warning, "boundary-unknown",
        "The place that a feature bounds is not known, or not clear; the feature is lost, the others are kept.",
        remedy: "give the ISO 3166-2 code or the p-code beside the name")
    public static let boundaryRepeated = ProblemRule(
        .warning, "boundary-repeated", "Several features of a file bound the same place; the first counts.",
        remedy: "join them to one MultiPolygon")
}

extension ProblemRules {
    public static let recordIncomplete = ProblemRule(
        .error, "record-incomplete", "A record is cut off before its end; it is lost, what stands around it is kept.",
        remedy: "publish the file whole")
}

extension ProblemRules {
    public static let eventUnreadable = ProblemRule(
        .error, "event-unreadable",
        "A row of a conflict dataset has no identifier, day or number of deaths; it is lost, the others are kept.",
        remedy: "give the identifier, the day and whole numbers of deaths as the dataset's codebook has them")
    public static let eventCountryUnknown = ProblemRule(
        .warning, "event-country-unknown", "An event is in no country that is known; it is kept under no country.",
        remedy: "give the ISO 3166-1 code or UCDP's country_id")
    public static let eventDeathsReversed = ProblemRule(
        .warning, "event-deaths-reversed", "The low, best and high estimates of deaths do not ascend; they are kept as published.",
        remedy: "check the three columns")
    public static let eventUnplaced = ProblemRule(
        .note, "event-unplaced", "An event names a place below its country that is in no first-level division that is known.",
        remedy: "check the name, the point and the country")
}
