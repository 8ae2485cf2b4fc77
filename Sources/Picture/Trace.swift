import Records
import SQL
import Store

/// A figure's way back: from an activity's facts to the transaction, the file, the line and the original element (rule 14).
public struct TracedFact: Sendable {
    public var identifier: String
    public var flow: Flow
    /// 2.x TransactionType code, or `budget`.
    public var type: String
    public var date: String
    public var country: String
    public var place: String
    public var sector: String
    public var currency: String
    public var amount: Amount
    /// The whole transaction's amount, of which `amount` is this country's and sector's part.
    public var whole: Amount
    public var rules: [String]
    public var file: String
    public var line: Int
    public var lastRead: String
    /// Why the amount is taken away or moved; empty for what was published.
    public var reason = ""
    /// The transaction's element as it stands in the file.
    public var original = ""
}

/// Every copy of a record, the one that counts and those it supersedes.
public struct TracedCopy: Sendable {
    public enum State: String, Sendable { case counted, superseded, replaced, withdrawn, apart, organisation, lost }
    public var file: String
    public var line: Int
    public var state: State
    public var lastUpdated: String
    public var lastRead: String
    public var isSecondary: Bool
    public var handling: String
    public var number: Int64
}

public struct Trace {
    private let store: Store
    private let labels: Labels
    private let visibility: Visibility

    public init(_ store: Store, _ reference: Reference, _ visibility: Visibility) {
        self.store = store
        self.visibility = visibility
        labels = Labels(store, reference)
    }

    public func copies(_ identifier: String) throws -> [TracedCopy] {
        try store.database.rows(
            """
            SELECT d.path, a.line, a.state, a.audience, a.last_updated, d.last_read, a.secondary, h.mark, a.id
            FROM activity a JOIN document d ON d.id = a.document JOIN handling h ON h.id = d.handling
            WHERE a.identifier = ? AND \(visibility.markSQL("d.handling")) ORDER BY d.path, a.ordinal, a.id
            """, Identity.normalised(identifier)
        ) { row in
            TracedCopy(
                file: row.text(0), line: row.int(1), state: state(row.int(2), audience: row.optionalInt(3)), lastUpdated: row.text(4),
                lastRead: row.text(5), isSecondary: row.int(6) == 1, handling: row.text(7), number: row.int64(8))
        }
    }

    private func state(_ number: Int, audience: Int?) -> TracedCopy.State {
        switch number {
        case 0: audience.map { visibility.audiences.contains(Int32($0)) } == true ? .counted : .superseded
        case 1: .replaced
        case 2: .withdrawn
        case 3: .apart
        case 4: .organisation
        default: .lost
        }
    }

    /// The facts of the copy that counts, then what links and trees take from it.
    public func facts(_ identifier: String, flow: Flow?) throws -> [TracedFact] {
        guard let copy = try copies(identifier).first(where: { $0.state == .counted }),
            let activity = try Originals.activity(copy.number, in: store.database)
        else { return [] }
        let original = try Originals.bytes(of: copy.number, in: store.database)
        let facts = try Originals.facts(of: copy.number, in: store.database)
        var found = (0..<facts.count).map { fact(facts, $0, activity, copy, original) }
        found += try adjustments(activity, copy)
        return found.filter { flow == nil || $0.flow == flow }
    }

    private func fact(_ facts: ColumnTable, _ row: Int, _ activity: Activity, _ copy: TracedCopy, _ original: [UInt8]) -> TracedFact {
        var made = plain(facts, row, copy, activity)
        let entry = Int(facts.columns[FactColumn.entry.rawValue][row])
        if entry >= 0, activity.transactions.indices.contains(entry) {
            let transaction = activity.transactions[entry]
            (made.type, made.line, made.date) = (transaction.type, transaction.line, transaction.date?.description ?? "")
            made.whole = transaction.money.amount ?? .zero
        } else if activity.budgets.indices.contains(-entry - 1) {
            let budget = activity.budgets[-entry - 1]
            (made.type, made.line, made.date) = ("budget", budget.line, budget.start?.description ?? "")
            made.whole = budget.money.amount ?? .zero
        }
        made.original = Snippet.element(entry < 0 ? "budget" : "transaction", number: entry < 0 ? -entry - 1 : entry, in: original)
        return made
    }

    private func adjustments(_ activity: Activity, _ copy: TracedCopy) throws -> [TracedFact] {
        let rows = try store.database.rows(
            "SELECT facts, reason, other FROM adjustment WHERE activity = ? AND \(visibility.sql("audience")) ORDER BY rowid",
            copy.number
        ) { (try ColumnTable(packed: $0.bytes(0)), $0.text(1), $0.text(2)) }
        return rows.flatMap { facts, reason, other in
            (0..<facts.count).map { row in
                var made = plain(facts, row, copy, activity)
                made.reason = "\(reason): \(other)"
                made.whole = made.amount
                made.type = "adjustment"
                return made
            }
        }
    }

    private func plain(_ facts: ColumnTable, _ row: Int, _ copy: TracedCopy, _ activity: Activity) -> TracedFact {
        func value(_ column: FactColumn) -> Int32 { facts.columns[column.rawValue][row] }
        let rules = CountingRule.allCases.filter { value(.rules) & $0.rawValue != 0 }.map(\.name)
        return TracedFact(
            identifier: activity.identifier, flow: FlowNumber.flow(value(.flow)), type: "", date: "", country: labels.term(value(.country)),
            place: labels.term(value(.place)), sector: labels.term(value(.sector)), currency: labels.term(value(.currency)),
            amount: Amount(micros: facts.amounts[row]), whole: .zero, rules: rules, file: copy.file, line: copy.line,
            lastRead: copy.lastRead)
    }
}
