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
