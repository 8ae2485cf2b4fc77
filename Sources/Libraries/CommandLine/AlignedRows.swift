import Text

/// Columns aligned for people, under headers that are underlined.
///
/// The first rows are held back to learn how wide the columns are; a wider cell later on pushes its neighbours. On a terminal, wide columns of
/// free text are cut to what fits.
final class AlignedRows: RowWriter {
    static let sampleSize = 1000

    private let columns: [Column]
    private let terminalWidth: Int?
    private var sample: [[String]] = []
    private var widths: [Int]?

    init(_ columns: [Column], terminalWidth: Int?) {
        self.columns = columns
        self.terminalWidth = terminalWidth
    }

    func write(_ row: Row, to output: Output) throws(OutputError) {
        let cells = zip(columns, row.texts).map(shown)
        if let widths { return try write(cells, widths, to: output) }
        sample.append(cells)
        if sample.count == Self.sampleSize { try begin(output) }
    }

    func finish(to output: Output) throws(OutputError) {
        if widths == nil { try begin(output) }
    }

    private func shown(_ column: Column, _ cell: String) -> String {
        column.kind == .money ? withThousands(cell) : sanitised(cell)
    }

    private func begin(_ output: Output) throws(OutputError) {
        let fitted = fit(naturalWidths())
        widths = fitted
        try write(columns.map(\.name), fitted, to: output)
        try write(fitted.map { String(repeating: "-", count: $0) }, fitted, to: output)
        for cells in sample { try write(cells, fitted, to: output) }
        sample = []
    }

    private func naturalWidths() -> [Int] {
        var widths = columns.map { displayWidth($0.name) }
        for cells in sample {
            for (index, cell) in cells.enumerated() { widths[index] = max(widths[index], displayWidth(cell)) }
        }
        return widths
    }

    /// Narrows the widest column of text, again and again, until all fits or nothing more can go.
    private func fit(_ natural: [Int]) -> [Int] {
        guard let terminalWidth else { return natural }
        var widths = natural
        var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - terminalWidth
        while excess > 0, let widest = widestText(widths) {
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func widestText(_ widths: [Int]) -> Int? {
        let candidates = columns.indices.filter { columns[$0].kind == .text && widths[$0] > max(8, displayWidth(columns[$0].name)) }
        return candidates.max { widths[$0] < widths[$1] }
    }

    private func write(_ cells: [String], _ widths: [Int], to output: Output) throws(OutputError) {
        var line = ""
        for (index, column) in columns.enumerated() {
            let cell = cut(cells[index], column, widths[index])
            let padding = String(repeating: " ", count: max(0, widths[index] - displayWidth(cell)))
            line += column.alignment == .right ? padding + cell : cell
            if index < columns.count - 1 { line += column.alignment == .right ? "  " : padding + "  " }
        }
        try output.print(line)
    }

    private func cut(_ cell: String, _ column: Column, _ width: Int) -> String {
        terminalWidth != nil && column.kind == .text ? truncated(cell, width: width) : cell
    }
}
