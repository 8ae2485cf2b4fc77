import Records
import Store

/// Roll-ups of a few countries kept for the questions that follow: the rows that the reader may see, their columns as they are asked for.
final class RollupShelf {
    struct Key: Hashable {
        var flow: Flow
        var level: RollupLevel
        var countries: Set<String>
    }

    private static let mostRows = 1 << 19

    private let visibility: Visibility
    private var slab = Slab(columns: [:], amounts: [])
    /// Positions among all that was read; nil before the first question.
    private var rows: [Int]?

    init(_ visibility: Visibility) { self.visibility = visibility }

    /// Hands over what `scan` would, the rows of other countries and readers left out. What is too much to keep is only passed on.
    func read(_ scan: RollupScan, _ body: (Slab) throws -> Void) throws {
        let segments = try scan.segments()
        guard segments.reduce(0, { $0 + $1.rows }) <= Self.mostRows else { return try scan.read(body) }
        let rows = try rows ?? chosen(scan, segments[...])
        for column in scan.columns where slab.columns[column] == nil {
            let values = try scan.values(column, segments[...])
            slab.columns[column] = rows.map { values[$0] }
        }
        try body(slab)
    }

    private func chosen(_ scan: RollupScan, _ segments: ArraySlice<RollupReader.Segment>) throws -> [Int] {
        let (countries, audiences) = try (scan.values(.country, segments), scan.values(.audience, segments))
        let wanted = Set((scan.countries ?? []).map { Int32($0) })
        let found = countries.indices.filter { wanted.contains(countries[$0]) && visibility.audiences.contains(audiences[$0]) }
        let amounts = try scan.amounts(segments)
        (rows, slab.amounts) = (found, found.map { amounts[$0] })
        return found
    }
}
