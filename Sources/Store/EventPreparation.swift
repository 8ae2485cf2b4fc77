import Compression
import Geography
import Ingest
import Records

/// Events ready to be written: placed, their texts numbered, the rows that they were read from packed.
struct PreparedEvents: Sendable {
    var events: [PreparedEvent] = []
    /// Those that earlier batches do not have.
    var terms: [Term] = []
    /// How many terms of earlier batches stand before them.
    var firstTerm = 0
    /// Nil where no row was read.
    var packed: PackedRows?
    /// Rows with data in them, those with problems included.
    var rows: Int
    var problems: [Problem] = []
}

/// An event as it is stored; country, place, kind and sides are positions in the terms of its batch and those before, days yyyymmdd.
struct PreparedEvent: Sendable {
    var line: Int
    var dataset: Int32
    var identifier: String
    /// Nil where there is no identifier.
    var key: Int?
    var updated: String
    var first: Int32
    var last: Int32
    /// Year * 100 + month, the month 0 where only the year is known.
    var month: Int32
    var datePrecision: Int32
    var country: Int32
    var countryNow: Int32
    var place: Int32
    var district: String
    var locality: String
    var point: Coordinates?
    var placePrecision: Int32
    var kind: Int32
    var sides: Int32
    var count: EventCount
}

/// How many events, and the deaths in them.
struct EventCount: Sendable {
    var events = 0
    var low = 0
    var best = 0
    var high = 0

    static func += (sum: inout Self, other: Self) {
        sum.events += other.events
        sum.low += other.low
        sum.best += other.best
        sum.high += other.high
    }
}

/// Turns events into what is stored of them: everything that needs no database.
final class EventPreparation {
    private let placer: EventPlacer
    private let borders: Borders
    /// A negative level is faster still; the rows of one file are much alike.
    private let compressor = ZstdCompressor(level: -1)
    private var terms = LocalTerms()

    /// In memory at once.
    private static let mostTerms = 1 << 16

    init(_ reference: Reference) {
        placer = EventPlacer(reference)
        borders = reference.borders
    }

    func prepare(_ read: ReadEvents) -> PreparedEvents {
        if terms.terms.count > Self.mostTerms { terms = LocalTerms() }
        var made = PreparedEvents(firstTerm: terms.terms.count, rows: read.rows)
        made.events.reserveCapacity(read.events.count)
        for (event, line) in read.events {
            let placed = placer.place(event)
            made.problems += Self.problems(placed, event, line)
            made.events.append(prepared(event, line, place: placed.isPlaced ? placed.admin1 : Split.unspecified))
        }
        made.problems += read.problems
        made.terms = Array(terms.terms[made.firstTerm...])
        if !read.block.bytes.isEmpty { made.packed = PackedRows(read.block, compressor) }
        return made
    }

    private func prepared(_ event: ConflictEvent, _ line: Int, place: String) -> PreparedEvent {
        let country = event.country.isEmpty ? Split.unspecified : event.country
        return PreparedEvent(
            line: line, dataset: Int32(event.dataset.rawValue), identifier: event.identifier, key: EventKeys.key(of: event.identifier),
            updated: event.updated, first: Self.number(event.first), last: Self.number(event.last),
            month: Int32(event.first.year * 100 + event.month), datePrecision: Int32(event.datePrecision.rawValue),
            country: terms.number(.country, country),
            countryNow: terms.number(.country, borders.now(country, place: place, day: event.first)), place: terms.number(.place, place),
            district: event.district, locality: event.locality, point: event.point, placePrecision: Int32(event.placePrecision.rawValue),
            kind: terms.number(.eventType, event.type), sides: terms.number(.eventSides, event.actors.joined(separator: "\u{1F}")),
            count: EventCount(events: event.events, low: event.deaths.low, best: event.deaths.best, high: event.deaths.high))
    }

    private static func number(_ day: Day) -> Int32 { Int32(day.year * 10_000 + day.month * 100 + day.day) }

    /// Places that are not known, points that cannot be right, and provinces that do not fit them.
    private static func problems(_ placed: Placement, _ event: ConflictEvent, _ line: Int) -> [Problem] {
        let unplaced = !placed.isPlaced && event.namesPlace ? [unplaced(event, line)] : []
        return unplaced
            + PlaceProblems.wrongPoints(placed).map { rule, message in
                Problem(rule.severity, rule: rule.rule, line: line, identifier: event.identifier, message: message)
            }
    }

    private static func unplaced(_ event: ConflictEvent, _ line: Int) -> Problem {
        let rule = ProblemRules.eventUnplaced
        return Problem(
            rule.severity, rule: rule.rule, line: line, identifier: event.identifier,
            message: "The event's place is in no admin 1 area that is known: \(rule.remedy).")
    }
}
