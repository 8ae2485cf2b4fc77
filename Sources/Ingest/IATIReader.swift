import Records
import XML

/// Turns the element trees of IATI 1.01 to 2.03 into records and problems.
///
/// Source: the standard's pages on activities and organisations, https://iatistandard.org/en/iati-standard/.
public struct IATIReader: Sendable {
    public enum Detail: Sendable {
        /// What totals, lists and search need: of results only what was reached, of markers only those that score, no documents, conditions nor contacts, no names of codes, no
        /// lines, and of transactions and places only what their money goes by.
        case figures
        case everything
    }

    public let detail: Detail
    /// `xml:lang` of the file's root, for records that name no language.
    public let language: String

    public init(detail: Detail, language: String = "") {
        self.detail = detail
        self.language = language
    }

    /// The names that trees given to this reader must be parsed with.
    public static var vocabulary: Vocabulary { Name.table }

    public func activity(_ element: Element) -> (activity: Activity, problems: [Problem]) {
        var scope = Scope(detail: detail, language: language)
        let activity = scope.activity(element)
        return (activity, scope.signed(activity.identifier))
    }

    public func organisation(_ element: Element) -> (organisation: OrganisationRecord, problems: [Problem]) {
        var scope = Scope(detail: detail, language: language)
        let record = scope.organisationRecord(element)
        return (record, scope.signed(record.identifier))
    }
}
