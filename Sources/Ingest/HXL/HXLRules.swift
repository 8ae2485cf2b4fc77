import Records

extension ProblemRules {
    /// Rows of humanitarian sheets.
    static let humanitarian = [
        rowOrganisationMissing, rowPlaceMissing, rowTotal, peopleUnreadable, peopleFraction, fundingUnreadable, sheetDateUnreadable,
    ]

    public static let rowOrganisationMissing = ProblemRule(
        .error, "row-organisation-missing", "A row of a sheet of who does what where names no organisation; it tells of no presence.",
        remedy: "name the organisation")
    public static let rowPlaceMissing = ProblemRule(
        .warning, "row-place-missing", "A row names no place although the sheet has columns for it; it is kept without place.",
        remedy: "give the place, with its p-code")
    public static let rowTotal = ProblemRule(
        .note, "row-total", "A row sums up others; it is not read, so that nobody is counted twice.",
        remedy: "leave totals out of the data")
    public static let peopleUnreadable = ProblemRule(
        .error, "people-unreadable", "A number of people is negative or no number; it is not read, the rest of the row is.",
        remedy: "write a whole number without letters")
    public static let peopleFraction = ProblemRule(
        .warning, "people-fraction", "A number of people is not whole; it is rounded, half to even.",
        remedy: "write a whole number; a comma or point may have been meant to part thousands")
    public static let fundingUnreadable = ProblemRule(
        .error, "funding-unreadable", "A flow of funds has no amount that can be read; it is not kept.",
        remedy: "write the amount as a number")
    public static let sheetDateUnreadable = ProblemRule(
        .note, "sheet-date-unreadable", "A date of a sheet is no day, month or year; its text is kept. Told once for each column.",
        remedy: "write it as yyyy-mm-dd")
}
