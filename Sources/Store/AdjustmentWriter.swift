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
        var made = ColumnTable(width: FactColumn.count)
        for row in rows {
            let fact = FactView(facts, row)
            guard fact[.flow] == flow, fact[.currency] == drop.kind.currency else { continue }
            append(facts, row, -facts.amounts[row], rules: CountingRule.net.rawValue, to: &made)
        }
        try write(made, drop.node, CountingRule.net.rawValue, "children report the same", drop.child, &sums)
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
        var made = ColumnTable(width: FactColumn.count)
        for row in rows {
            let fact = FactView(facts, row)
            guard fact[.flow] == flow, fact[.rules] & share.rules != 0 else { continue }
            let part = ExchangeRates.scaled(facts.amounts[row], by: share.numerator, over: share.denominator)
            append(facts, row, part * sign, rules: share.rules, to: &made)
        }
        return made
    }

    private func append(_ facts: ColumnTable, _ row: Int, _ amount: Int128, rules: Int32, to made: inout ColumnTable) {
        var values = facts.row(row)
        values[FactColumn.rules.rawValue] = rules & values[FactColumn.rules.rawValue]
        guard values[FactColumn.rules.rawValue] != 0, amount != 0 else { return }
        made.append(values, amount)
    }

    private func write(
        _ made: ColumnTable, _ node: Int32, _ rules: Int32, _ reason: String, _ other: Int32, _ sums: inout SumTable
    ) throws {
        guard made.count > 0 else { return }
        sums.add(made, 0..<made.count, audience: Int32(audience))
        let insert = "INSERT INTO adjustment SELECT ?, ?, ?, ?, identifier, ? FROM activity WHERE id = ?"
        try database.run(
            insert, graph.nodes[node].activity, audience, Int(rules), reason, made.packed(), graph.nodes[other].activity)
    }
}
