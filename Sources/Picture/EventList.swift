import Records
import SQL
import Store

/// One event behind a count, with its way back to the file.
public struct ListedEvent: Sendable {
    public var dataset: ConflictEvent.Dataset
    public var identifier: String
    /// `yyyy-mm-dd`.
    public var first: String
    public var last: String
    public var country: String
    public var place: String
    public var district: String
    public var locality: String
    public var type: String
    public var sides: [String]
    public var events: Int
    public var deaths: ConflictEvent.Deaths
    public var file: String
    public var line: Int
}

/// The events behind the counts, in the order of their days.
///
/// A reader who is not the store's owner sees none of a dataset whose terms forbid passing events on (rule 16); its counts remain.
public struct EventList {
    private let store: Store
    private let visibility: Visibility

    public init(_ store: Store, _ visibility: Visibility) {
        self.store = store
        self.visibility = visibility
    }

    /// Datasets of which this reader sees counts only.
    public var countedOnly: [ConflictEvent.Dataset] {
        visibility.reader == .owner ? [] : ConflictEvent.Dataset.allCases.filter(\.leavesOnlyAsCounts)
    }

    public func forEach(_ query: EventCounts.Query, _ body: (ListedEvent) throws -> Void) throws {
        let rows = try store.database.statement(
            """
            SELECT m.dataset, m.identifier, m.first, m.last, c.text, p.text, m.district, m.locality, k.text, s.text, m.events, m.low, m.best,
                m.high, d.path, m.line
            FROM event m JOIN document d ON d.id = m.document JOIN term c ON c.id = \(query.country) JOIN term p ON p.id = m.place
            JOIN term k ON k.id = m.kind JOIN term s ON s.id = m.sides
            WHERE \(try query.conditions(store, visibility)) \(try query.documents(store)) \(exclusion)
            ORDER BY m.first, m.dataset, m.identifier, m.line, m.id
            """)
        try rows.forEach([]) { try body(ListedEvent($0)) }
    }

    private var exclusion: String {
        countedOnly.isEmpty ? "" : "AND m.dataset NOT IN (\(countedOnly.map { String($0.rawValue) }.joined(separator: ",")))"
    }

    /// The row that an event was read from, as pairs of column and cell, for each file that has it; empty when this reader may not see it.
    public func originals(of identifier: String) throws -> [(file: String, line: Int, read: String, cells: [(name: String, cell: String)])]
    {
        guard let key = EventKeys.key(of: identifier) else { return [] }
        let found = try store.database.rows(
            """
            SELECT d.path, m.line, d.last_read, m.document FROM event_key k JOIN event m ON m.id = k.event JOIN document d ON d.id = m.document
            WHERE k.key = ? AND m.identifier = ? AND \(visibility.markSQL("d.handling")) \(exclusion) ORDER BY d.path, m.line, m.id
            """, key, identifier
        ) { ($0.text(0), $0.int(1), $0.text(2), $0.int64(3)) }
        return try found.map { ($0, $1, $2, try SheetOriginals.row($1, of: $3, in: store.database)) }
    }
}

extension ListedEvent {
    fileprivate init(_ row: Row) {
        dataset = ConflictEvent.Dataset(rawValue: row.int(0)) ?? .ucdp
        identifier = row.text(1)
        (first, last) = (Self.day(row.int(2)), Self.day(row.int(3)))
        (country, place, district, locality) = (row.text(4), row.text(5), row.text(6), row.text(7))
        type = row.text(8)
        sides = row.text(9).split(separator: "\u{1F}").map(String.init)
        events = row.int(10)
        deaths = ConflictEvent.Deaths(low: row.int(11), best: row.int(12), high: row.int(13))
        (file, line) = (row.text(14), row.int(15))
    }

    private static func day(_ number: Int) -> String {
        Day(year: number / 10_000, month: number / 100 % 100, day: number % 100).description
    }
}
