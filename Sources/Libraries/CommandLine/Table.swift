/// Rows on their way out, in one of the formats, as they come.
///
///     let table = Table([Column("country"), Column("amount", .money)], format: .csv)
///     try table.row("JP", "1200.00")
///     try table.finish()
///
/// For many rows, `add` the cells one by one and `endRow`: nothing is allocated then, and what fills a batch is written by another thread
/// while more rows are made. Where they can be made part by part, `rows` does it on two threads. A closed pipe throws `OutputError.closed`.
public final class Table {
    private let columns: [Column]
    private let output: Output
    private let writer: any RowWriter
    @usableFromInline var batch: RowBatch
    /// Once there is more than one batch.
    private var thread: TableThread?

    private static let batchBytes = 1 << 16

    public init(_ columns: [Column], format: Format, to output: Output = .standard) {
        self.columns = columns
        self.output = output
        batch = RowBatch(width: columns.count)
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
    public func add(_ cell: String) { batch.add(cell) }

    public func add(_ cell: Int) { batch.add(cell) }

    /// The next cell of the row, from well-formed UTF-8.
    @inlinable
    public func add(utf8 bytes: some Sequence<UInt8>) {
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { batch.add($0) }
        if isDone == nil { Array(bytes).withUnsafeBufferPointer { batch.add($0) } }
    }

    /// The next cells of the row, from well-formed UTF-8: at one call, for answers of millions of rows.
    public func add(utf8 cells: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) { batch.add(utf8: cells) }

    public func endRow() throws(OutputError) {
        batch.endRow()
        if batch.byteCount >= Self.batchBytes { try handOver() }
    }

    /// The rows that `make` adds to a batch for each part, in the order of the parts; two threads make them.
    public func rows(parts: Int, _ make: @escaping @Sendable (_ part: Int, _ batch: RowBatch) -> Void) throws(OutputError) {
        try writeAll()
        let makers = RowMakers(parts: parts, width: columns.count, make)
        while let batch = makers.next() {
            try writer.write(batch, to: output)
            makers.takeBack(batch)
        }
    }

    /// Writes what is held back and flushes; to be called once, after the last row.
    public func finish() throws(OutputError) {
        try writeAll()
        try writer.finish(to: output)
        try output.flush()
    }

    private func writeAll() throws(OutputError) {
        try thread?.finish()
        thread = nil
        try writer.write(batch, to: output)
        batch.clear()
    }

    private func handOver() throws(OutputError) {
        let thread = thread ?? TableThread(writer, to: output)
        self.thread = thread
        batch = try thread.exchange(batch) ?? RowBatch(width: columns.count)
    }
}

/// One format's part.
protocol RowWriter: AnyObject {
    func write(_ row: Row, to output: Output) throws(OutputError)
    func write(_ batch: RowBatch, to output: Output) throws(OutputError)
    func finish(to output: Output) throws(OutputError)
}

extension RowWriter {
    func write(_ batch: RowBatch, to output: Output) throws(OutputError) {
        for index in 0..<batch.rows { try write(batch.row(index), to: output) }
    }
}
