import Records
import SQL

/// The records that refer to one another and the sums of what they report, for one set of visible handling marks.
///
/// Records are numbered from 0 in the order of their rows in the store; a million of them must fit beside an import.
struct LinkGraph {
    struct Node {
        let activity: Int64
        fileprivate(set) var facts = FactShelf.Place()
        /// Place among all identifiers, bytewise: what follows from names does not depend on the order of import.
        var rank: Int32 = 0
        var children: [Int32] = []
        var parent: Int32 = -1
        /// Funder term of most of the money, for moving a funder upstream.
        var funder: Int32 = 0
        /// Everything it gives is a core contribution to a multilateral (DAC aid type B02): tracing stops there.
        var isCore = false
        /// Where the record's sums stand in `sums`.
        fileprivate(set) var firstSum: Int32 = 0
        fileprivate(set) var sumCount: Int32 = 0
        /// U.S. dollars (millionths) under `net`; money without a rate is left out.
        var spend: Int128 = 0
        var commitments: Int128 = 0

        func dollars(_ flow: Flow) -> Int128 { flow == .spend ? spend : flow == .commitments ? commitments : 0 }
    }

    struct FlowCurrency: Hashable {
        var flow: Flow
        var currency: Int32
    }

    /// What a record reports under `net` of one flow in one currency.
    struct Sum {
        var kind: FlowCurrency
        var micros: Int128
    }

    /// Money that one record names as going to, or coming from, another: dollars as the giver and as the receiver state it.
    struct Edge {
        var from: Int32
        var to: Int32
        var givenSpend: Int128 = 0
        var givenCommitments: Int128 = 0
        var receivedIncoming: Int128 = 0
        var receivedCommitments: Int128 = 0
        /// The part of either that is a core contribution.
        var coreSpend: Int128 = 0
        var coreCommitments: Int128 = 0

        func core(_ flow: Flow) -> Int128 { flow == .spend ? coreSpend : coreCommitments }
    }

    private(set) var nodes: [Node]
    private(set) var edges: [Edge]
    private var sums: [Sum] = []
    var isEmpty: Bool { nodes.isEmpty }

    init(_ database: Database, marks: Set<Int>, rates: ExchangeRates) throws {
        let links = try LinkReader(database, visible: try Audience.visible(with: marks, in: database), rates)
        nodes = links.activities.map { Node(activity: $0) }
        edges = links.edges
        try rank(database)
        try placeFacts(database)
        edges.sort { (nodes[$0.from].rank, nodes[$0.to].rank) < (nodes[$1.from].rank, nodes[$1.to].rank) }
        plant(links.claims)
        try readSums(database, rates)
    }

    /// The sums of a record, by flow and currency.
    func sums(of node: Int32) -> ArraySlice<Sum> {
        let first = Int(nodes[node].firstSum)
        return sums[first..<first + Int(nodes[node].sumCount)]
    }

    func sum(of node: Int32, _ kind: FlowCurrency) -> Int128 { sums(of: node).first { $0.kind == kind }?.micros ?? 0 }

}

extension Array {
    /// Nodes are numbered in 32 bits: there are many, and they name one another.
    subscript(node: Int32) -> Element {
        @inline(__always) get { self[Int(node)] }
        @inline(__always) _modify { yield &self[Int(node)] }
    }
}

// MARK: - Families

extension LinkGraph {
    private mutating func rank(_ database: Database) throws {
        let numbers = Dictionary(uniqueKeysWithValues: nodes.indices.map { (nodes[$0].activity, $0) })
        var rank: Int32 = 0
        try database.statement("SELECT id FROM activity ORDER BY identifier, id").forEach([]) { row in
            if let node = numbers[row.int64(0)] { nodes[node].rank = rank }
            rank += 1
        }
    }

