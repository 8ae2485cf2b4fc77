import Records

/// A row of an answer on its way out: its texts are made only where they are asked for.
public struct TotalsRow {
    let answer: TotalsAnswer
    let cell: Int
    public let amount: Amount

    /// One for each dimension of the query.
    public var keys: [String] { (0..<answer.texts.count - 1).map(text) }

    public var currency: String { text(answer.texts.count - 1) }

    /// Keys and currency as UTF-8.
    public func forEachText(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        for index in answer.texts.indices { answer.texts[index].withText(of: answer.cells.number(cell, index), body) }
    }

    private func text(_ index: Int) -> String {
        var text = ""
        answer.texts[index].withText(of: answer.cells.number(cell, index)) { text = String(decoding: $0, as: UTF8.self) }
        return text
    }
}

/// What all rows of an answer have in common.
final class TotalsAnswer {
    /// Of each dimension, then of currencies.
    let texts: [OrderedTexts]
    let cells: CellTable

    init(_ texts: [OrderedTexts], _ cells: CellTable) {
        self.texts = texts
        self.cells = cells
    }

    /// The rows in their order.
    func forEachRow(_ body: (TotalsRow) throws -> Void) rethrows {
        try cells.forEachSum(texts.map(\.ranks)) { try body(TotalsRow(answer: self, cell: $0, amount: Amount(micros: $1))) }
    }
}
