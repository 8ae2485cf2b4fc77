/// What a total can be broken down by.
public enum Dimension: String, CaseIterable, Sendable {
    case activity, country, sector, category, theme, goal, year, reporter, funder, implementer, party, agency, place, assistance, finance
    case aidType = "aidtype"
}
