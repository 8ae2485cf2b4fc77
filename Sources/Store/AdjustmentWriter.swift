import Records
import SQL

/// What links and trees take from a record, or move.
enum Adjustment {
    case drop(ParentChildTrees.Drop)
    case reduction(FundingChains.Reduction)
    case move(FundingChains.Move)

    /// The record.
    var node: Int32 {
        switch self {
        case .drop(let drop): drop.node
        case .reduction(let reduction): reduction.node
        case .move(let move): move.reduction.node
        }
    }
}

/// Writes adjustments as facts: what is taken away, or given to another funder, with the reason.
struct AdjustmentWriter {
    private let database: Database
    private let audience: Int64
    private let shelf: FactShelf
    private let graph: LinkGraph

    init(_ database: Database, _ graph: LinkGraph, audience: Int64) {
        self.database = database
        self.graph = graph
        self.audience = audience
        shelf = FactShelf(database)
    }

    func write(_ adjustment: Adjustment, into sums: inout SumTable) throws {
        switch adjustment {
        case .drop(let drop): try self.drop(drop, into: &sums)
        case .reduction(let reduction): try reduce(reduction, into: &sums)
        case .move(let move): try self.move(move, into: &sums)
        }
    }

    private func drop(_ drop: ParentChildTrees.Drop, into sums: inout SumTable) throws {
        let (facts, rows) = try shelf.open(graph.nodes[drop.node].facts)
        let flow = FlowNumber.number(drop.kind.flow)
        let net = CountingRule.net.rawValue
        let made = taken(from: facts, rows, rules: net) { fact, amount in
            fact[.flow] == flow && fact[.currency] == drop.kind.currency ? -amount : 0
        }
        try write(made, drop.node, net, "children report the same", drop.child, &sums)
    }

    private func reduce(_ share: FundingChains.Reduction, into sums: inout SumTable) throws {
        let made = try part(share, sign: -1)
        try write(made, share.node, share.rules, "reported upstream", share.upstream, &sums)
    }

    private func move(_ move: FundingChains.Move, into sums: inout SumTable) throws {
        var made = try part(move.reduction, sign: -1)
        var given = try part(move.reduction, sign: 1)
        given.mapColumn(FactColumn.funder.rawValue) { _ in move.funder }
        made.append(contentsOf: given)
        try write(made, move.reduction.node, move.reduction.rules, "funded upstream", move.reduction.upstream, &sums)
    }

    /// The share of every fact of the flow that still counts under the rule.
    private func part(_ share: FundingChains.Reduction, sign: Int128) throws -> ColumnTable {
        let (facts, rows) = try shelf.open(graph.nodes[share.node].facts)
        let flow = FlowNumber.number(share.flow)
        return taken(from: facts, rows, rules: share.rules) { fact, amount in
            fact[.flow] == flow ? sign * ExchangeRates.scaled(amount, by: share.numerator, over: share.denominator) : 0
        }
    }

    /// The facts that count under some of `rules`, each with the amount that `amount` gives it, unless that is 0.
    private func taken(
        from facts: ColumnTable, _ rows: Range<Int>, rules: Int32, _ amount: (FactView, Int128) -> Int128
    ) -> ColumnTable {
        var kept: [Int] = []
        var amounts: [Int128] = []
        for row in rows {
            let fact = FactView(facts, row)
            guard fact[.rules] & rules != 0 else { continue }
            let amount = amount(fact, facts.amounts[row])
            guard amount != 0 else { continue }
            kept.append(row)
            amounts.append(amount)
        }
        var made = facts.rows(kept, amounts)
        made.mapColumn(FactColumn.rules.rawValue) { $0 & rules }
        return made
    }

    private func write(
        _ made: ColumnTable, _ node: Int32, _ rules: Int32, _ reason: String, _ other: Int32, _ sums: inout SumTable
    ) throws {
        guard made.count > 0 else { return }
        sums.add(made, 0..<made.count, audience: Int32(audience))
        let insert = try database.statement("INSERT INTO adjustment SELECT ?, ?, ?, ?, identifier, ? FROM activity WHERE id = ?")
        try insert.run { row in
            for number in [Int(graph.nodes[node].activity), Int(audience), Int(rules)] { row.add(number) }
            row.add(reason)
            row.add(made.packed())
            row.add(Int(graph.nodes[other].activity))
        }
    }
}
