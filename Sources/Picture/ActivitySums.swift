/// Amounts of one slab added up by activity and a key of several small numbers.
///
/// An activity has few keys: looking back through those just met is cheaper than hashing.
struct ActivitySums {
    private static let mostLookedAt = 32

    /// Rows of one activity stand together.
    private let rows: [Int32]
    /// One number a row, equal where the keys are.
    private let keys: [UInt64]
    private let activities: [Int32]

    /// - Parameter columns: parts of the key, row by row; an empty one is 0 in every row.
    init(_ columns: [[Int32]], _ activities: [Int32], rows: [Int32]) {
        self.activities = activities
        self.rows = Self.grouped(rows, by: activities)
        keys = Self.joined(columns.filter { !$0.isEmpty }, count: activities.count)
    }

    /// Hands every activity's keys to `body`: the first row that has the key, and its sum.
    func read(_ amounts: [Int128], _ body: (_ row: Int, _ sum: Int128, _ isFirst: Bool) -> Void) {
        var found: [(key: UInt64, row: Int, sum: Int128)] = []
        var start = 0
        while start < rows.count {
            let activity = activities[Int(rows[start])]
            let end = rows[start...].firstIndex { activities[Int($0)] != activity } ?? rows.count
            found.removeAll(keepingCapacity: true)
            for row in together(start..<end) {
                let (key, row) = (keys[Int(row)], Int(row))
                let first = max(0, found.count - Self.mostLookedAt)
                if let known = found[first...].lastIndex(where: { $0.key == key }) {
                    found[known].sum += amounts[row]
                } else {
                    found.append((key, row, amounts[row]))
                }
            }
            var isFirst = true
            for one in found where one.sum != 0 {
                body(one.row, one.sum, isFirst)
                isFirst = false
            }
            start = end
        }
    }

    /// The rows of one activity; where they may have more keys than are looked at, equal ones follow each other.
    private func together(_ range: Range<Int>) -> ArraySlice<Int32> {
        range.count <= Self.mostLookedAt ? rows[range] : rows[range].sorted { keys[Int($0)] < keys[Int($1)] }[...]
    }

    private static func grouped(_ rows: [Int32], by activities: [Int32]) -> [Int32] {
        guard zip(rows, rows.dropFirst()).contains(where: { activities[Int($0)] > activities[Int($1)] }) else { return rows }
        let least = activities.min() ?? 0
        return CountingOrder.sorted(rows, below: Int((activities.max() ?? 0) - least) + 1) { Int(activities[$0] - least) }
    }

    private static func joined(_ columns: [[Int32]], count: Int) -> [UInt64] {
        var keys = [UInt64](repeating: 0, count: count)
        var span: UInt64 = 1
        for column in columns {
            let radix = UInt64(column.max() ?? 0) + 1
            if span.multipliedReportingOverflow(by: radix).overflow { (keys, span) = condensed(keys) }
            for row in keys.indices { keys[row] = keys[row] &* radix &+ UInt64(UInt32(bitPattern: column[row])) }
            span = span &* radix
        }
        return keys
    }

    /// The same keys as numbers of the different ones, for those who ask for every dimension at once.
    private static func condensed(_ keys: [UInt64]) -> (keys: [UInt64], span: UInt64) {
        var numbers: [UInt64: UInt64] = [:]
        let condensed = keys.map { key in
            let number = numbers[key] ?? UInt64(numbers.count)
            numbers[key] = number
            return number
        }
        return (condensed, UInt64(max(1, numbers.count)))
    }
}
