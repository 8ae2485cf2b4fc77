/// Rows on their way out, in one of the formats, as they come.
///
///     let table = Table([Column("country"), Column("amount", .money)], format: .csv)
///     try table.row("JP", "1200.00")
///     try table.finish()
///
/// For many rows, `add` the cells one by one and `endRow`: nothing is allocated then. A closed pipe throws `OutputError.closed`.
public final class Table {
    private let columns: [Column]
    private let output: Output
    private let writer: any RowWriter
    @usableFromInline let row: Row

    public init(_ columns: [Column], format: Format, to output: Output = .standard) {
        self.columns = columns
        self.output = output
        row = Row(capacity: columns.count)
        writer =
            switch format {
            case .table: AlignedRows(columns, terminalWidth: output.terminalWidth)
            case .csv: CSVRows(columns)
            case .json: JSONRows(columns, asArray: true)
            case .jsonl: JSONRows(columns, asArray: false)
            }
    }

    /// The cells of one row, one for each column.
    public func row(_ cells: String...) throws(OutputError) { try row(cells) }

    public func row(_ cells: [String]) throws(OutputError) {
        for cell in cells { add(cell) }
        try endRow()
    }

    /// The next cell of the row.
    public func add(_ cell: String) { row.add(cell) }

    public func add(_ cell: Int) { row.add(cell) }

    /// The next cell of the row, from well-formed UTF-8.
    @inlinable
    public func add(utf8 bytes: some Sequence<UInt8>) {
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { row.add($0) }
        if isDone == nil { Array(bytes).withUnsafeBufferPointer { row.add($0) } }
    }

    public func endRow() throws(OutputError) {
        precondition(row.count == columns.count, "a row of \(row.count) cells in a table of \(columns.count) columns")
        try writer.write(row, to: output)
        row.clear()
    }

    /// Writes what is held back and flushes; to be called once, after the last row.
    public func finish() throws(OutputError) {
        try writer.finish(to: output)
        try output.flush()
    }
}

/// One format's part.
protocol RowWriter: AnyObject {
    func write(_ row: Row, to output: Output) throws(OutputError)
    func finish(to output: Output) throws(OutputError)
}
