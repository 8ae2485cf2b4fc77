/// The cells of a total on their way to its rows: a few numbers in a flat row each, since there may be a million of them.
struct CellTable: Sendable {
    /// Numbers in a key: one for each dimension and one for the currency.
    let width: Int
    /// Keys, cell by cell.
    private(set) var numbers: [Int32] = []
    private(set) var amounts: [Int128] = []

    init(width: Int) { self.width = width }

    var count: Int { amounts.count }

    /// Memory that is not used costs nothing; a table that grows is copied.
    mutating func reserve(_ cells: Int) {
        numbers.reserveCapacity(cells * width)
        amounts.reserveCapacity(cells)
    }

    /// Cells of one key may come in parts.
    ///
    /// - Parameter first: the cells from here on may have the same key; a few of them are looked at.
    mutating func add(_ key: UnsafeBufferPointer<Int32>, _ micros: Int128, lookingBackTo first: Int) {
        if let known = cell(of: key, from: max(first, count - Self.mostLookedAt)) {
            amounts[known] += micros
        } else {
            numbers.append(contentsOf: key)
            amounts.append(micros)
        }
    }

    private static let mostLookedAt = 16

    private func cell(of key: UnsafeBufferPointer<Int32>, from first: Int) -> Int? {
        numbers.withUnsafeBufferPointer { numbers in
            var cell = count - 1
            while cell >= first {
                var index = 0
                while index < width, numbers[cell * width + index] == key[index] { index += 1 }
                if index == width { return cell }
                cell -= 1
            }
            return nil
        }
    }

    /// Appends the cells of another table, whose numbers are others; nil: those of a dimension are the same.
    mutating func append(_ other: CellTable, _ others: [[Int32]?]) {
        let start = numbers.count
        numbers += other.numbers
        for (index, mapped) in others.enumerated() {
            guard let mapped else { continue }
            for place in stride(from: start + index, to: numbers.count, by: width) { numbers[place] = mapped[Int(numbers[place])] }
        }
        amounts += other.amounts
    }

    /// The numbers that occur in a dimension, up to the largest.
    func occurring(in dimension: Int) -> [Bool] {
        let places = stride(from: dimension, to: numbers.count, by: width)
        let largest = places.reduce(-1) { max($0, Int(numbers[$1])) }
        var found = [Bool](repeating: false, count: largest + 1)
        for place in places { found[Int(numbers[place])] = true }
        return found
    }
}
