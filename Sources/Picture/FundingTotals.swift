import Records
import SQL
import Store

/// Humanitarian funding as sheets of the Financial Tracking Service list it, from what the reader may see; never added to what activities say.
///
/// A flow is paid, committed or pledged; funding is what is paid and committed. What flows inside a country or out of it passes on what came in,
/// and is left out. A flow that stands in several files counts once, as the file read last has it.
public struct FundingTotals {
    public enum Dimension: String, CaseIterable, Sendable {
        case country, year, funder, party, recipient, plan, cluster
    }

    public struct Query: Sendable {
        public var by: [Dimension] = []
        public var countries: Set<String> = []
        public init(by: [Dimension] = []) { self.by = by }
    }

    public struct Row: Hashable, Sendable {
        /// Parallel to the query's dimensions.
        public var values: [String]
        public var paid = Amount.zero
        public var committed = Amount.zero
        public var pledged = Amount.zero
        /// Of a status that is not known.
        public var other = Amount.zero
        public var flows = 0
        public var funding: Amount { paid + committed }
    }

    private struct Flow {
        var values: [String]
        var status: FundingFlow.Status
        var amount: Amount
    }

    private let store: Store
    private let visibility: Visibility
    private let labels: Labels

    public init(_ store: Store, _ reference: Reference, _ visibility: Visibility) {
        self.store = store
        self.visibility = visibility
        labels = Labels(store, reference)
    }

    /// Sorted by the dimensions, bytewise.
    public func rows(_ query: Query) throws -> [Row] {
        var found: [[String]: Row] = [:]
        for flow in try flows(query) {
            var row = found[flow.values] ?? Row(values: flow.values)
            switch flow.status {
            case .paid: row.paid += flow.amount
            case .commitment: row.committed += flow.amount
            case .pledge: row.pledged += flow.amount
            case .unknown: row.other += flow.amount
            }
            row.flows += 1
            found[flow.values] = row
        }
        if let failure = labels.failure { throw failure }
        return found.values.sorted { a, b in
            zip(a.values, b.values).lazy.map { Bytewise.order($0, $1) }.first { $0 != 0 }.map { $0 < 0 } ?? false
        }
    }

    /// Each once: of a flow that stands in several files, as the file written last has it.
    private func flows(_ query: Query) throws -> [Flow] {
        var known: [String: (document: Int64, places: [Int])] = [:]
        var found: [Flow?] = []
        let select = """
            SELECT f.identifier, f.funder, f.recipient, f.country, f.cluster, f.plan, f.first, f.last, f.status, f.micros, f.document
            FROM funding f JOIN document d ON d.id = f.document
            WHERE f.boundary IN ('', 'incoming') AND \(visibility.documentSQL("d"))
            ORDER BY d.turn, d.id, f.line, f.rowid
            """
        try store.database.statement(select).forEach([]) { row in
            let (identity, document) = (row.text(0), row.int64(10))
            if !identity.isEmpty {
                if let earlier = known[identity], earlier.document != document {
                    for place in earlier.places { found[place] = nil }
                    known[identity] = nil
                }
                known[identity, default: (document, [])].places.append(found.count)
            }
            found.append(flow(query, row))
        }
        return found.compactMap { $0 }
    }

    /// Nil for one that does not count.
    private func flow(_ query: Query, _ row: SQL.Row) -> Flow? {
        let country = labels.term(Int32(row.int(3)))
        guard query.countries.isEmpty || query.countries.contains(country) else { return nil }
        let values = query.by.map { dimension -> String in
            switch dimension {
            case .country: country
            case .year: Self.years(row.int(6), row.int(7))
            case .funder: labels.organisation(Int32(row.int(1)))
            case .party: labels.party(Int32(row.int(1)))
            case .recipient: labels.organisation(Int32(row.int(2)))
            case .plan: row.text(5).isEmpty ? "none" : row.text(5)
            case .cluster: row.text(4).isEmpty ? "not specified" : row.text(4)
            }
        }
        return Flow(
            values: values, status: FundingFlow.Status(rawValue: row.int(8)) ?? .unknown, amount: Amount(micros: Int128(row.int64(9))))
    }

    private static func years(_ first: Int, _ last: Int) -> String {
        first == 0 ? "unknown" : first == last ? Digits.padded(first, 4) : "\(Digits.padded(first, 4))-\(Digits.padded(last, 4))"
    }
}
