import Records

/// Column values turned into small group numbers, each value looked at once.
struct Grouping {
    /// Group by value, -1 for a value not met yet: terms and days are small numbers.
    private var numbers: [Int32] = []
    private var byLabel: [ExactText: Int32] = [:]
    private(set) var labels: [String] = []
    private let label: (Int32) -> String

    init(_ label: @escaping (Int32) -> String) { self.label = label }

    var count: Int { labels.count }

    mutating func number(_ value: Int32) -> Int32 {
        let index = Int(value)
        if index < numbers.count, numbers[index] >= 0 { return numbers[index] }
        if index >= numbers.count { numbers.append(contentsOf: repeatElement(-1, count: index + 1 - numbers.count)) }
        numbers[index] = number(labelled: label(value))
        return numbers[index]
    }

    /// The number of a group, which may be new.
    mutating func number(labelled text: String) -> Int32 {
        if let known = byLabel[ExactText(text)] { return known }
        labels.append(text)
        byLabel[ExactText(text)] = Int32(labels.count - 1)
        return Int32(labels.count - 1)
    }

    /// The group of every value of a column.
    mutating func field(_ column: [Int32]) -> KeyField {
        meet(column)
        return KeyField(column, numbers: numbers)
    }

    mutating func numbers(_ column: [Int32]) -> [Int32] { field(column).column }

    /// Numbers every value of a column; runs of one value are looked at once.
    private mutating func meet(_ column: [Int32]) {
        var last: Int32 = -1
        for value in column where value != last {
            last = value
            if Int(value) >= numbers.count || numbers[Int(value)] < 0 { _ = number(value) }
        }
    }
}

extension Grouping {
    /// Place of each group among all, by the bytes of their labels.
    func ranks() -> [Int32] { Ranks.of(labels) }
}

/// Texts compared once, so that rows can be sorted by numbers.
enum Ranks {
    static func of(_ texts: [String]) -> [Int32] {
        var ranks = [Int32](repeating: 0, count: texts.count)
        let order = texts.indices.sorted { Bytewise.order(texts[$0], texts[$1]) < 0 }
        for (rank, text) in order.enumerated() { ranks[text] = Int32(rank) }
        return ranks
    }
}

/// Numbers given to the distinct values of a column, in the order in which they are met.
struct Numbering {
    private var numbers: [Int32] = []
    private(set) var values: [Int32] = []

    var count: Int { values.count }

    @inline(__always)
    mutating func number(_ value: Int32) -> Int32 {
        let index = Int(value)
        if index >= numbers.count { numbers.append(contentsOf: repeatElement(-1, count: index + 1 - numbers.count)) }
        if numbers[index] < 0 {
            numbers[index] = Int32(values.count)
            values.append(value)
        }
        return numbers[index]
    }
}
