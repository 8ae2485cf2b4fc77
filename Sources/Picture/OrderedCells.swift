/// The cells of a total in the order of its rows, cut into parts that several threads can sort and go through at once.
struct OrderedCells: Sendable {
    private let cells: CellTable
    /// The place of each number of a dimension and of a currency among all.
    private let ranks: [[Int32]]
    /// Cells, part by part; those of a part are not sorted yet.
    private let order: [Int32]
    /// Where each part begins, and where the last one ends.
    private let starts: [Int]

    /// A part's cells fit into a processor's nearer memory.
    private static let partCells = 1 << 13

    init(_ cells: CellTable, by ranks: [[Int32]]) {
        (self.cells, self.ranks) = (cells, ranks)
        let cut = LeadingPlaces(cells, ranks).cut(every: Self.partCells)
        (order, starts) = (cut.order, cut.starts)
    }

    var parts: Int { starts.count - 1 }

    /// Every key of a part once, with its sum; all of them come before those of the next part.
    ///
    /// - Parameter body: takes a number for each dimension and one for the currency, valid while it runs, and the sum.
    func forEachSum(in part: Int, _ body: (_ numbers: UnsafePointer<Int32>, _ micros: Int128) throws -> Void) rethrows {
        let order = sorted(order[starts[part]..<starts[part + 1]])
        try cells.numbers.withUnsafeBufferPointer { numbers in
            var index = 0
            while index < order.count {
                let cell = Int(order[index])
                var micros = cells.amounts[cell]
                index += 1
                while index < order.count, areEqual(Int(order[index]), cell) {
                    micros += cells.amounts[Int(order[index])]
                    index += 1
                }
                if micros != 0 { try body(numbers.baseAddress! + cell * cells.width, micros) }
            }
        }
    }

    private func areEqual(_ a: Int, _ b: Int) -> Bool {
        for index in 0..<cells.width where cells.numbers[a * cells.width + index] != cells.numbers[b * cells.width + index] { return false }
        return true
    }

    /// By as many dimensions at once as fit into one number, from the last.
    private func sorted(_ part: ArraySlice<Int32>) -> [Int32] {
        var order = CountingOrder.unsorted(part.count)
        var (keys, span) = ([UInt64](repeating: 0, count: part.count), UInt64(1))
        for dimension in ranks.indices.reversed() where ranks[dimension].count > 1 {
            let places = places(of: part, dimension)
            let least = places.min() ?? 0
            let count = UInt64((places.max() ?? 0) - least) + 1
            if span.multipliedReportingOverflow(by: count).overflow {
                order = CountingOrder.sorted(order, below: span) { keys[$0] }
                (keys, span) = ([UInt64](repeating: 0, count: part.count), 1)
            }
            keys.withUnsafeMutableBufferPointer { keys in
                for index in places.indices { keys[index] &+= UInt64(places[index] &- least) &* span }
            }
            span *= count
        }
        return CountingOrder.sorted(order, below: span) { keys[$0] }.map { part[part.startIndex + Int($0)] }
    }

    private func places(of part: ArraySlice<Int32>, _ dimension: Int) -> [Int32] {
        let (width, ranks) = (cells.width, ranks[dimension])
        return cells.numbers.withUnsafeBufferPointer { numbers in part.map { ranks[Int(numbers[Int($0) * width + dimension])] } }
    }
}

/// Where each cell stands by the first dimensions, coarsely where these have very many places.
private struct LeadingPlaces {
    private static let mostPlaces = 1 << 16

    private let places: [Int32]
    private let limit: Int

    init(_ cells: CellTable, _ ranks: [[Int32]]) {
        var (limit, taken) = (1, 0)
        while taken < ranks.count, limit < Self.mostPlaces {
            limit *= max(1, ranks[taken].count)
            taken += 1
        }
        var shift = 0
        while limit >> shift > Self.mostPlaces { shift += 1 }
        self.limit = limit >> shift + 1
        places = cells.numbers.withUnsafeBufferPointer { numbers in
            (0..<cells.count).map { cell in
                var place = 0
                for index in 0..<taken { place = place * ranks[index].count + Int(ranks[index][Int(numbers[cell * cells.width + index])]) }
                return Int32(truncatingIfNeeded: place >> shift)
            }
        }
    }

    /// Cells of one place stay together.
    ///
    /// - Parameter least: cells in a part, the last one aside.
    func cut(every least: Int) -> (order: [Int32], starts: [Int]) {
        var parts = [Int32](repeating: 0, count: limit)
        var (starts, end) = ([0], 0)
        for (place, count) in counts.enumerated() {
            if end - starts.last! >= least { starts.append(end) }
            parts[place] = Int32(starts.count - 1)
            end += count
        }
        let order = CountingOrder.sorted(CountingOrder.unsorted(places.count), below: starts.count) { Int(parts[Int(places[$0])]) }
        return (order, starts + [end])
    }

    /// Cells by place.
    private var counts: [Int] {
        var counts = [Int](repeating: 0, count: limit)
        for place in places { counts[Int(place)] += 1 }
        return counts
    }
}