    /// One look at all records costs less than one at each of many.
    private mutating func placeFacts(_ database: Database) throws {
        var node = 0
        try database.statement("SELECT id, block, first_fact, facts FROM activity ORDER BY id").forEach([]) { row in
            guard node < nodes.count, nodes[node].activity == row.int64(0) else { return }
            nodes[node].facts = FactShelf.Place(row, from: 1)
            node += 1
        }
    }

    /// Claims are heard in the order of the names of those who make them.
    private mutating func plant(_ claims: [LinkReader.Claim]) {
        let ranked = claims.enumerated().sorted { a, b in
            let (x, y) = (a.element.rank(in: nodes), b.element.rank(in: nodes))
            return (x.teller, x.told, a.offset) < (y.teller, y.told, b.offset)
        }
        var family = FamilyClaims()
        for (_, claim) in ranked { family.claim(claim.pair, levels: claim.levels, by: claim.speaker) }
        for pair in family.accepted { adopt(parent: pair.parent, child: pair.child) }
    }

    /// A record has one parent here; a second one, or a loop, is left out.
    private mutating func adopt(parent: Int32, child: Int32) {
        guard nodes[child].parent < 0, !isBelow(parent, child) else { return }
        nodes[parent].children.append(child)
        nodes[child].parent = parent
    }

    /// Walks up from `node`; no honest tree is a thousand levels deep.
    private func isBelow(_ node: Int32, _ ancestor: Int32) -> Bool {
        var here = node
        for _ in 0..<1000 {
            guard here >= 0 else { return false }
            if here == ancestor { return true }
            here = nodes[here].parent
        }
        return true
    }
}

// MARK: - Sums

extension LinkGraph {
    private mutating func readSums(_ database: Database, _ rates: ExchangeRates) throws {
        let currencies = try database.terms(.currency)
        let coreType = try database.term(.aidType, "B02")
        let shelf = FactShelf(database)
        for node in nodes.indices {
            let (facts, rows) = try shelf.open(nodes[node].facts)
            readSums(node, facts, rows, coreType, currencies, rates)
        }
    }

    private mutating func readSums(
        _ node: Int, _ facts: ColumnTable, _ rows: Range<Int>, _ coreType: Int32?, _ currencies: [Int32: String],
        _ rates: ExchangeRates
    ) {
        nodes[node].firstSum = Int32(sums.count)
        nodes[node].isCore = !rows.isEmpty && coreType != nil
        var funders: [(funder: Int32, micros: Int128)] = []
        for row in rows {
            let fact = FactView(facts, row)
            let micros = facts.amounts[row]
            Self.add(micros, fact[.funder], to: &funders)
            if fact[.aidType] != coreType { nodes[node].isCore = false }
            guard fact[.rules] & CountingRule.net.rawValue != 0 else { continue }
            let flow = FlowNumber.flow(fact[.flow])
            add(micros, FlowCurrency(flow: flow, currency: fact[.currency]), to: node)
            guard flow == .spend || flow == .commitments else { continue }
            let dollars = rates.convert(micros, from: currencies[fact[.currency]] ?? "", to: "USD", month: fact[.rateMonth]) ?? 0
            if flow == .spend { nodes[node].spend += dollars } else { nodes[node].commitments += dollars }
        }
        nodes[node].funder = funders.max { ($0.micros, $1.funder) < ($1.micros, $0.funder) }?.funder ?? 0
    }

    private mutating func add(_ micros: Int128, _ kind: FlowCurrency, to node: Int) {
        let first = Int(nodes[node].firstSum)
        if let known = sums[first...].firstIndex(where: { $0.kind == kind }) {
            sums[known].micros += micros
        } else {
            sums.append(Sum(kind: kind, micros: micros))
            nodes[node].sumCount += 1
        }
    }

    private static func add(_ micros: Int128, _ funder: Int32, to funders: inout [(funder: Int32, micros: Int128)]) {
        if let known = funders.firstIndex(where: { $0.funder == funder }) {
            funders[known].micros += micros
        } else {
            funders.append((funder, micros))
        }
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
