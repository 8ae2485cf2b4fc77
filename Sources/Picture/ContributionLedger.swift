import Records
import SQL
import Store
import Text

/// What partners wrote into workbooks, row by row, from what the reader may see.
///
/// A row that was sent again, told by provider, kind, country and own reference, counts once, as the file written last has it.
public struct ContributionLedger {
    public struct Entry: Sendable {
        public var reference: String
        public var kind: String
        public var party: String
        /// Empty when only the party is named.
        public var organisation: String
        public var title: String
        public var recipient: String
        public var country: String
        /// Empty where none is given, as theme, start, end, budget and status are.
        public var place: String
        public var theme: String
        public var start: String
        public var end: String
        /// With its unit.
        public var quantity: Amount?
        public var unit: String
        /// With its currency.
        public var amount: Amount?
        public var currency: String
        public var budget: String
        public var budgetCode: String
        public var status: String
        public var document: String
        public var note: String
        public var file: String
        public var line: Int
    }

    /// By file and row.
    public private(set) var entries: [Entry] = []
    /// Rows that do not count because they were sent again.
    public private(set) var replaced = 0

    /// - Parameters:
    ///   - countries: empty for all, as `parties` is.
    public init(_ store: Store, _ visibility: Visibility, countries: Set<String> = [], parties: Set<String> = []) throws {
        var sent: [[String]: (document: Int64, places: [Int])] = [:]
        var found: [Entry?] = []
        let select = """
            SELECT \(Self.columns), d.path, c.line, c.document FROM contribution c JOIN document d ON d.id = c.document
            WHERE \(visibility.documentSQL("d")) ORDER BY d.turn, d.id, c.line, c.rowid
            """
        var replaced = 0
        try store.database.statement(select).forEach([]) { row in
            let entry = Entry(row)
            guard countries.isEmpty || countries.contains(entry.country), parties.isEmpty || parties.contains(entry.party) else { return }
            if let identity = entry.identity {
                if let earlier = sent[identity], earlier.document != row.int64(22) {
                    for place in earlier.places { found[place] = nil }
                    replaced += earlier.places.count
                    sent[identity] = nil
                }
                sent[identity, default: (row.int64(22), [])].places.append(found.count)
            }
            found.append(entry)
        }
        (entries, self.replaced) = (found.compactMap { $0 }, replaced)
    }

    private static let columns = """
        c.reference, c.kind, c.party, c.organisation, c.title, c.recipient, c.country, c.place, c.theme, c.first, c.last, c.quantity, c.unit, \
        c.amount, c.currency, c.budget, c.budget_code, c.status, c.source, c.note
        """
}

extension ContributionLedger.Entry {
    /// In the order of the ledger's columns.
    fileprivate init(_ row: Row) {
        func amount(_ column: Int32) -> Amount? { Int128(row.text(column)).map { Amount(micros: $0) } }
        self.init(
            reference: row.text(0), kind: row.text(1), party: row.text(2), organisation: row.text(3), title: row.text(4),
            recipient: row.text(5), country: row.text(6), place: row.text(7), theme: row.text(8), start: row.text(9), end: row.text(10),
            quantity: amount(11), unit: row.text(12), amount: amount(13), currency: row.text(14), budget: row.text(15),
            budgetCode: row.text(16), status: row.text(17), document: row.text(18), note: row.text(19), file: row.text(20),
            line: row.int(21))
    }

    /// Nil for a row without a reference of its own.
    fileprivate var identity: [String]? {
        let reference = fold(reference)
        return reference.isEmpty ? nil : [party, organisation, kind, country, reference]
    }

    /// Whether it goes on at that day; what does not say when it starts, or is planned, over or off, does not.
    func isUnderWay(on day: Day) -> Bool {
        guard ["", Contribution.Status.underWay.rawValue].contains(status), let start = IndicatorDate(start) else { return false }
        return start.firstDay <= day && (IndicatorDate(end).map { $0.lastDay >= day } ?? true)
    }
}
