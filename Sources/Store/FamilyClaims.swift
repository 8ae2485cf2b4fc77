/// Who says that he is whose child: publishers swap the codes of child and sibling, so a claim has to make sense.
///
/// What a record says of its own parent comes before what another says of its children; two that call each other child are siblings;
/// a parent stands at a higher level of the publisher's hierarchy, where both give one.
struct FamilyClaims {
    struct Pair: Hashable {
        var parent: Int32
        var child: Int32
    }

    enum Speaker { case child, parent }

    private var byChild: [Pair] = []
    private var byParent: [Pair] = []

    /// - Parameter levels: `hierarchy` of parent and child, 0 when none is given.
    mutating func claim(_ pair: Pair, levels: (parent: Int, child: Int), by speaker: Speaker) {
        guard levels.parent == 0 || levels.child == 0 || levels.parent < levels.child else { return }
        switch speaker {
        case .child: byChild.append(pair)
        case .parent: byParent.append(pair)
        }
    }

    /// In the order in which they are to be believed.
    var accepted: [Pair] {
        let known = Set(byChild.map(\.child))
        let claimed = Set(byParent)
        let others = byParent.filter { !known.contains($0.child) && !claimed.contains(Pair(parent: $0.child, child: $0.parent)) }
        return byChild + others
    }
}
