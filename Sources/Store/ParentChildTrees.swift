import Records

/// One publisher's parents and children: each flow counts at one level, the lowest whose sum is within 1 % of the parent's.
///
/// Publishers round. Levels further apart stay as published, with a problem.
struct ParentChildTrees {
    static let rule = "parent-child-sums-differ"

    struct Drop {
        var activity: Int64
        var kind: LinkGraph.FlowCurrency
        var child: String
    }

    struct Apart {
        var activity: Int64
        var message: String
    }

    private let graph: LinkGraph
    private(set) var drops: [Drop] = []
    private(set) var apart: [Apart] = []

    init(_ graph: LinkGraph) { self.graph = graph }

    /// What no longer counts under `net`, by activity.
    var dropped: [Int64: Set<LinkGraph.FlowCurrency>] {
        Dictionary(grouping: drops, by: \.activity).mapValues { Set($0.map(\.kind)) }
    }

    mutating func settle() {
        let roots = graph.nodes.filter { $0.value.parent == nil && !$0.value.children.isEmpty }.keys.sorted()
        for root in roots { settleTree(root) }
    }

    private mutating func settleTree(_ root: Int64) {
        let members = childrenFirst(root)
        let kinds = members.reduce(into: Set<LinkGraph.FlowCurrency>()) { $0.formUnion(graph.nodes[$1]!.sums.keys) }
        for kind in kinds.sorted(by: { ($0.flow.rawValue, $0.currency) < ($1.flow.rawValue, $1.currency) }) {
            var totals: [Int64: Int128] = [:]
            for member in members { totals[member] = total(member, kind, totals) }
        }
    }

    private func childrenFirst(_ root: Int64) -> [Int64] {
        var order = [root]
        var next = 0
        while next < order.count {
            order.append(contentsOf: graph.nodes[order[next]]!.children)
            next += 1
        }
        return order.reversed()
    }

    /// What `activity` and the tree below it count for, after dropping what its children say again.
    private mutating func total(_ activity: Int64, _ kind: LinkGraph.FlowCurrency, _ totals: [Int64: Int128]) -> Int128 {
        let node = graph.nodes[activity]!
        let below = node.children.reduce(0) { $0 + (totals[$1] ?? 0) }
        let own = node.sums[kind] ?? 0
        guard own != 0, below != 0 else { return own + below }
        if isSame(own, below) || levels(below: activity, kind).contains(where: { isSame(own, $0) }) {
            drops.append(Drop(activity: activity, kind: kind, child: name(node.children[0])))
            return below
        }
        apart.append(Apart(activity: activity, message: message(kind.flow, own, below)))
        return own + below
    }

    /// Sums as published, level by level; no publisher has more than a few.
    private func levels(below activity: Int64, _ kind: LinkGraph.FlowCurrency) -> [Int128] {
        var sums: [Int128] = []
        var level = graph.nodes[activity]!.children
        while !level.isEmpty, sums.count < 8 {
            sums.append(level.reduce(0) { $0 + (graph.nodes[$1]!.sums[kind] ?? 0) })
            level = level.flatMap { graph.nodes[$0]!.children }
        }
        return sums
    }

    private func isSame(_ parent: Int128, _ children: Int128) -> Bool { (parent - children).magnitude * 100 <= parent.magnitude }

    private func name(_ activity: Int64) -> String { graph.nodes[activity]!.identifier }

    private func message(_ flow: Flow, _ own: Int128, _ below: Int128) -> String {
        "The \(flow.rawValue) of this activity (\(Amount(micros: own))) and of its children (\(Amount(micros: below))) differ by more than"
            + " 1 %: both count; report each flow at one level, or make the sums agree."
    }
}
