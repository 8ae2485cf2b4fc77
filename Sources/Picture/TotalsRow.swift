import Records

/// A row of an answer on its way out: its texts are made only where they are asked for.
public struct TotalsRow {
    let texts: [DimensionTexts]
    let cells: CellTable
    let cell: Int
    public let amount: Amount

    public var currency: String { cells.currency(cell) }

    /// One for each dimension of the query.
    public var keys: [String] { texts.indices.map { texts[$0].withText(cells.number(cell, $0)) { String(decoding: $0, as: UTF8.self) } } }

    /// The same as UTF-8.
    public func forEachKey(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
        for index in texts.indices { try texts[index].withText(cells.number(cell, index), body) }
    }
}

/// What the numbers of one dimension are called, and their places among one another.
enum DimensionTexts {
    case labels([String])
    case identifiers(Identifiers)

    var ranks: [Int32] {
        switch self {
        case .labels(let labels): Ranks.of(labels)
        case .identifiers(let identifiers): identifiers.ranks
        }
    }

    func withText<T>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
        switch self {
        case .labels(let labels):
            var label = labels[number]
            return try label.withUTF8(body)
        case .identifiers(let identifiers): return try identifiers.withText(of: number, body)
        }
    }
}
