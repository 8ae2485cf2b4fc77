/// Which list of countries and regions divides a transaction's money (rule 5).
public enum Recipients {
    /// The transaction's own countries and regions if it has any, else the activity's. Items with an empty code do not exist.
    public static func list(for transaction: Transaction, in activity: Activity) -> [WeightedCode] {
        let own = present(transaction.recipients)
        return own.isEmpty ? present(activity.recipients) : own
    }

    public static func split(for transaction: Transaction, in activity: Activity) -> Split {
        split(list(for: transaction, in: activity))
    }

    public static func split(_ items: [WeightedCode]) -> Split { Split(items, code: code) }

    /// `SS`, or `region:289`; empty when the published code is. Region vocabularies are not told apart.
    public static func code(_ item: WeightedCode) -> String {
        let code = WhiteSpace.trimmed(item.code)
        if code.isEmpty { return "" }
        return item.isRegion ? regionPrefix + code : code.uppercased()
    }

    public static let regionPrefix = "region:"

    /// What a code as in totals stands for.
    public static func item(_ code: String) -> WeightedCode {
        code.hasPrefix(regionPrefix)
            ? WeightedCode(code: String(code.dropFirst(regionPrefix.count)), isRegion: true) : WeightedCode(code: code)
    }

    private static func present(_ items: [WeightedCode]) -> [WeightedCode] {
        items.filter { !WhiteSpace.trimmed($0.code).isEmpty }
    }
}
