import Records

/// Money that one record hands to another: what the downstream report says again is taken off it, up to the linked amount.
struct FundingChains {
    /// `numerator / denominator` of a record's flow is another record's money.
    struct Reduction {
        var node: Int32
        var flow: Flow
        var rules: Int32
        var numerator: Int128
        var denominator: Int128
        var upstream: Int32
    }

    /// Money of a record whose funder stands further up.
    struct Move {
        var reduction: Reduction
        var funder: Int32
    }

    private struct Taken: Hashable {
        var node: Int32
        var flow: Flow
    }

    private let graph: LinkGraph
    /// Dollars already taken off a record under `net`, so that two links never take the same.
    private var taken: [Taken: Int128] = [:]
    /// Dollars that a giver's links name in all, for the flow at hand.
    private var promised: [Int32: Int128] = [:]
    private let dropped: [Int32: Set<LinkGraph.FlowCurrency>]
    private(set) var reductions: [Reduction] = []
    private(set) var moves: [Move] = []

    init(_ graph: LinkGraph, dropped: [Int32: Set<LinkGraph.FlowCurrency>]) {
        self.graph = graph
        self.dropped = dropped
    }

    mutating func settle() {
        let edges = FundingLoops.removed(from: graph.edges)
        let incoming = Dictionary(grouping: edges, by: \.to)
        let receivers = incoming.keys.sorted(by: precedes)
        for flow in [Flow.spend, .commitments] {
            promised = edges.reduce(into: [:]) { $0[$1.from, default: 0] += $1.linked(flow) }
            for node in receivers { settle(node, flow, incoming[node]!) }
        }
    }

    /// By identifier, so that the order of import changes nothing.
    private func precedes(_ a: Int32, _ b: Int32) -> Bool { graph.nodes[a].rank < graph.nodes[b].rank }

    private mutating func settle(_ node: Int32, _ flow: Flow, _ edges: [LinkGraph.Edge]) {
        let own = graph.nodes[node].dollars(flow)
        guard own > 0 else { return }
        let reported = edges.map { counted($0, flow) }
        let upstream = edges[0].from
        reduceNet(node, flow, by: reported.reduce(0, +), upstream)
        let traced = min(zip(edges, reported).reduce(0) { $0 + earmarked($1.0, $1.1, flow) }, own)
        reduce(node, flow, .funder, traced, of: own, upstream)
        move(node, flow, edges, left: own - traced)
    }

    private mutating func reduceNet(_ node: Int32, _ flow: Flow, by linked: Int128, _ upstream: Int32) {
        let carriers = carriers(of: node, flow)
        let carried = carriers.reduce(0) { $0 + available($1, flow) }
        let net = min(linked, carried)
        for carrier in carriers where carried > 0 {
            let part = ExchangeRates.scaled(net, by: available(carrier, flow), over: carried)
            reduce(carrier, flow, .net, part, of: graph.nodes[carrier].dollars(flow), upstream)
            taken[Taken(node: carrier, flow: flow), default: 0] += part
        }
    }

    private mutating func reduce(_ node: Int32, _ flow: Flow, _ rule: CountingRule, _ part: Int128, of whole: Int128, _ upstream: Int32) {
        guard part > 0 else { return }
        reductions.append(
            Reduction(node: node, flow: flow, rules: rule.rawValue, numerator: part, denominator: whole, upstream: upstream))
    }

    /// What upstream reports itself of a link; a giver that reports less than its links name shares it among them.
    private func counted(_ edge: LinkGraph.Edge, _ flow: Flow) -> Int128 {
        let (linked, all) = (edge.linked(flow), promised[edge.from] ?? 0)
        let reported = max(0, remaining(edge.from, flow))
        return all <= reported || all == 0 ? linked : ExchangeRates.scaled(linked, by: reported, over: all)
    }

    /// The part of `amount` that is not a core contribution.
    private func earmarked(_ edge: LinkGraph.Edge, _ amount: Int128, _ flow: Flow) -> Int128 {
        if graph.nodes[edge.from].isCore { return 0 }
        let (linked, core) = (edge.linked(flow), edge.core(flow))
        return linked == 0 ? 0 : ExchangeRates.scaled(amount, by: max(0, linked - core), over: linked)
    }

    /// What upstream does not report itself still has upstream's funder.
    private mutating func move(_ node: Int32, _ flow: Flow, _ edges: [LinkGraph.Edge], left: Int128) {
        var left = left
        for edge in edges where left > 0 {
            let source = graph.nodes[edge.from]
            let part = min(earmarked(edge, edge.linked(flow) - counted(edge, flow), flow), left)
            guard part > 0, source.funder != 0 else { continue }
            left -= part
            let reduction = Reduction(
                node: node, flow: flow, rules: CountingRule.funder.rawValue, numerator: part,
                denominator: graph.nodes[node].dollars(flow), upstream: edge.from)
            moves.append(Move(reduction: reduction, funder: source.funder))
        }
    }

    /// The records that still count for a record's flow under `net`: itself, or what its parent-child tree left of it.
    private func carriers(of node: Int32, _ flow: Flow) -> [Int32] {
        var found: [Int32] = []
        var open = [node]
        while let here = open.popLast() {
            if isWhollyDropped(here, flow) { open.append(contentsOf: graph.nodes[here].children) } else { found.append(here) }
        }
        return found.filter { graph.nodes[$0].dollars(flow) > 0 }.sorted(by: precedes)
    }

    private func available(_ node: Int32, _ flow: Flow) -> Int128 {
        max(0, graph.nodes[node].dollars(flow) - (taken[Taken(node: node, flow: flow)] ?? 0))
    }

    private func isWhollyDropped(_ node: Int32, _ flow: Flow) -> Bool {
        guard let gone = dropped[node] else { return false }
        let kinds = graph.sums(of: node).map(\.kind).filter { $0.flow == flow }
        return !kinds.isEmpty && kinds.allSatisfy { gone.contains($0) }
    }

    /// What a record still reports of a flow after its parent-child tree was settled, in dollars.
    private func remaining(_ node: Int32, _ flow: Flow) -> Int128 { isWhollyDropped(node, flow) ? 0 : graph.nodes[node].dollars(flow) }
}

extension LinkGraph.Edge {
    /// The larger of what giver and receiver say; a receiver that names no commitments has at least what it was paid.
    fileprivate func linked(_ flow: Flow) -> Int128 {
        let (given, received) = flow == .spend ? (givenSpend, receivedIncoming) : (givenCommitments, receivedCommitments)
        let largest = max(given, received)
        return max(0, largest == 0 && flow == .commitments ? receivedIncoming : largest)
    }
}

/// Money cannot come back to where it started: the links that close a loop are left out.
enum FundingLoops {
    /// Edges as they stand, without those that close a loop with the ones before them.
    static func removed(from edges: [LinkGraph.Edge]) -> [LinkGraph.Edge] {
        var kept: [LinkGraph.Edge] = []
        var next: [Int32: [Int32]] = [:]
        for edge in edges where !reaches(edge.to, edge.from, next) {
            kept.append(edge)
            next[edge.from, default: []].append(edge.to)
        }
        return kept
    }

    private static func reaches(_ start: Int32, _ goal: Int32, _ next: [Int32: [Int32]]) -> Bool {
        if start == goal { return true }
        guard next[start] != nil else { return false }
        var open = [start]
        var seen: Set<Int32> = []
        while let here = open.popLast() {
            if here == goal { return true }
            if seen.insert(here).inserted { open.append(contentsOf: next[here] ?? []) }
        }
        return false
    }
}
