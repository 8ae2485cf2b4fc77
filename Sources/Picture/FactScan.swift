import Records
import SQL
import Store

/// The facts and adjustments of one flow that count under a rule, of the activities that the reader may see, for several threads to read.
struct FactScan: Sendable {
    private let query: TotalsQuery
    private let columns: [RollupColumn]
    private let isWanted: [Bool]
    private let visibility: Visibility
    private let stretches: [Range<Int>]
    private let turns: Turns

    init(_ database: Database, _ query: TotalsQuery, _ visibility: Visibility) throws {
        self.query = query
        self.visibility = visibility
        columns = query.columns.subtracting([.audience, .flow, .rules]).sorted { $0.rawValue < $1.rawValue }
        isWanted = try Self.wanted(database, query, visibility)
        stretches = try FactReader.stretches(blocks: Self.blocks, database)
        turns = Turns(stretches.count)
    }

    /// Blocks are small: they are handed over several at once.
    private static let blocks = 16

    var activities: Int { isWanted.count }

    /// By activity, whether the reader sees it and it aims at what is asked for.
    private static func wanted(_ database: Database, _ query: TotalsQuery, _ visibility: Visibility) throws -> [Bool] {
        let visible = try FactReader.visible(visibility, database)
        if query.markers.isEmpty { return visible }
        var wanted = [Bool](repeating: false, count: visible.count)
        let terms = try database.terms(of: query.markers)
        let select = "SELECT CAST(value AS BIGINT) FROM mention, json_each(activities) WHERE term IN (\(terms.sqlList))"
        try database.statement(select).forEach([]) { wanted[$0.int(0)] = visible[$0.int(0)] }
        return wanted
    }

    /// Reads what other threads leave. All that is of an activity comes in one slab.
    func read(_ database: Database, _ body: (Slab) throws -> Void) throws {
        var slab = Slab.ofFacts()
        while let turn = turns.take() {
            slab.clear()
            try add(stretches[turn], database, to: &slab)
            try body(slab)
        }
    }

    private func add(_ activities: Range<Int>, _ database: Database, to slab: inout Slab) throws {
        try FactReader.forEachBlock(activities, database) { first, facts in
            var rows = counted(facts)
            facts.narrow(&rows, FactColumn.activity.rawValue) { isWanted[first + Int($0)] }
            let start = slab.activities.count
            facts.append(FactColumn.activity.rawValue, rows: rows, to: &slab.activities)
            for index in start..<slab.activities.count { slab.activities[index] += Int32(first) }
            slab.append(facts, rows, columns)
        }
        try FactReader.forEachAdjustment(query.rule, visibility, activities, database) { activity, facts in
            guard isWanted[Int(activity)] else { return }
            let rows = counted(facts)
            slab.activities.append(contentsOf: repeatElement(activity, count: rows.count))
            slab.append(facts, rows, columns)
        }
    }

    private func counted(_ facts: PackedTable) -> [Int32] {
        let (flow, rule) = (FlowNumber.number(query.flow), query.rule.rawValue)
        var rows = facts.rows(FactColumn.flow.rawValue) { $0 == flow }
        facts.narrow(&rows, FactColumn.rules.rawValue) { $0 & rule != 0 }
        return rows
    }
}

extension Slab {
    static func ofFacts() -> Slab { Slab(columns: [:], amounts: [], isSelected: true) }

    /// The memory is kept for the next rows.
    fileprivate mutating func clear() {
        for column in columns.keys { columns[column]?.removeAll(keepingCapacity: true) }
        amounts.removeAll(keepingCapacity: true)
        activities.removeAll(keepingCapacity: true)
    }

    fileprivate mutating func append(_ facts: PackedTable, _ rows: [Int32], _ columns: [RollupColumn]) {
        facts.appendAmounts(rows: rows, to: &amounts)
        for column in columns { facts.append(column.factColumn, rows: rows, to: &self.columns[column, default: []]) }
    }
}
