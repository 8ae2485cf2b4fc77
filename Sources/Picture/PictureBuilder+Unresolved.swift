import Records
import Store

// Funders that the register does not know.

extension PictureBuilder {
    private static let shown = 15

    /// Most money first; activities are those that name it.
    func unresolved(_ examined: Examined) throws -> [UnresolvedOrganisation] {
        let spend = try totals.spend(by: .funder, in: countries).filter { labels.party($0.key) == Labels.unresolved && $0.value != .zero }
        let largest = spend.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.shown)
        return largest.map { term, amount in
            let organisation = OrganisationTerm(text: labels.term(term))
            let count = examined.items.count { $0.standing.named.contains(term) }
            return UnresolvedOrganisation(ref: organisation.ref, name: organisation.name, amount: amount, activities: count)
        }
    }
}
