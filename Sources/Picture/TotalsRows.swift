import Records

/// The rows of an answer, a million of them perhaps, cut into parts that several threads can go through at once.
public struct TotalsRows: Sendable {
    /// Of each dimension, then of currencies.
    private let texts: [OrderedTexts]
    private let cells: OrderedCells

    init(_ texts: [OrderedTexts], _ cells: CellTable) {
        self.texts = texts
        self.cells = OrderedCells(cells, by: texts.map(\.ranks))
    }

    public var parts: Int { cells.parts }

    /// The rows of a part in their order; all of them come before those of the next part.
    public func forEachRow(in part: Int, _ body: (TotalsRow) throws -> Void) rethrows {
        try OrderedTexts.withViews(of: texts) { views in
            try cells.forEachSum(in: part) { try body(TotalsRow(texts: views, numbers: $0, amount: Amount(micros: $1))) }
        }
    }
}
