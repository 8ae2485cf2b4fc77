import Records
import Store

// Funders that the register does not know.

extension PictureBuilder {
    private static let shown = 15

    /// Most money first; activities are counted among those examined.
    func unresolved(_ examined: Examined) throws -> [UnresolvedOrganisation] {
        let labels = Labels(store, reference)
        let spend = try totals.spend(by: .funder, in: countries).filter { labels.party($0.key) == Labels.unresolved && $0.value != .zero }
        let largest = spend.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.shown)
        let numbers = Set(examined.items.map(\.number))
        return try largest.map { term, amount in
            let organisation = OrganisationTerm(text: labels.term(term))
            var count = 0
            try store.database.statement("SELECT activity FROM mention WHERE term = ?").forEach([Int(term)]) {
                if numbers.contains($0.int64(0)) { count += 1 }
            }
            return UnresolvedOrganisation(ref: organisation.ref, name: organisation.name, amount: amount, activities: count)
        }
    }
}
