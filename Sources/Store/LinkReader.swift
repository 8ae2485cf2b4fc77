import Records
import SQL
import Text

/// Reads the links between visible records: who is whose parent, and what money passes.
struct LinkReader {
    /// One record says that one is the parent of the other.
    struct Claim {
        var pair: FamilyClaims.Pair
        /// `hierarchy` of parent and child, 0 when none is given.
        var levels: (parent: Int, child: Int)
        var speaker: FamilyClaims.Speaker

        func rank(in nodes: [LinkGraph.Node]) -> (teller: Int32, told: Int32) {
            let (parent, child) = (nodes[pair.parent].rank, nodes[pair.child].rank)
            return speaker == .child ? (child, parent) : (parent, child)
        }
    }

    private struct Pair: Hashable {
        var from: Int32
        var to: Int32
    }

    /// Rows in the store of all records met, in their order: a record's place here is its number in what follows.
    private(set) var activities: [Int64]
    private(set) var claims: [Claim] = []
    private(set) var edges: [LinkGraph.Edge] = []
    private var numbers: [Int64: Int32] = [:]
    private var edgeByPair: [Pair: Int] = [:]
    private var references = ReporterReferences()
    private let rates: ExchangeRates

    init(_ database: Database, visible: Set<Int32>, _ rates: ExchangeRates) throws {
        self.rates = rates
        activities = []
        try references.load(database)
        let audiences = visible.sqlList
        let select = """
            SELECT l.kind, a.id, a.reporter, b.id, b.reporter, l.amount, a.hierarchy, b.hierarchy
            FROM link l JOIN activity a ON a.id = l.activity JOIN activity b ON b.identifier = l."to"
            WHERE l.kind IN ('parent', 'child', 'provider', 'receiver') AND a.id <> b.id
                AND a.audience IN (\(audiences)) AND b.audience IN (\(audiences))
            """
        try database.statement(select).forEach([]) { read($0) }
        (numbers, edgeByPair) = ([:], [:])
        order()
    }

    private mutating func number(_ activity: Int64) -> Int32 {
        if let known = numbers[activity] { return known }
        let number = Int32(activities.count)
        activities.append(activity)
        numbers[activity] = number
        return number
    }

    /// Numbers were given as records were met; now in the order of rows.
    private mutating func order() {
        let met = activities.indices.sorted { activities[$0] < activities[$1] }
        var places = [Int32](repeating: 0, count: met.count)
        for (place, number) in met.enumerated() { places[number] = Int32(place) }
        activities = met.map { activities[$0] }
        for index in edges.indices { (edges[index].from, edges[index].to) = (places[edges[index].from], places[edges[index].to]) }
        for index in claims.indices {
            claims[index].pair = .init(parent: places[claims[index].pair.parent], child: places[claims[index].pair.child])
        }
    }

    private mutating func read(_ row: Row) {
        let (one, other) = (number(row.int64(1)), number(row.int64(3)))
        let isOnePublisher = references.number(row.int(2)) == references.number(row.int(4))
        switch row.text(0) {
        case "parent" where isOnePublisher:
            claims.append(Claim(pair: .init(parent: other, child: one), levels: (row.int(7), row.int(6)), speaker: .child))
        case "child" where isOnePublisher:
            claims.append(Claim(pair: .init(parent: one, child: other), levels: (row.int(6), row.int(7)), speaker: .parent))
        case "provider":
            add(row.text(5), from: other, to: one) { edge, flow, dollars in
                if flow == .incoming { edge.receivedIncoming += dollars }
                if flow == .incomingCommitments { edge.receivedCommitments += dollars }
            }
        case "receiver":
            add(row.text(5), from: one, to: other) { edge, flow, dollars in
                if flow == .spend { edge.givenSpend += dollars }
                if flow == .commitments { edge.givenCommitments += dollars }
            }
        default: break
        }
    }

    private mutating func add(_ text: String, from: Int32, to: Int32, _ note: (inout LinkGraph.Edge, Flow, Int128) -> Void) {
        let pair = Pair(from: from, to: to)
        let index = edgeByPair[pair] ?? edges.count
        if index == edges.count {
            edges.append(LinkGraph.Edge(from: from, to: to))
            edgeByPair[pair] = index
        }
        for amount in LinkedAmount.read(text) {
            guard let dollars = rates.convert(amount.micros, from: amount.currency, to: "USD", month: amount.month) else { continue }
            note(&edges[index], amount.flow, dollars)
            guard amount.isCore else { continue }
            if amount.flow == .spend { edges[index].coreSpend += dollars }
            if amount.flow == .commitments { edges[index].coreCommitments += dollars }
        }
    }
}

/// Reporters by their published reference: two names under one reference are one publisher.
private struct ReporterReferences {
    private var byTerm: [Int: Int] = [:]

    mutating func load(_ database: Database) throws {
        var numbers: [String: Int] = [:]
        let select = "SELECT id, text FROM term WHERE id IN (SELECT DISTINCT reporter FROM activity)"
        try database.statement(select).forEach([]) { row in
            let key = Self.key(OrganisationTerm(text: row.text(1)), row.int(0))
            let number = numbers[key] ?? numbers.count
            numbers[key] = number
            byTerm[row.int(0)] = number
        }
    }

    /// Without a reference the name tells publishers apart; without either each stands alone.
    private static func key(_ term: OrganisationTerm, _ number: Int) -> String {
        if !term.ref.isEmpty { return "ref \(term.ref.uppercased())" }
        return term.name.isEmpty ? "term \(number)" : "name \(fold(term.name))"
    }

    func number(_ term: Int) -> Int { byTerm[term] ?? -1 }
}
