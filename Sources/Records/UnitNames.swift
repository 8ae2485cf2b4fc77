/// Units of indicators in Japanese, by what they are called in English.
public struct UnitNames: Sendable {
    private let japanese: [String: String]

    /// - Parameter table: `unit`, `name_ja`.
    public init(_ table: Tabular) {
        let pairs = table.rows.map { (Self.key(table.value($0, "unit")), table.value($0, "name_ja")) }
        japanese = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// Nil for a unit that is not known.
    public func japanese(_ unit: String) -> String? { japanese[Self.key(unit)] }

    private static func key(_ unit: String) -> String { WhiteSpace.folded(unit).lowercased() }
}
