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
    private let dropped: [Int64: Set<LinkGraph.FlowCurrency>]
    private(set) var reductions: [Reduction] = []
    private(set) var moves: [Move] = []

    init(_ graph: LinkGraph, dropped: [Int64: Set<LinkGraph.FlowCurrency>]) {
        self.graph = graph
        self.dropped = dropped
    }

    mutating func settle() {
        let incoming = Dictionary(grouping: withoutLoops(), by: \.to)
        for activity in incoming.keys.sorted() {
            for flow in [Flow.spend, .commitments] { settle(activity, flow, incoming[activity]!) }
        }
    }

    private mutating func settle(_ activity: Int64, _ flow: Flow, _ edges: [LinkGraph.Edge]) {
        let own = graph.nodes[activity]!.dollars[flow] ?? 0
        guard own > 0 else { return }
        let carriers = carriers(of: activity, flow)
        let carried = carriers.reduce(0) { $0 + available($1, flow) }
        var net: Int128 = 0
        var traced: Int128 = 0
        for edge in edges {
            let linked = linked(edge, flow)
            let counted = min(linked, max(0, remaining(edge.from, flow)))
            net += counted
            if !graph.nodes[edge.from]!.isCore { traced += counted }
        }
        let upstream = graph.nodes[edges[0].from]!.identifier
        net = min(net, carried)
        traced = min(traced, own)
        func reduce(_ activity: Int64, _ rule: CountingRule, _ part: Int128, of whole: Int128) {
            guard part > 0 else { return }
            reductions.append(
                Reduction(activity: activity, flow: flow, rules: rule.rawValue, numerator: part, denominator: whole, upstream: upstream))
        }
        for carrier in carriers {
            let part = ExchangeRates.scaled(net, by: available(carrier, flow), over: max(1, carried))
            reduce(carrier, .net, part, of: graph.nodes[carrier]!.dollars[flow] ?? 0)
            taken[Taken(activity: carrier, flow: flow), default: 0] += part
        }
        reduce(activity, .funder, traced, of: own)
        move(activity, flow, edges, own: own, traced: traced)
    }

    /// The records that still count for a record's flow under `net`: itself, or what its parent-child tree left of it.
    private func carriers(of activity: Int64, _ flow: Flow) -> [Int64] {
        var found: [Int64] = []
        var open = [activity]
        while let here = open.popLast() {
            if isWhollyDropped(here, flow) { open.append(contentsOf: graph.nodes[here]!.children) } else { found.append(here) }
        }
        return found.filter { (graph.nodes[$0]!.dollars[flow] ?? 0) > 0 }.sorted()
    }

    private func available(_ activity: Int64, _ flow: Flow) -> Int128 {
        max(0, (graph.nodes[activity]!.dollars[flow] ?? 0) - (taken[Taken(activity: activity, flow: flow)] ?? 0))
    }

    private func isWhollyDropped(_ activity: Int64, _ flow: Flow) -> Bool {
        let kinds = graph.nodes[activity]!.sums.keys.filter { $0.flow == flow }
        let gone = dropped[activity] ?? []
        return !kinds.isEmpty && kinds.allSatisfy { gone.contains($0) }
    }

    /// What upstream does not report itself still has upstream's funder.
    private mutating func move(_ activity: Int64, _ flow: Flow, _ edges: [LinkGraph.Edge], own: Int128, traced: Int128) {
        var left = own - traced
        for edge in edges where left > 0 {
            let source = graph.nodes[edge.from]!
            let untold = linked(edge, flow) - min(linked(edge, flow), max(0, remaining(edge.from, flow)))
            guard untold > 0, !source.isCore, source.funder != 0 else { continue }
            let part = min(untold, left)
            left -= part
            let reduction = Reduction(
                activity: activity, flow: flow, rules: CountingRule.funder.rawValue, numerator: part, denominator: own,
                upstream: source.identifier)
            moves.append(Move(reduction: reduction, funder: source.funder))
        }
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
