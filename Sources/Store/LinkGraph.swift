import Records
import SQL

/// The records that refer to one another and the sums of what they report, for one set of visible handling marks.
struct LinkGraph {
    struct Node {
        var identifier: String
        var reporter: String
        var children: [Int64] = []
        var parent: Int64?
        /// Funder term of most of the money, for moving a funder upstream.
        var funder: Int32 = 0
        /// Sums that count under `net`, by flow and currency.
        var sums: [FlowCurrency: Int128] = [:]
        /// The same in U.S. dollars (millionths), by flow; money without a rate is left out.
        var dollars: [Flow: Int128] = [:]
        /// Everything it gives is a core contribution to a multilateral: tracing stops there.
        var isCore = false
    }

    struct FlowCurrency: Hashable {
        var flow: Flow
        var currency: Int32
    }

    /// Money that one record names as going to, or coming from, another.
    struct Edge {
        var from: Int64
        var to: Int64
        /// Dollars by flow, as the giver and as the receiver state it.
        var given: [Flow: Int128] = [:]
        var received: [Flow: Int128] = [:]
        /// The part of either that is a core contribution.
        var core: [Flow: Int128] = [:]
    }

    private(set) var nodes: [Int64: Node] = [:]
    private(set) var edges: [Edge] = []
    var isEmpty: Bool { nodes.isEmpty }

    init(_ database: Database, marks: Set<Int>, rates: ExchangeRates) throws {
        let visible = try Self.visibleAudiences(database, marks)
        try readLinks(database, visible, rates)
        try readSums(database, rates)
    }

    private static func visibleAudiences(_ database: Database, _ marks: Set<Int>) throws -> String {
        let rows = try database.rows("SELECT id, required, excluded FROM audience") {
            ($0.int(0), Audience(required: Audience.marks($0.text(1)), excluded: Audience.marks($0.text(2))))
        }
        return rows.filter { $0.1.isVisible(with: marks) }.map { String($0.0) }.joined(separator: ",")
    }

    private mutating func readLinks(_ database: Database, _ visible: String, _ rates: ExchangeRates) throws {
        var edges: [[Int64]: Edge] = [:]
        let select = """
            SELECT l.kind, a.id, a.identifier, ra.text, b.id, b.identifier, rb.text, l.amount, a.hierarchy, b.hierarchy
            FROM link l JOIN activity a ON a.id = l.activity JOIN activity b ON b.identifier = l."to"
            JOIN term ra ON ra.id = a.reporter JOIN term rb ON rb.id = b.reporter
            WHERE l.kind IN ('parent', 'child', 'provider', 'receiver') AND a.audience IN (\(visible)) AND b.audience IN (\(visible))
            ORDER BY a.identifier, b.identifier
            """
        var family = FamilyClaims()
        try database.statement(select).forEach([]) { row in
            let (one, other) = (row.int64(1), row.int64(4))
            guard one != other else { return }
            let reporters = (OrganisationTerm(text: row.text(3)).ref, OrganisationTerm(text: row.text(6)).ref)
            meet(one, row.text(2), reporters.0)
            meet(other, row.text(5), reporters.1)
            switch row.text(0) {
            case "parent" where reporters.0 == reporters.1: family.claim(.init(parent: other, child: one), levels: (row.int(9), row.int(8)), by: .child)
            case "child" where reporters.0 == reporters.1: family.claim(.init(parent: one, child: other), levels: (row.int(8), row.int(9)), by: .parent)
            case "provider":
                edges[[other, one], default: Edge(from: other, to: one)].add(Self.dollars(row.text(7), rates), to: \.received)
            case "receiver": edges[[one, other], default: Edge(from: one, to: other)].add(Self.dollars(row.text(7), rates), to: \.given)
            default: break
            }
        }
        for pair in family.accepted { adopt(parent: pair.parent, child: pair.child) }
        self.edges = edges.values.sorted { (name($0.from), name($0.to)) < (name($1.from), name($1.to)) }
    }

    private func name(_ activity: Int64) -> String { nodes[activity]?.identifier ?? "" }

    private mutating func meet(_ activity: Int64, _ identifier: String, _ reporter: String) {
        if nodes[activity] == nil { nodes[activity] = Node(identifier: identifier, reporter: reporter) }
    }

    /// A record has one parent here; a second one, or a loop, is left out.
    private mutating func adopt(parent: Int64, child: Int64) {
        guard nodes[child]?.parent == nil, !isBelow(parent, child) else { return }
        nodes[parent]?.children.append(child)
        nodes[child]?.parent = parent
    }

    /// Walks up from `activity`; no honest tree is a thousand levels deep.
    private func isBelow(_ activity: Int64, _ ancestor: Int64) -> Bool {
        var here: Int64? = activity
        for _ in 0..<1000 {
            guard let current = here else { return false }
            if current == ancestor { return true }
            here = nodes[current]?.parent
        }
        return true
    }

    /// What a link names, in dollars; money without a rate is left out.
    private static func dollars(_ text: String, _ rates: ExchangeRates) -> [LinkedAmount] {
        LinkedAmount.read(text).compactMap { amount in
            guard let dollars = rates.convert(amount.micros, from: amount.currency, to: "USD", month: amount.month) else { return nil }
            return LinkedAmount(flow: amount.flow, currency: "USD", month: amount.month, micros: dollars, isCore: amount.isCore)
        }
    }
}

extension LinkGraph.Edge {
    fileprivate mutating func add(_ amounts: [LinkedAmount], to side: WritableKeyPath<Self, [Flow: Int128]>) {
        for amount in amounts {
            self[keyPath: side][amount.flow, default: 0] += amount.micros
            if amount.isCore { core[amount.flow, default: 0] += amount.micros }
        }
    }
}

// MARK: - Sums

extension LinkGraph {
    private mutating func readSums(_ database: Database, _ rates: ExchangeRates) throws {
        let currencies = try Self.texts(.currency, database)
        let aidTypes = try Self.texts(.aidType, database)
        for activity in nodes.keys.sorted() {
            let facts = try Originals.facts(of: activity, in: database)
            var byFunder: [Int32: Int128] = [:]
            var isCore = facts.count > 0
            for row in 0..<facts.count {
                let fact = FactView(facts, row)
                byFunder[fact[.funder], default: 0] += facts.amounts[row]
                isCore = isCore && aidTypes[fact[.aidType]] == "B02"
                guard fact[.rules] & CountingRule.net.rawValue != 0 else { continue }
                let flow = FlowNumber.flow(fact[.flow])
                nodes[activity]!.sums[FlowCurrency(flow: flow, currency: fact[.currency]), default: 0] += facts.amounts[row]
                let currency = currencies[fact[.currency]] ?? ""
                if let dollars = rates.convert(facts.amounts[row], from: currency, to: "USD", month: fact[.rateMonth]) {
                    nodes[activity]!.dollars[flow, default: 0] += dollars
                }
            }
            nodes[activity]!.isCore = isCore
            nodes[activity]!.funder = byFunder.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
        }
    }

    private static func texts(_ kind: TermKind, _ database: Database) throws -> [Int32: String] {
        let rows = try database.rows("SELECT id, text FROM term WHERE kind = ?", kind.rawValue) { (Int32($0.int(0)), $0.text(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}

/// One row of a block of facts.
struct FactView {
    private let facts: ColumnTable
    private let row: Int

    init(_ facts: ColumnTable, _ row: Int) {
        self.facts = facts
        self.row = row
    }

    subscript(_ column: FactColumn) -> Int32 { facts.columns[column.rawValue][row] }
}
