/// Amounts of one slab added up by activity and a key of several small numbers.
///
/// An activity has few keys: looking back through those just met is cheaper than hashing.
struct ActivitySums {
    fileprivate static let mostLookedAt = 32

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
        var (rows, found, start) = (rows, Sums(), 0)
        while start < rows.count {
            let end = end(of: start, rows)
            // Where there may be more keys than are looked at, equal ones follow each other.
            if end - start > Self.mostLookedAt { rows[start..<end].sort { keys[Int($0)] < keys[Int($1)] } }
            for index in start..<end { found.add(keys[Int(rows[index])], Int(rows[index]), amounts[Int(rows[index])]) }
            var isFirst = true
            for one in found.all where one.micros != 0 {
                body(one.row, one.micros, isFirst)
                isFirst = false
            }
            found.clear()
            start = end
        }
    }

    /// Where the rows of an activity end.
    private func end(of start: Int, _ rows: [Int32]) -> Int {
        let activity = activities[Int(rows[start])]
        var end = start + 1
        while end < rows.count, activities[Int(rows[end])] == activity { end += 1 }
        return end
    }

    private static func grouped(_ rows: [Int32], by activities: [Int32]) -> [Int32] {
        guard !areGrouped(rows, by: activities) else { return rows }
        let least = activities.min() ?? 0
        return CountingOrder.sorted(rows, below: Int((activities.max() ?? 0) - least) + 1) { Int(activities[$0] - least) }
    }

    private static func areGrouped(_ rows: [Int32], by activities: [Int32]) -> Bool {
        var last: Int32 = 0
        for row in rows {
            let activity = activities[Int(row)]
            if activity < last { return false }
            last = activity
        }
        return true
    }

    private static func joined(_ columns: [[Int32]], count: Int) -> [UInt64] {
        var keys = [UInt64](repeating: 0, count: count)
        var span: UInt64 = 1
        for column in columns {
            let radix = UInt64(column.max() ?? 0) + 1
            if span.multipliedReportingOverflow(by: radix).overflow { (keys, span) = condensed(keys) }
            join(column, radix, to: &keys)
            span = span &* radix
        }
        return keys
    }

    private static func join(_ column: [Int32], _ radix: UInt64, to keys: inout [UInt64]) {
        keys.withUnsafeMutableBufferPointer { keys in
            column.withUnsafeBufferPointer { column in
                for row in keys.indices { keys[row] = keys[row] &* radix &+ UInt64(UInt32(bitPattern: column[row])) }
            }
        }
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

/// The sums of one activity.
private struct Sums {
    struct Sum {
        let key: UInt64
        /// The first that has it.
        let row: Int
        var micros: Int128
    }

    private(set) var all: [Sum] = []
    /// A bit for each key's hash: most keys are known to be new without looking back.
    private var met: UInt64 = 0

    @inline(__always)
    mutating func add(_ key: UInt64, _ row: Int, _ micros: Int128) {
        let bit: UInt64 = 1 << ((key &* 0x9E37_79B9_7F4A_7C15) >> 58)
        if met & bit != 0, let known = place(of: key) {
            all[known].micros += micros
        } else {
            met |= bit
            all.append(Sum(key: key, row: row, micros: micros))
        }
    }

    private func place(of key: UInt64) -> Int? {
        all.withUnsafeBufferPointer { all in
            let first = max(0, all.count - ActivitySums.mostLookedAt)
            var index = all.count - 1
            while index >= first, all[index].key != key { index -= 1 }
            return index >= first ? index : nil
        }
    }

    mutating func clear() {
        all.removeAll(keepingCapacity: true)
        met = 0
    }
}
