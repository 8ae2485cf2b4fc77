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
    private let line = ByteBuffer()
    private let cell = ByteBuffer()

    init(_ columns: [Column], terminalWidth: Int?) {
        self.columns = columns
        self.terminalWidth = terminalWidth
    }

    func write(_ row: Row, to output: Output) throws(OutputError) {
        if let widths {
            row.visit { index, cell in append(cell, index, widths) }
            return try endLine(output)
        }
        sample.append(row.texts)
        if sample.count == Self.sampleSize { try begin(output) }
    }

    func finish(to output: Output) throws(OutputError) {
        if widths == nil { try begin(output) }
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
            for (index, cell) in cells.enumerated() { widths[index] = max(widths[index], displayWidth(shown(cell, columns[index]))) }
        }
        return widths
    }

    private func shown(_ cell: String, _ column: Column) -> String {
        column.kind == .money ? withThousands(cell) : sanitised(cell)
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
        for (index, cell) in cells.enumerated() {
            var cell = cell
            cell.withUTF8 { append($0, index, widths) }
        }
        try endLine(output)
    }

    private func endLine(_ output: Output) throws(OutputError) {
        line.append(UInt8(ascii: "\n"))
        try output.write(line)
        line.clear()
    }

    /// The next cell of a line.
    private func append(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ widths: [Int]) {
        let (column, width) = (columns[index], widths[index])
        cell.clear()
        let used = show(text, column, width)
        let padding = max(0, width - used)
        if column.alignment == .right { line.append(blanks: padding) }
        cell.withValues { line.append($0) }
        guard index < columns.count - 1 else { return }
        line.append(blanks: column.alignment == .right ? 2 : padding + 2)
    }

    /// Fills `cell` with what is shown of a text, and says how wide that is.
    private func show(_ text: UnsafeBufferPointer<UInt8>, _ column: Column, _ width: Int) -> Int {
        if text.allSatisfy({ $0 &- 0x20 < 0x5F }), terminalWidth == nil || column.kind != .text || text.count <= width {
            if column.kind == .money { cell.append(withThousands: text) } else { cell.append(text) }
            return cell.count
        }
        let all = shown(String(decoding: text, as: UTF8.self), column)
        let fitting = terminalWidth != nil && column.kind == .text ? truncated(all, width: width) : all
        cell.append(fitting)
        return displayWidth(fitting)
    }
}

extension GrowingBuffer where Value == UInt8 {
    fileprivate func append(blanks count: Int) {
        for _ in 0..<count { append(UInt8(ascii: " ")) }
    }
}
