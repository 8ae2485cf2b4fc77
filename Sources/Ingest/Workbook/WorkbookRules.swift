import Records

extension ProblemRules {
    /// Cells of the partner workbook.
    static let workbook = [
        workbookCellMissing, workbookNameUnknown, workbookDateUnreadable, workbookDateAmbiguous, workbookDatesReversed,
        workbookNumberUnreadable, workbookCurrencyMissing, workbookUnitMissing, workbookReferenceRepeated, workbookColumnMissing,
        workbookColumnUnread, workbookSheetUnread, workbookProblemsMany,
    ]

    public static let workbookCellMissing = ProblemRule(
        .error, "workbook-cell-missing", "A row of a partner workbook lacks a cell that it needs; the row is left out.",
        remedy: "fill it in")
    public static let workbookNameUnknown = ProblemRule(
        .error, "workbook-name-unknown",
        "A cell of a partner workbook names no kind, party, country, place, theme, currency or the like that is known; the cell is left out, "
            + "or the row where it needs the cell.",
        remedy: "choose from the list, or give a code of the sheet Lists")
    public static let workbookDateUnreadable = ProblemRule(
        .error, "workbook-date-unreadable", "A date of a partner workbook cannot be read; it is left out.",
        remedy: "write it as 2012-03-04, 2012-03 or 2012")
    public static let workbookDateAmbiguous = ProblemRule(
        .error, "workbook-date-ambiguous", "A date of a partner workbook may be of two days, such as 03/04/2012; it is left out.",
        remedy: "write it as 2012-03-04")
    public static let workbookDatesReversed = ProblemRule(
        .error, "workbook-dates-reversed", "A row of a partner workbook ends before it starts; both dates are left out.",
        remedy: "correct the start or the end")
    public static let workbookNumberUnreadable = ProblemRule(
        .error, "workbook-number-unreadable",
        "A number of a partner workbook has other characters than digits, may be of two sizes such as 1.200, is negative or beyond any; "
            + "it is left out.",
        remedy: "write digits alone, such as 1200 or 1200.50")
    public static let workbookCurrencyMissing = ProblemRule(
        .error, "workbook-currency-missing", "An amount of a partner workbook has no currency beside it; it is left out.",
        remedy: "choose the currency beside it")
    public static let workbookUnitMissing = ProblemRule(
        .error, "workbook-unit-missing", "A quantity of a partner workbook has no unit; it is left out.",
        remedy: "say in the column Unit what is counted")
    public static let workbookReferenceRepeated = ProblemRule(
        .error, "workbook-reference-repeated",
        "Two rows of a partner workbook have the same own reference; the first is kept, the other left out.",
        remedy: "give each row a reference of its own")
    public static let workbookColumnMissing = ProblemRule(
        .error, "workbook-column-missing", "A sheet of a partner workbook lacks a column without which no row says anything; none is read.",
        remedy: "put its hashtag back above the column")
    public static let workbookColumnUnread = ProblemRule(
        .note, "workbook-column-unread",
        "A column of a partner workbook has no hashtag, one that is not known, or one that stands twice; it is not read.",
        remedy: "nothing need be done if it is your own; else give it the template's hashtag")
    public static let workbookSheetUnread = ProblemRule(
        .error, "workbook-sheet-unread",
        "A sheet of a partner workbook is hidden, has hashtags of another kind, or has more rows than are read; it, or the rest of it, is not read.",
        remedy: "show the sheet, or give it, or its rest, as a file of its own")
    public static let workbookProblemsMany = ProblemRule(
        .note, "workbook-problems-many", "A partner workbook has more than a thousand mistakes; the first thousand are listed.",
        remedy: "mend these and import it again")
}
