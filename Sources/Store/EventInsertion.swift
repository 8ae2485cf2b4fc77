import SQL

/// Writes the events of one document batch by batch, with their keys, their sums and the rows that they were read from.
final class EventInsertion {
    private let document: Int64
    private let audience: Int64
    private let rows: BulkInsert
    private let terms: TermWriter
    private let shelf: RowShelf
    private let keys: EventKeys
    private var sums: EventSums
    private var last: Int
    /// The store's numbers of the terms of the batches so far.
    private var numbers: [Int32] = []

    init(_ database: Database, document: Int64, audience: Int64) throws {
        self.document = document
        self.audience = audience
        rows = try BulkInsert(database, into: "event", Self.columns)
        terms = TermWriter(database)
        shelf = try RowShelf(database, document: document)
        keys = EventKeys(database)
        sums = EventSums(database, document: document, audience: audience)
        last = try database.first("SELECT max(id) FROM event") { $0.int(0) } ?? 0
    }

    /// Keys of events that other events of the store have as well.
    var contested: Set<Int> { keys.contested }

    func write(_ batch: PreparedEvents) throws {
        numbers.removeLast(numbers.count - batch.firstTerm)
        for term in batch.terms { numbers.append(try terms.number(term)) }
        for event in batch.events { try write(event) }
        if let packed = batch.packed { try shelf.put(packed) }
    }

    /// Writes what is not yet written.
    func close() throws {
        try rows.flush()
        try keys.close()
        try sums.close()
    }

    private func write(_ event: PreparedEvent) throws {
        last += 1
        try rows.add { bind(event, to: &$0) }
        if let key = event.key { try keys.add(key, of: last) }
        try sums.add(event, numbers)
    }

    private static let columns = """
        id, document, line, audience, dataset, identifier, key, updated, first, last, month, date_precision, country, country_now, place, \
        district, locality, latitude, longitude, place_precision, kind, sides, events, low, best, high
        """

    private func bind(_ event: PreparedEvent, to row: inout Binder) {
        for number in [last, Int(document), event.line, Int(audience)] { row.add(number) }
        row.add(event.dataset)
        row.add(event.identifier)
        row.add(event.key)
        row.add(event.updated)
        row.add(event.first)
        row.add(event.last)
        row.add(event.month)
        row.add(event.datePrecision)
        row.add(numbers[Int(event.country)])
        row.add(numbers[Int(event.countryNow)])
        row.add(numbers[Int(event.place)])
        row.add(event.district)
        row.add(event.locality)
        row.add(event.point?.latitude)
        row.add(event.point?.longitude)
        row.add(event.placePrecision)
        row.add(numbers[Int(event.kind)])
        row.add(numbers[Int(event.sides)])
        for count in [event.count.events, event.count.low, event.count.best, event.count.high] { row.add(count) }
    }
}
