import Testbed
import Testing

@testable import Store

/// Facts and sums on disk and in memory.
struct ColumnTableTests {
    private static let extremes: [Int128] = [0, 1, -1, .max, .min, 1 << 64, -(1 << 64), (1 << 63) - 1, 1 << 63]

    private func table(rows: Int, width: Int, seed: UInt64) -> ColumnTable {
        var random = SeededGenerator(seed: seed)
        var table = ColumnTable(width: width)
        for row in 0..<rows {
            let amount = row < Self.extremes.count ? Self.extremes[row] : Int128(Int64.random(in: .min ... .max, using: &random))
            table.append((0..<width).map { _ in Int32.random(in: .min ... .max, using: &random) }, amount)
        }
        return table
    }

    @Test(arguments: [0, 1, 9, 1000])
    func packsAndUnpacks(rows: Int) throws {
        let table = table(rows: rows, width: FactColumn.count, seed: 7)
        let again = try ColumnTable(packed: table.packed())
        #expect(again.columns == table.columns)
        #expect(again.amounts == table.amounts)
    }

    /// Bytes that are cut, added to, or of another width are damage and never another table.
    @Test func damageIsTold() {
        let packed = table(rows: 50, width: FactColumn.count, seed: 8).packed()
        for damaged in [[], Array(packed.dropLast(9)), packed + [0], table(rows: 50, width: FactColumn.count - 1, seed: 8).packed()] {
            #expect(throws: (any Error).self) { try ColumnTable(packed: damaged) }
        }
    }

    /// Ten thousand additions to a few hundred keys, against a dictionary.
    @Test func sumsAsADictionaryDoes() {
        var random = SeededGenerator(seed: 9)
        var sums = SumTable(width: 2)
        var expected: [[Int32]: Int128] = [:]
        for _ in 0..<10_000 {
            let key = [Int32.random(in: -10...10, using: &random), Int32.random(in: 0...20, using: &random)]
            let amount = Int128(Int64.random(in: -1_000_000...1_000_000, using: &random)) << 40
            key.withUnsafeBufferPointer { sums.add($0.baseAddress!, amount) }
            expected[key, default: 0] += amount
        }
        #expect(sums.count == expected.count)
        for row in 0..<sums.count { #expect(expected[Array(sums.key(row))] == sums.amount(row)) }
    }
}
