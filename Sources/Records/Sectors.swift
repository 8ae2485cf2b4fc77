/// Which list of sectors divides a transaction's money (rule 6).
public enum Sectors {
    /// The transaction's sectors in vocabulary 1 (absent means 1), else its vocabulary 2; else the activity's, in the same order.
    public static func list(for transaction: Transaction, in activity: Activity) -> [WeightedCode] {
        let own = counted(transaction.sectors)
        return own.isEmpty ? counted(activity.sectors) : own
    }

    public static func split(for transaction: Transaction, in activity: Activity) -> Split {
        split(list(for: transaction, in: activity))
    }

    /// `items` are those that count, of one vocabulary.
    public static func split(_ items: [WeightedCode]) -> Split { Split(items, code: code) }

    /// Of one published list, the items that divide money: vocabulary 1, else 2, else none. Items with an empty code do not exist.
    public static func counted(_ items: [WeightedCode]) -> [WeightedCode] {
        let fine = items.filter { isPresent($0) && ($0.vocabulary == "1" || $0.vocabulary.isEmpty) }
        return fine.isEmpty ? items.filter { isPresent($0) && $0.vocabulary == "2" } : fine
    }

    public static func code(_ item: WeightedCode) -> String { WhiteSpace.trimmed(item.code) }

    /// The DAC category of a sector: the first three characters of its code; `unspecified` stays as it is.
    public static func category(of code: String) -> String {
        code == Split.unspecified ? code : String(code.prefix(3))
    }

    private static func isPresent(_ item: WeightedCode) -> Bool { !code(item).isEmpty }
}
