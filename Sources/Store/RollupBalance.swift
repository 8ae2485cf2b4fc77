import Records

/// Facts on one side, their roll-ups on the other: whether they add up to the same, without adding any of them up by their keys.
///
/// Each amount is multiplied by a fingerprint of its key. Equal sums by every key then give equal sums of products, and different ones
/// do not, but for a chance of one in 2^64.
struct RollupBalance {
    struct Sum: Hashable {
        var kind: Rollups.Kind
        var level: RollupLevel
        var flow: Int32
        var country: Int32
    }

    struct Difference {
        var kind: String
        var level: String
        var flow: String
        var country: Int32
    }

    private var weights: [Sum: UInt128] = [:]

    /// Adds facts of one audience.
    mutating func add(_ facts: ColumnTable, _ rows: Range<Int>, audience: Int32, _ kind: Rollups.Kind) {
        for level in [RollupLevel.fine, .coarse] {
            let columns = level.columns.map { column in column == .audience ? [] : facts.columns[column.factColumn] }
            for row in rows {
                weigh(kind, level, facts.amounts[row]) { index, column in
                    if column == .audience { return audience }
                    let value = columns[index][row]
                    return column == .day && level == .coarse ? PackedDay.startOfYear(value) : value
                }
            }
        }
    }

    /// Takes a segment of roll-ups away.
    mutating func take(_ table: ColumnTable, _ kind: Rollups.Kind, _ level: RollupLevel) {
        for row in 0..<table.count { weigh(kind, level, -table.amounts[row]) { index, _ in table.columns[index][row] } }
    }

    private mutating func weigh(_ kind: Rollups.Kind, _ level: RollupLevel, _ amount: Int128, _ value: (Int, RollupColumn) -> Int32) {
        var sum = Sum(kind: kind, level: level, flow: 0, country: 0)
        var key: UInt64 = 0x9E37_79B9_7F4A_7C15
        for (index, column) in level.columns.enumerated() {
            let value = value(index, column)
            if column == .flow { sum.flow = value }
            if column == .country { sum.country = value }
            key = (key ^ UInt64(UInt32(bitPattern: value))) &* 0xFF51_AFD7_ED55_8CCD
            key ^= key >> 32
        }
        // Odd, so that no amount but 0 weighs nothing.
        weights[sum, default: 0] &+= UInt128(truncatingIfNeeded: amount) &* UInt128(key | 1)
    }

    /// The sums that differ, in order.
    var differences: [Difference] {
        weights.filter { $0.value != 0 }.keys.sorted {
            ($0.flow, $0.country, $0.level.rawValue, $0.kind.rawValue) < ($1.flow, $1.country, $1.level.rawValue, $1.kind.rawValue)
        }.map { sum in
            Difference(
                kind: sum.kind == .facts ? "of facts" : "of adjustments", level: sum.level == .fine ? "fine" : "coarse",
                flow: Flow.allCases.indices.contains(Int(sum.flow)) ? FlowNumber.flow(sum.flow).rawValue : "flow \(sum.flow)",
                country: sum.country)
        }
    }
}
