import CommandLine
import Records

/// A member of a document; one that says nothing is left out.
typealias Field = (String, JSONValue)

extension JSONValue {
    /// An object of the fields that say something.
    static func record(_ fields: [Field]) -> JSONValue {
        .object(fields.filter { !$0.1.isEmpty }.map { Member($0.0, $0.1) })
    }

    private var isEmpty: Bool {
        switch self {
        case .null: true
        case .string(let text), .number(let text): text.isEmpty
        case .array(let items): items.isEmpty
        case .object(let members): members.isEmpty
        default: false
        }
    }
}

/// What all parts of an activity are made of.
extension ActivityDocument {
    static func list<Item>(_ items: [Item], _ value: (Item) -> JSONValue) -> JSONValue { .array(items.map(value)) }
    static func strings(_ texts: [String]) -> JSONValue { list(texts.filter { !$0.isEmpty }, JSONValue.string) }
    static func day(_ day: Day?) -> JSONValue { .string(day?.description ?? "") }
    static func flag(_ flag: Bool?) -> JSONValue { flag.map(JSONValue.bool) ?? .null }
    static func amount(_ amount: Amount?) -> JSONValue { amount.map { .number($0.description) } ?? .null }

    static func texts(_ texts: [LocalText]) -> JSONValue {
        if texts.count == 1 { return .string(texts[0].text) }
        return list(texts) { .record([("language", .string($0.language)), ("text", .string($0.text))]) }
    }

    static func organisation(_ organisation: OrganisationReference) -> JSONValue {
        .record([
            ("ref", .string(organisation.ref)), ("name", texts(organisation.names)), ("type", .string(organisation.type)),
            ("activity", .string(organisation.activityIdentifier)),
        ])
    }

    static func weighted(_ code: WeightedCode) -> JSONValue {
        .record([
            ("code", .string(code.isRegion ? "region:\(code.code)" : code.code)), ("vocabulary", .string(code.vocabulary)),
            ("name", .string(code.name)),
            ("percentage", code.share.map { .number("\(Double($0) / Double(PublishedPercentage.unit))") } ?? .null),
        ])
    }

    static func classification(_ item: Classification) -> JSONValue { classification(item, detail: "detail") }

    /// - Parameter detail: what the attribute beside the code is called here.
    static func classification(_ item: Classification, detail: String) -> JSONValue {
        .record([
            ("code", .string(item.code)), ("vocabulary", .string(item.vocabulary)), (detail, .string(item.detail)),
            ("name", .string(item.name)),
        ])
    }
}
