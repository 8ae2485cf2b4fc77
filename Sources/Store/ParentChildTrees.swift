import Records

/// One publisher's parents and children: each flow counts at one level, the lowest whose sum is within 1 % of the parent's.
///
/// Publishers round. Levels further apart stay as published, with a problem.
struct ParentChildTrees {
    static let rule = "parent-child-sums-differ"

    struct Drop {
        var node: Int32
        var kind: LinkGraph.FlowCurrency
        var child: Int32
    }

    struct Apart {
        var node: Int32
        var kind: LinkGraph.FlowCurrency
        var message: String
    }

    private let graph: LinkGraph
    private(set) var drops: [Drop] = []
    private var droppedKinds: [Int32: Set<LinkGraph.FlowCurrency>] = [:]
    private(set) var apart: [Apart] = []
    /// What a record and the tree below it count for, while one tree is settled for one flow and currency.
    private var totals: [Int32: Int128] = [:]

    init(_ graph: LinkGraph) { self.graph = graph }

    /// What no longer counts under `net`, by record.
    var dropped: [Int32: Set<LinkGraph.FlowCurrency>] {
        Dictionary(grouping: drops, by: \.node).mapValues { Set($0.map(\.kind)) }
    }

    mutating func settle() {
        for node in graph.nodes.indices where graph.nodes[node].parent < 0 && !graph.nodes[node].children.isEmpty {
            settleTree(Int32(node))
        }
    }

    private mutating func settleTree(_ root: Int32) {
        let members = childrenFirst(root)
        let kinds = members.reduce(into: Set<LinkGraph.FlowCurrency>()) { kinds, member in
            for sum in graph.sums(of: member) { kinds.insert(sum.kind) }
        }
        for kind in kinds.sorted(by: { ($0.flow.rawValue, $0.currency) < ($1.flow.rawValue, $1.currency) }) {
            totals.removeAll(keepingCapacity: true)
            for member in members { totals[member] = total(member, kind) }
        }
    }

    private func childrenFirst(_ root: Int32) -> [Int32] {
        var order = [root]
        var next = 0
        while next < order.count {
            order.append(contentsOf: graph.nodes[order[next]].children)
            next += 1
        }
        return order.reversed()
    }

    /// What `node` and the tree below it count for, after dropping what its children say again.
    private mutating func total(_ node: Int32, _ kind: LinkGraph.FlowCurrency) -> Int128 {
        let children = graph.nodes[node].children
        let below = children.reduce(0) { $0 + (totals[$1] ?? 0) }
        let own = graph.sum(of: node, kind)
        guard own != 0, below != 0 else { return own + below }
        let levels = levels(below: node)
        if let lowest = levels.lastIndex(where: { isSame(own, sum($0, kind)) }) {
            for member in [node] + levels[..<lowest].joined() { drop(member, kind) }
            return levels[lowest].reduce(0) { $0 + (totals[$1] ?? 0) }
        }
        if isSame(own, below) {
            drop(node, kind)
            return below
        }
        apart.append(Apart(node: node, kind: kind, message: message(kind.flow, own, below)))
        return own + below
    }

    private mutating func drop(_ node: Int32, _ kind: LinkGraph.FlowCurrency) {
        guard graph.sum(of: node, kind) != 0, let child = graph.nodes[node].children.first else { return }
        guard droppedKinds[node, default: []].insert(kind).inserted else { return }
        drops.append(Drop(node: node, kind: kind, child: child))
        apart.removeAll { $0.node == node && $0.kind == kind }
    }

    private func sum(_ nodes: [Int32], _ kind: LinkGraph.FlowCurrency) -> Int128 { nodes.reduce(0) { $0 + graph.sum(of: $1, kind) } }

    /// The levels of the tree below a node; no publisher has more than a few.
    private func levels(below node: Int32) -> [[Int32]] {
        var levels: [[Int32]] = []
        var level = graph.nodes[node].children
        while !level.isEmpty, levels.count < 8 {
            levels.append(level)
            level = level.flatMap { graph.nodes[$0].children }
        }
        return levels
    }

    private func isSame(_ parent: Int128, _ children: Int128) -> Bool { (parent - children).magnitude * 100 <= parent.magnitude }

    private func message(_ flow: Flow, _ own: Int128, _ below: Int128) -> String {
        "The \(flow.rawValue) of this activity (\(Amount(micros: own))) and of its children (\(Amount(micros: below))) differ by more than"
            + " 1 %: both count; report each flow at one level, or make the sums agree."
    }
}
