import Records

/// Money that one record hands to another: what the downstream report says again is taken off it, up to the linked amount.
struct FundingChains {
    /// `numerator / denominator` of a record's flow is another record's money.
    struct Reduction {
        var activity: Int64
        var flow: Flow
        var rules: Int32
        var numerator: Int128
        var denominator: Int128
        var upstream: String
    }

    /// Money of a record whose funder stands further up.
    struct Move {
        var reduction: Reduction
        var funder: Int32
    }

    private struct Taken: Hashable {
        var activity: Int64
        var flow: Flow
    }

    private let graph: LinkGraph
    /// Dollars already taken off a record under `net`, so that two links never take the same.
    private var taken: [Taken: Int128] = [:]
    /// Dollars that a giver's links name in all, for the flow at hand.
    private var promised: [Int64: Int128] = [:]
    private let dropped: [Int64: Set<LinkGraph.FlowCurrency>]
    private(set) var reductions: [Reduction] = []
    private(set) var moves: [Move] = []

    init(_ graph: LinkGraph, dropped: [Int64: Set<LinkGraph.FlowCurrency>]) {
        self.graph = graph
        self.dropped = dropped
    }

    mutating func settle() {
        let edges = withoutLoops()
        let incoming = Dictionary(grouping: edges, by: \.to)
        for flow in [Flow.spend, .commitments] {
            promised = edges.reduce(into: [:]) { $0[$1.from, default: 0] += linked($1, flow) }
            for activity in incoming.keys.sorted(by: precedes) { settle(activity, flow, incoming[activity]!) }
        }
    }

    /// By identifier, so that the order of import changes nothing.
    private func precedes(_ a: Int64, _ b: Int64) -> Bool {
        Bytewise.order(graph.nodes[a]!.identifier, graph.nodes[b]!.identifier) < 0
    }

    private mutating func settle(_ activity: Int64, _ flow: Flow, _ edges: [LinkGraph.Edge]) {
        let own = graph.nodes[activity]!.dollars[flow] ?? 0
        guard own > 0 else { return }
        let reported = edges.map { counted($0, flow) }
        let upstream = graph.nodes[edges[0].from]!.identifier
        reduceNet(activity, flow, by: reported.reduce(0, +), upstream)
        let traced = min(zip(edges, reported).reduce(0) { $0 + earmarked($1.0, $1.1, flow) }, own)
        reduce(activity, flow, .funder, traced, of: own, upstream)
        move(activity, flow, edges, left: own - traced)
    }

    private mutating func reduceNet(_ activity: Int64, _ flow: Flow, by linked: Int128, _ upstream: String) {
        let carriers = carriers(of: activity, flow)
        let carried = carriers.reduce(0) { $0 + available($1, flow) }
        let net = min(linked, carried)
        for carrier in carriers where carried > 0 {
            let part = ExchangeRates.scaled(net, by: available(carrier, flow), over: carried)
            reduce(carrier, flow, .net, part, of: graph.nodes[carrier]!.dollars[flow] ?? 0, upstream)
            taken[Taken(activity: carrier, flow: flow), default: 0] += part
        }
    }

    private mutating func reduce(_ activity: Int64, _ flow: Flow, _ rule: CountingRule, _ part: Int128, of whole: Int128, _ upstream: String) {
        guard part > 0 else { return }
        reductions.append(
            Reduction(activity: activity, flow: flow, rules: rule.rawValue, numerator: part, denominator: whole, upstream: upstream))
    }

    /// What upstream reports itself of a link; a giver that reports less than its links name shares it among them.
    private func counted(_ edge: LinkGraph.Edge, _ flow: Flow) -> Int128 {
        let (linked, all) = (linked(edge, flow), promised[edge.from] ?? 0)
        let reported = max(0, remaining(edge.from, flow))
        return all <= reported || all == 0 ? linked : ExchangeRates.scaled(linked, by: reported, over: all)
    }

