import Records
import SQL

/// What links and parent-child trees take from records, or move between funders, so that each unit counts once (rule 12).
///
/// Adjustments are facts of negative (and, for a moved funder, positive) amount with a reason. They are made anew after an import,
/// once for every set of handling marks that some reader sees: nobody's figures are changed by a link that he may not see.
struct Reconciliation {
    private let database: Database
    private let reference: Reference
    private let rates: ExchangeRates

    init(_ database: Database, _ reference: Reference) throws {
        self.database = database
        self.reference = reference
        rates = try RateWriter.rates(in: database, over: reference.rates)
    }

    func run() throws {
        try database.execute("DELETE FROM adjustment; DELETE FROM problem WHERE rule = '\(ParentChildTrees.rule)'")
        try Rollups.remove(kind: .adjustments, from: database)
        guard try database.first("SELECT 1 FROM link LIMIT 1", read: { _ in true }) == true else { return }
        var sums = SumTable(width: RollupColumn.count)
        let all = try database.rows("SELECT id FROM handling WHERE id IN (SELECT handling FROM document)") { $0.int(0) }
        for marks in try views() { try reconcile(marks, hidden: Set(all).subtracting(marks), into: &sums) }
        try Rollups.write(sums, kind: .adjustments, to: database)
    }

    /// The distinct sets of handling marks that readers see.
    private func views() throws -> [Set<Int>] {
        let marks = try database.rows("SELECT id, mark FROM handling WHERE id IN (SELECT handling FROM document)") {
            ($0.int(0), $0.text(1))
        }
        let named = marks.flatMap { $0.1.hasPrefix("named:") ? $0.1.dropFirst(6).split(separator: ",").map(String.init) : [] }
        let codes = reference.register.parties.map(\.code) + named
        let readers = [Reader.owner] + codes.compactMap { try? Reader($0, in: reference.register) }
        var found: [Set<Int>] = []
        for reader in readers {
            let visible = Set(try marks.filter { try HandlingMark($0.1).isVisible(to: reader) }.map(\.0))
            if !visible.isEmpty, !found.contains(visible) { found.append(visible) }
        }
        return found
    }

    private func reconcile(_ marks: Set<Int>, hidden: Set<Int>, into sums: inout SumTable) throws {
        let audience = try Copies(database).audience(required: marks, excluded: hidden)
        let graph = try LinkGraph(database, marks: marks, rates: rates)
        guard !graph.isEmpty else { return }
        var trees = ParentChildTrees(graph)
        trees.settle()
        try report(trees.apart, graph, to: audience)
        var chains = FundingChains(graph, dropped: trees.dropped)
        chains.settle()
        let writer = AdjustmentWriter(database, graph, audience: audience)
        for adjustment in Self.inOrder(trees, chains) {
            try writer.write(adjustment, into: &sums)
            try Rollups.spill(&sums, kind: .adjustments, to: database)
        }
    }

    /// Each view is told of what it sees itself: a hidden child must not show in a parent's problem.
    private func report(_ apart: [ParentChildTrees.Apart], _ graph: LinkGraph, to audience: Int64) throws {
        for pair in apart {
            try database.run(
                """
                INSERT INTO problem (document, activity, audience, severity, rule, line, identifier, message)
                SELECT document, id, ?, 'warning', ?, line, identifier, ? FROM activity WHERE id = ?
                """, audience, ParentChildTrees.rule, pair.message, graph.nodes[pair.node].activity)
        }
    }
}

extension Reconciliation {
    /// In the order in which activities, and so their blocks of facts, stand in the store.
    private static func inOrder(_ trees: ParentChildTrees, _ chains: FundingChains) -> [Adjustment] {
        let all = trees.drops.map(Adjustment.drop) + chains.reductions.map(Adjustment.reduction) + chains.moves.map(Adjustment.move)
        return all.enumerated().sorted { ($0.element.node, $0.offset) < ($1.element.node, $1.offset) }.map(\.element)
    }
}
