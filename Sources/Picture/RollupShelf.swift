import Records
import Store

/// Roll-ups of a few countries kept for the questions that follow: the rows that the reader may see, their columns as they are asked for.
final class RollupShelf {
    struct Key: Hashable {
        var flow: Flow
        var level: RollupLevel
        var countries: Set<String>
    }

    private typealias Part = (segment: RollupReader.Segment, rows: [Int32])

    private static let mostRows = 1 << 19

    private let visibility: Visibility
    private var slab = Slab.ofCountries()
    /// Nil before the first question.
    private var parts: [Part]?

    init(_ visibility: Visibility) { self.visibility = visibility }

    /// Hands over what `scan` would, the rows of other countries and readers left out. What is too much to keep is only passed on.
    func read(_ scan: RollupScan, _ body: (Slab) throws -> Void) throws {
        let parts = try parts ?? chosen(scan)
        self.parts = parts
        guard parts.reduce(0, { $0 + $1.rows.count }) <= Self.mostRows else { return try scan.read(body) }
        if slab.amounts.isEmpty {
            for part in parts { try scan.appendAmounts(part.segment, rows: part.rows, to: &slab.amounts) }
        }
        for column in scan.columns where slab.columns[column] == nil {
            var values: [Int32] = []
            for part in parts { try scan.append(column, part.segment, rows: part.rows, to: &values) }
            slab.columns[column] = values
        }
        try body(slab)
    }

    private func chosen(_ scan: RollupScan) throws -> [Part] {
        let wanted = Set((scan.countries ?? []).map { Int32($0) })
        return try scan.segments().map { segment in
            var rows = try scan.rows(segment, .country) { wanted.contains($0) }
            try scan.narrow(&rows, segment, .audience) { visibility.audiences.contains($0) }
            return (segment, rows)
        }
    }
}
