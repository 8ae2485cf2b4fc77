/// A table's column: its name and what its cells are.
public struct Column: Sendable, Equatable {
    public enum Kind: Sendable {
        /// Words by people: guarded against spreadsheet formulas in CSV, cut to fit a terminal.
        case text
        /// Identifiers and codes, which stay comparable byte by byte.
        case code
        /// Written bare in JSON, null when empty; right aligned.
        case number
        /// As a number, and with thousands separators for people.
        case money
    }

    public enum Alignment: Sendable { case left, right }

    public let name: String
    public let kind: Kind
    public let alignment: Alignment

    public init(_ name: String, _ kind: Kind = .code, alignment: Alignment? = nil) {
        self.name = name
        self.kind = kind
        self.alignment = alignment ?? (kind == .number || kind == .money ? .right : .left)
    }
}

/// How rows are written.
public enum Format: String, CaseIterable, Sendable {
    case table, csv, json, jsonl

    /// The option that every listing takes.
    public static let option = Option.choice(
        "format", "FORMAT", "How rows are written.", of: Format.allCases.map(\.rawValue)
    ).defaulting(to: Format.table.rawValue)
}
