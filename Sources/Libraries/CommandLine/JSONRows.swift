/// One object per row: an array of them, or a line each.
final class JSONRows: RowWriter {
    private let isNumber: [Bool]
    private let asArray: Bool
    /// What stands before each value: brace or comma, key, colon.
    private let keys: [[UInt8]]
    private let line = ByteBuffer()
    private var isFirst = true

    init(_ columns: [Column], asArray: Bool) {
        isNumber = columns.map { $0.kind == .number || $0.kind == .money }
        self.asArray = asArray
        keys = columns.enumerated().map { index, column in
            Array(((index == 0 ? "{" : ",") + JSONValue.string(column.name).encoded() + ":").utf8)
        }
    }

    func write(_ row: Row, to output: Output) throws(OutputError) {
        line.clear()
        if asArray { line.append(isFirst ? "[\n" : ",\n") }
        isFirst = false
        row.visit { index, cell in append(cell, index) }
        line.append(asArray ? "}" : "}\n")
        try output.write(line)
    }

    func finish(to output: Output) throws(OutputError) {
        guard asArray else { return }
        try output.write((isFirst ? "[]\n" : "\n]\n").utf8)
    }

    private func append(_ cell: UnsafeBufferPointer<UInt8>, _ index: Int) {
        line.append(keys[index])
        if isNumber[index] && cell.isEmpty {
            line.append("null")
        } else if isNumber[index] && isJSONNumber(cell) {
            line.append(cell)
        } else {
            appendQuoted(cell, to: line)
        }
    }
}
