import Records
import XML

@testable import Ingest

/// Reads XML written in a test, as a file would be read.
enum Reading {
    static func item(_ xml: String, name: String = "iati-activity", detail: IATIReader.Detail = .everything, language: String = "")
        -> IATIFile.Item
    {
        let attributes = language.isEmpty ? [] : [(name: "xml:lang", value: language)]
        let parser = RecordParser(root: RootElement(name: "iati-activities", attributes: attributes, line: 1), detail: detail)
        return parser.read(RawRecord(name: name, line: 1, offset: 0, bytes: Array(xml.utf8), isComplete: true))
    }

    static func activity(_ xml: String, detail: IATIReader.Detail = .everything, language: String = "") -> (Activity, [Problem]) {
        guard case .activity(let activity, _, let problems) = item(xml, detail: detail, language: language) else { return (Activity(), []) }
        return (activity, problems)
    }

    /// An activity that breaks no rule, with `inside` between its reporter and its end.
    static func activity(inside: String, attributes: String = "default-currency=\"USD\"") -> (Activity, [Problem]) {
        activity("<iati-activity \(attributes)><iati-identifier>A-1</iati-identifier><reporting-org ref=\"R\"/>\(inside)</iati-activity>")
    }

    /// A transaction of a fine type and date, with `inside` after them.
    static func transaction(_ inside: String) -> (Transaction, [Problem]) {
        let text = "<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"2015-06-30\"/>\(inside)</transaction>"
        let (activity, problems) = activity(inside: text)
        return (activity.transactions.first ?? Transaction(), problems)
    }

    static func organisation(_ xml: String) -> (OrganisationRecord, [Problem]) {
        guard case .organisation(let record, _, let problems) = item(xml, name: "iati-organisation") else {
            return (OrganisationRecord(), [])
        }
        return (record, problems)
    }
}

extension Sequence<Problem> {
    var rules: [String] { map(\.rule) }
}

/// What reading for figures alone keeps.
extension Activity {
    var figures: Activity {
        var kept = self
        (kept.results, kept.conditions, kept.contacts, kept.documents, kept.otherIdentifiers) = ([], [], [], [], [])
        (kept.tags, kept.websites, kept.legacyData) = ([], [], [])
        kept.policyMarkers = policyMarkers.filter { !["", "0"].contains($0.detail) }.map(\.figures)
        (kept.hasConditions, kept.creditorReport, kept.forwardSpending) = (nil, nil, nil)
        (kept.scope, kept.collaborationType, kept.defaultTiedStatus, kept.capitalSpend) = ("", "", "", "")
        kept.line = 0
        for index in budgets.indices { kept.budgets[index].line = 0 }
        for index in plannedDisbursements.indices { kept.plannedDisbursements[index].line = 0 }
        kept.recipients = recipients.map(\.figures)
        kept.sectors = sectors.map(\.figures)
        kept.countryBudgetItems = countryBudgetItems.map(\.figures)
        kept.humanitarianScopes = humanitarianScopes.map(\.figures)
        kept.defaultAidTypes = defaultAidTypes.map(\.figures)
        kept.transactions = transactions.map(\.figures)
        kept.locations = locations.map(\.figures)
        return kept
    }
}

extension Transaction {
    fileprivate var figures: Transaction {
        var kept = self
        kept.line = 0
        (kept.ref, kept.disbursementChannel, kept.tiedStatus, kept.descriptions) = ("", "", "", [])
        kept.sectors = sectors.map(\.figures)
        kept.recipients = recipients.map(\.figures)
        kept.aidTypes = aidTypes.map(\.figures)
        return kept
    }
}

extension Location {
    fileprivate var figures: Location {
        var kept = self
        kept.percentage = ""
        (kept.descriptions, kept.activityDescriptions) = ([], [])
        (kept.exactness, kept.reach, kept.locationClass, kept.featureDesignation) = ("", "", "", "")
        return kept
    }
}

extension WeightedCode {
    fileprivate var figures: WeightedCode { WeightedCode(code: code, vocabulary: vocabulary, share: share, isRegion: isRegion) }
}

extension Classification {
    fileprivate var figures: Classification { Classification(code: code, vocabulary: vocabulary, detail: detail) }
}
