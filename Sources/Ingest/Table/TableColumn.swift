/// The columns of a table of activities, by the names in its first row or by hashtags below it. One row is one part of a transaction or
/// budget, of one country, place and sector; what is the activity's stands in each of its rows.
public enum TableColumn: String, CaseIterable, Sendable {
    case identifier, title, reporterRef, reporterName, reporterType, secondaryReporter
    case startPlanned, startActual, endPlanned, endActual, status, hierarchy, humanitarian, updated
    case organisations, related, countries, sectors, markers
    case defaultFlowType, defaultFinanceType, defaultAidType
    case entry, flow, type, budgetType, date, dateEnd, valueDate
    case country, place, placeName, sector, sectorName, theme
    case providerRef, providerName, providerActivity, receiverRef, receiverName, receiverActivity
    case ownSectors, flowType, financeType, aidType, amount, currency, usd, source, line, licence

    /// What stands under `type` for a budget, where transactions have the code of their type.
    public static let budget = "budget"

    /// Without them a table is none of activities.
    static let required: [TableColumn] = [.identifier, .reporterRef, .type, .country, .sector, .amount, .currency]

    /// What every row of an activity repeats.
    public static let ofActivity = allCases.prefix { $0 != .entry }

    /// In the first row: `reporter_ref`.
    public var name: String { rawValue.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) } }

    /// By the HXL 1.1 standard.
    public var tag: String {
        switch self {
        case .identifier: "#activity+id"
        case .title: "#activity+name"
        case .reporterRef: "#org+reporting+code"
        case .reporterName: "#org+reporting+name"
        case .reporterType: "#org+reporting+type"
        case .secondaryReporter: "#org+reporting+secondary"
        case .startPlanned: "#date+start+planned"
        case .startActual: "#date+start+actual"
        case .endPlanned: "#date+end+planned"
        case .endActual: "#date+end+actual"
        case .status: "#status+code"
        case .hierarchy: "#activity+hierarchy"
        case .humanitarian: "#activity+humanitarian"
        case .updated: "#date+updated"
        case .organisations: "#org+list"
        case .related: "#activity+related+list"
        case .countries: "#country+list"
        case .sectors: "#sector+list"
        case .markers: "#activity+marker+list"
        case .defaultFlowType: "#modality+flow+default"
        case .defaultFinanceType: "#modality+finance+default"
        case .defaultAidType: "#modality+aid+default"
        default: tagOfPart
        }
    }

    private var tagOfPart: String {
        switch self {
        case .entry: "#meta+entry"
        case .flow: "#value+flow"
        case .type: "#value+type+code"
        case .budgetType: "#value+budget+code"
        case .date: "#date+transaction"
        case .dateEnd: "#date+transaction+end"
        case .valueDate: "#date+value"
        case .country: "#country+code"
        case .place: "#adm1+code"
        case .placeName: "#adm1+name"
        case .sector: "#sector+code"
        case .sectorName: "#sector+name"
        case .theme: "#sector+theme"
        case .providerRef: "#org+provider+code"
        case .providerName: "#org+provider+name"
        case .providerActivity: "#activity+provider+id"
        case .receiverRef: "#org+receiver+code"
        case .receiverName: "#org+receiver+name"
        case .receiverActivity: "#activity+receiver+id"
        default: tagOfMoney
        }
    }

    private var tagOfMoney: String {
        switch self {
        case .ownSectors: "#sector+own+list"
        case .flowType: "#modality+flow"
        case .financeType: "#modality+finance"
        case .aidType: "#modality+aid"
        case .amount: "#value+transaction"
        case .currency: "#currency+code"
        case .usd: "#value+transaction+usd"
        case .source: "#meta+source"
        case .line: "#meta+line"
        default: "#meta+licence"
        }
    }
}

/// One row: a text for each column, empty for what is not there.
public struct TableCells: Sendable, Equatable {
    private var texts = [String](repeating: "", count: TableColumn.allCases.count)
    /// In the file, counted from 1.
    public var line = 0

    public init() {}

    public subscript(column: TableColumn) -> String {
        get { texts[Self.places[column] ?? 0] }
        set { texts[Self.places[column] ?? 0] = newValue }
    }

    /// In the order of the columns.
    public var all: [String] { texts }

    private static let places = Dictionary(uniqueKeysWithValues: zip(TableColumn.allCases, 0...))
}

/// Several items in one cell: `1|US-GOV-1|...; 4|...`. A backslash stands before bars, semicolons and backslashes in a text.
public enum TableList {
    public static func text(_ items: [[String]]) -> String {
        items.map { $0.map(escaped).joined(separator: "|") }.joined(separator: "; ")
    }

    public static func items(_ text: String) -> [[String]] {
        var (items, fields, field, isEscaped) = ([[String]](), [String](), "", false)
        for character in text {
            switch (character, isEscaped) {
            case ("\\", false): isEscaped = true
            case ("|", false):
                fields.append(field)
                field = ""
            case (";", false):
                items.append(fields + [field])
                (fields, field) = ([], "")
            case (" ", false) where fields.isEmpty && field.isEmpty: break
            default:
                field.append(character)
                isEscaped = false
            }
        }
        return fields.isEmpty && field.isEmpty ? items : items + [fields + [field]]
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { $0 += ["\\", "|", ";"].contains($1) ? "\\" + String($1) : String($1) }
    }
}
