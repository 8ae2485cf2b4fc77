import Records
import SQL
import Testbed
import Testing

@testable import Store

/// Segments that files wrote one by one, added up: the same sums in fewer rows, and a country in few of them.
struct CompactionTests {
    private static let countries: Int32 = 40
    private let scratch = Scratch()

    /// `count` rows of which those of one number are the same sum in every segment; none is zero, for such are not kept.
    private func segment(_ count: Int) -> SumTable {
        var sums = SumTable(width: RollupColumn.count)
        var key = [Int32](repeating: 1, count: RollupColumn.count)
        for row in 0..<count {
            key[RollupColumn.country.rawValue] = Int32(row) % Self.countries + 1
            key[RollupColumn.sector.rawValue] = Int32(row) / Self.countries
            sums.add(key, Int128(row + 1))
        }
        return sums
    }

    private func rows(_ level: RollupLevel, holding country: Int32? = nil, _ database: Database) throws -> [Int] {
        let segments = try RollupReader.segments(.commitments, level, countries: country.map { [Int($0)] }, database)
        return segments.map(\.rows)
    }

    private func sum(_ level: RollupLevel, _ database: Database) throws -> Int128 {
        var amounts: [Int128] = []
        for segment in try RollupReader.segments(.commitments, level, countries: nil, database) {
            try RollupReader.appendAmounts(segment, database, to: &amounts)
        }
        return amounts.reduce(0, +)
    }

    @Test func fullSegmentsThatLieUponOneAnother() throws {
        let database = try Store.forWriting(scratch.path("store.db")).database
        let count = Rollups.segmentRows
        for _ in 0..<6 { try Rollups.write(segment(count), kind: .facts, to: database) }
        #expect(FlowNumber.number(.commitments) == 1)
        #expect(try rows(.fine, holding: 7, database).count == 6)
        try Rollups.compact(.facts, database, above: 4)
        for level in [RollupLevel.fine, .coarse] {
            #expect(try rows(level, database) == [count])
            #expect(try sum(level, database) == Int128(6 * count * (count + 1) / 2))
        }
        try Rollups.compact(.facts, database, above: 4)
        #expect(try rows(.fine, database) == [count])
    }

    /// A country is in the segments of its own rows, however many there are in all.
    @Test func aCountryIsInFewSegments() throws {
        let database = try Store.forWriting(scratch.path("store.db")).database
        let count = Rollups.segmentRows * 3
        for _ in 0..<5 { try Rollups.write(segment(count / 5), kind: .facts, to: database) }
        try Rollups.write(segment(count), kind: .facts, to: database)
        try Rollups.compact(.facts, database, above: 4)
        #expect(try rows(.fine, database).reduce(0, +) >= count)
        #expect(try rows(.fine, holding: 7, database).count <= 3)
    }

    /// Adjustments leave the facts beside them alone.
    @Test func eachKindIsAddedUpByItself() throws {
        let database = try Store.forWriting(scratch.path("store.db")).database
        let count = Rollups.segmentRows
        for kind in [Rollups.Kind.facts, .adjustments] {
            for _ in 0..<3 { try Rollups.write(segment(count), kind: kind, to: database) }
        }
        try Rollups.compact(.adjustments, database)
        #expect(try rows(.coarse, database) == [count, count, count, count])
        #expect(try sum(.coarse, database) == Int128(6 * count * (count + 1) / 2))
    }

    @Test func fewSegmentsStay() throws {
        let database = try Store.forWriting(scratch.path("store.db")).database
        for _ in 0..<4 { try Rollups.write(segment(100), kind: .facts, to: database) }
        try Rollups.compact(.facts, database, above: 4)
        #expect(try rows(.fine, database) == [100, 100, 100, 100])
        try Rollups.write(segment(100), kind: .facts, to: database)
        try Rollups.compact(.facts, database, above: 4)
        #expect(try rows(.fine, database) == [100])
    }
}
