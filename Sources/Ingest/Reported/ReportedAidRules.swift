import Records

extension ProblemRules {
    /// Rows of sources that are set beside the activities.
    static let reported: [ProblemRule] = [
        .aidUnreadable, .aidCommas, .aidCommasAmbiguous, .aidOtherTransactions, .aidOtherSheets, .aidRecipientUnknown, .aidCutShort,
        .aidTooMany,
        .aidProblemsMany,
    ]
}

extension ProblemRule {
    static let aidUnreadable = ProblemRule(
        .error, "aid-unreadable",
        "A row has no year, donor, recipient or currency that can be read, or an amount is none; it is not counted.",
        remedy: "write a year of four digits, names, and amounts with a decimal point")
    static let aidCommas = ProblemRule(
        .note, "aid-commas", "Amounts have commas between their digits, which are read as parting thousands.",
        remedy: "write amounts without commas, with a decimal point")
    public static let aidCommasAmbiguous = ProblemRule(
        .error, "aid-commas-ambiguous",
        "Commas stand between thousands in some amounts and before decimals in others; no sum of the file is kept.",
        remedy: "write all amounts with a decimal point")
    static let aidOtherTransactions = ProblemRule(
        .note, "aid-other-transactions", "Rows that are neither obligations nor disbursements are left out.",
        remedy: "nothing needs to be done")
    static let aidOtherSheets = ProblemRule(
        .warning, "aid-other-sheets", "A workbook or archive has more sheets than one; the first is read.",
        remedy: "give each a file of its own")
    public static let aidRecipientUnknown = ProblemRule(
        .note, "aid-recipient-unknown", "A recipient is no country that is known; its sums are kept under no country.",
        remedy: "give it by its name in ISO 3166-1")
    public static let aidCutShort = ProblemRule(
        .error, "aid-cut-short", "A file cannot be read to its end; none of its sums is kept, for all would be too small.",
        remedy: "download it again")
    public static let aidTooMany = ProblemRule(
        .error, "aid-too-many", "A file has more donors, recipients and years than any honest one; none of its sums is kept.",
        remedy: "give fewer years a file")
    static let aidProblemsMany = ProblemRule(
        .note, "aid-problems-many", "A file has more problems than are listed.", remedy: "mend those that are, then import it again")
}