    /// The part of `amount` that is not a core contribution.
    private func earmarked(_ edge: LinkGraph.Edge, _ amount: Int128, _ flow: Flow) -> Int128 {
        if graph.nodes[edge.from]!.isCore { return 0 }
        let (linked, core) = (linked(edge, flow), edge.core[flow] ?? 0)
        return linked == 0 ? 0 : ExchangeRates.scaled(amount, by: max(0, linked - core), over: linked)
    }

    /// What upstream does not report itself still has upstream's funder.
    private mutating func move(_ activity: Int64, _ flow: Flow, _ edges: [LinkGraph.Edge], left: Int128) {
        var left = left
        for edge in edges where left > 0 {
            let source = graph.nodes[edge.from]!
            let part = min(earmarked(edge, linked(edge, flow) - counted(edge, flow), flow), left)
            guard part > 0, source.funder != 0 else { continue }
            left -= part
            let own = graph.nodes[activity]!.dollars[flow] ?? 0
            let reduction = Reduction(
                activity: activity, flow: flow, rules: CountingRule.funder.rawValue, numerator: part, denominator: own,
                upstream: source.identifier)
            moves.append(Move(reduction: reduction, funder: source.funder))
        }
    }

    /// The records that still count for a record's flow under `net`: itself, or what its parent-child tree left of it.
    private func carriers(of activity: Int64, _ flow: Flow) -> [Int64] {
        var found: [Int64] = []
        var open = [activity]
        while let here = open.popLast() {
            if isWhollyDropped(here, flow) { open.append(contentsOf: graph.nodes[here]!.children) } else { found.append(here) }
        }
        return found.filter { (graph.nodes[$0]!.dollars[flow] ?? 0) > 0 }.sorted(by: precedes)
    }

    private func available(_ activity: Int64, _ flow: Flow) -> Int128 {
        max(0, (graph.nodes[activity]!.dollars[flow] ?? 0) - (taken[Taken(activity: activity, flow: flow)] ?? 0))
    }

    private func isWhollyDropped(_ activity: Int64, _ flow: Flow) -> Bool {
        let kinds = graph.nodes[activity]!.sums.keys.filter { $0.flow == flow }
        let gone = dropped[activity] ?? []
        return !kinds.isEmpty && kinds.allSatisfy { gone.contains($0) }
    }

    /// The larger of what giver and receiver say; a receiver that names no commitments has at least what it was paid.
    private func linked(_ edge: LinkGraph.Edge, _ flow: Flow) -> Int128 {
        let given = edge.given[flow] ?? 0
        let received = edge.received[flow == .spend ? .incoming : .incomingCommitments] ?? 0
        let largest = max(given, received)
        return max(0, largest == 0 && flow == .commitments ? edge.received[.incoming] ?? 0 : largest)
    }

    /// What a record still reports of a flow after its parent-child tree was settled, in dollars.
    private func remaining(_ activity: Int64, _ flow: Flow) -> Int128 {
        isWhollyDropped(activity, flow) ? 0 : graph.nodes[activity]!.dollars[flow] ?? 0
    }

    /// Edges without those that close a loop, met in the order of identifiers.
    private func withoutLoops() -> [LinkGraph.Edge] {
        var kept: [LinkGraph.Edge] = []
        var next: [Int64: [Int64]] = [:]
        for edge in graph.edges where !reaches(edge.to, edge.from, next) {
            kept.append(edge)
            next[edge.from, default: []].append(edge.to)
        }
        return kept
    }

    private func reaches(_ start: Int64, _ goal: Int64, _ next: [Int64: [Int64]]) -> Bool {
        var open = [start]
        var seen: Set<Int64> = []
        while let here = open.popLast() {
            if here == goal { return true }
            if seen.insert(here).inserted { open.append(contentsOf: next[here] ?? []) }
        }
        return false
    }
}
