import Testbed
import Testing

@testable import Picture

/// Rows in order, whatever numbers their texts have and however they are cut into parts.
struct OrderedCellsTests {
    private struct Key: Hashable, Comparable {
        /// Places, which are what rows are sorted by.
        var places: [Int32]

        static func < (a: Key, b: Key) -> Bool { a.places.lexicographicallyPrecedes(b.places) }
    }

    /// - Parameter sizes: how many texts each dimension has.
    private func check(_ sizes: [Int], cells count: Int, _ random: inout SeededGenerator) {
        let ranks = sizes.map { (0..<Int32($0)).shuffled(using: &random) }
        var (cells, sums) = (CellTable(width: sizes.count), [Key: Int128]())
        for _ in 0..<count {
            let numbers = sizes.map { Int32.random(in: 0..<Int32($0), using: &random) }
            let amount = Int128(Int.random(in: -3...3, using: &random))
            numbers.withUnsafeBufferPointer { cells.add($0, amount, lookingBackTo: cells.count) }
            sums[Key(places: zip(ranks, numbers).map { $0[Int($1)] }), default: 0] += amount
        }
        let expected = sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        var found: [(key: Key, value: Int128)] = []
        let ordered = OrderedCells(cells, by: ranks)
        for part in 0..<ordered.parts {
            ordered.forEachSum(in: part) { numbers, sum in
                found.append((Key(places: ranks.indices.map { ranks[$0][Int(numbers[$0])] }), sum))
            }
        }
        #expect(found.elementsEqual(expected) { $0.key == $1.key && $0.value == $1.value }, "\(sizes) \(count)")
    }

    @Test(arguments: [
        // One place for many cells, and the other way round.
        [1], [3, 2], [100_000], [50_000, 3], [3, 50_000], [7, 50_000, 1, 300], [200_000, 5, 5],
        // More than fits into one number of 64 bits.
        [60_000, 60_000, 60_000, 60_000, 60_000],
    ])
    func sums(_ sizes: [Int]) {
        var random = SeededGenerator(seed: UInt64(sizes.reduce(7) { $0 &* 31 &+ $1 }))
        for count in [0, 1, 2, 100, 40_000] { check(sizes, cells: count, &random) }
    }

    @Test func manyCellsAreCut() {
        var cells = CellTable(width: 1)
        for number in 0..<Int32(100_000) { [number].withUnsafeBufferPointer { cells.add($0, 1, lookingBackTo: cells.count) } }
        #expect(OrderedCells(cells, by: [(0..<100_000).map { $0 }]).parts > 4)
    }
}
