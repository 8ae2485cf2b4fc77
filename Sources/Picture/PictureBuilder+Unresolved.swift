import Records
import Store

// Funders that the register does not know.

extension PictureBuilder {
    private static let shown = 15

    /// Most money first.
    func unresolvedFunders() throws -> [UnresolvedFunder] {
        let spend = try totals.spend(by: .funder, in: countries).filter { labels.party($0.key) == Labels.unresolved && $0.value != .zero }
        let largest = spend.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.shown)
        return largest.map { UnresolvedFunder(term: $0.key, organisation: OrganisationTerm(text: labels.term($0.key)), amount: $0.value) }
    }
}

/// A funder by the term that names it.
struct UnresolvedFunder {
    var term: Int32
    var organisation: OrganisationTerm
    var amount: Amount

    /// With the number of activities that name it.
    func counted(in examined: Examined) -> UnresolvedOrganisation {
        let count = examined.items.count { $0.standing.named.contains(term) }
        return UnresolvedOrganisation(ref: organisation.ref, name: organisation.name, amount: amount, activities: count)
    }
}
