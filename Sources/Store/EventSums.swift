import SQL

/// Events and deaths of a document by month, with places and kinds and without, added up in memory and written in the order of their keys.
struct EventSums {
    private let mostKeys: Int
    private let database: Database
    private let document: Int64
    private let audience: Int64
    private var sums: [EventSumKey: EventCount] = [:]
    /// Whether some of the document's are written.
    private var hasWritten = false

    /// - Parameter mostKeys: in memory at once.
    init(_ database: Database, document: Int64, audience: Int64, mostKeys: Int = 1 << 18) {
        (self.database, self.document, self.audience, self.mostKeys) = (database, document, audience, mostKeys)
    }

    /// - Parameter numbers: the store's numbers of the batch's terms.
    mutating func add(_ event: PreparedEvent, _ numbers: [Int32]) throws {
        let key = EventSumKey(
            country: numbers[Int(event.country)], dataset: event.dataset, month: event.month,
            countryNow: numbers[Int(event.countryNow)], place: numbers[Int(event.place)], kind: numbers[Int(event.kind)])
        if sums.count == mostKeys { try close() }
        sums[key, default: EventCount()] += event.count
    }

    /// Writes what is not yet written, beside or onto what is.
    mutating func close() throws {
        var months: [EventSumKey: EventCount] = [:]
        for (key, count) in sums { months[key.withoutPlace, default: EventCount()] += count }
        try write(months, to: "event_country_month")
        try write(sums, to: "event_month", isByPlace: true)
        sums.removeAll(keepingCapacity: true)
        hasWritten = true
    }

    private func write(_ sums: [EventSumKey: EventCount], to table: String, isByPlace: Bool = false) throws {
        let sorted = sums.sorted { $0.key < $1.key }
        let columns =
            "document, audience, country, dataset, month, country_now, events, low, best, high" + (isByPlace ? ", place, kind" : "")
        guard hasWritten else {
            let insert = try BulkInsert(database, into: table, columns)
            for (key, count) in sorted { try insert.add { bind(key, count, isByPlace, to: &$0) } }
            return try insert.flush()
        }
        let places = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
        let add = try database.statement(
            """
            INSERT INTO \(table) AS known (\(columns)) VALUES (\(places))
            ON CONFLICT (country, dataset, month, \(isByPlace ? "place, kind, " : "")country_now, audience, document) DO UPDATE
                SET events = known.events + excluded.events, low = known.low + excluded.low, best = known.best + excluded.best,
                    high = known.high + excluded.high
            """)
        for (key, count) in sorted { try add.run { bind(key, count, isByPlace, to: &$0) } }
    }

    private func bind(_ key: EventSumKey, _ count: EventCount, _ isByPlace: Bool, to row: inout Binder) {
        for number in [Int(document), Int(audience)] { row.add(number) }
        for number in [key.country, key.dataset, key.month, key.countryNow] { row.add(number) }
        for number in [count.events, count.low, count.best, count.high] { row.add(number) }
        if isByPlace { for number in [key.place, key.kind] { row.add(number) } }
    }
}

/// What events are added up by; place and kind are 0 where all are meant.
private struct EventSumKey: Hashable, Comparable {
    var country: Int32
    var dataset: Int32
    var month: Int32
    var countryNow: Int32
    var place: Int32
    var kind: Int32

    var withoutPlace: Self {
        Self(country: country, dataset: dataset, month: month, countryNow: countryNow, place: 0, kind: 0)
    }

    /// One number in place of six: what is added up are millions.
    func hash(into hasher: inout Hasher) {
        var mixed: UInt64 = 0
        for part in [country, dataset, month, countryNow, place, kind] {
            mixed = (mixed ^ UInt64(UInt32(bitPattern: part))) &* 0x9E37_79B9_7F4A_7C15
            mixed ^= mixed >> 32
        }
        hasher.combine(mixed)
    }

    /// The order of the primary keys.
    static func < (a: Self, b: Self) -> Bool {
        if a.country != b.country { return a.country < b.country }
        return (a.dataset, a.month, a.place, a.kind, a.countryNow) < (b.dataset, b.month, b.place, b.kind, b.countryNow)
    }
}
