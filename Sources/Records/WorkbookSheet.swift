/// A sheet of the partner workbook. Its columns are told by hashtags alone, `#contribution+kind`, whatever the headers say.
public enum WorkbookSheet: String, CaseIterable, Sendable {
    case contributions = "contribution"
    case priorities = "priority"

    public enum Column: String, CaseIterable, Sendable {
        case ref, kind, provider, title, recipient, country, place, theme, start, end, quantity, unit, amount, currency, budget
        case budgetCode = "budget_code"
        case status, priority, target, date, document, note
    }

    /// In the order in which the template has them.
    public var columns: [Column] {
        switch self {
        case .contributions:
            [
                .ref, .kind, .provider, .title, .recipient, .country, .place, .theme, .start, .end, .quantity, .unit, .amount, .currency,
                .budget, .budgetCode, .status, .document, .note,
            ]
        case .priorities:
            [.country, .theme, .place, .priority, .target, .date, .document, .budgetCode, .budget, .amount, .currency]
        }
    }

    /// Without one of these a row says nothing.
    public var required: [Column] {
        switch self {
        case .contributions: [.kind, .provider, .title, .country]
        case .priorities: [.country, .theme, .target]
        }
    }

    public func tag(_ column: Column) -> String { "#\(rawValue)+\(column.rawValue)" }
}
