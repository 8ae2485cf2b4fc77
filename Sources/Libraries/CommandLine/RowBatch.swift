/// Rows' cells, end to end in one buffer that is used again for the next rows.
///
/// Behind each cell stands a comma, behind the last of a row a line end: most batches are CSV as they are.
///
/// `@unchecked Sendable`: it belongs to one thread at a time. The one that fills it hands it to the one that writes it and does not touch it
/// until it has it back.
public final class RowBatch: @unchecked Sendable {
    fileprivate let bytes = ByteBuffer()
    /// Of all cells, row by row, with what stands behind each.
    fileprivate let ends = GrowingBuffer<Int>()
    fileprivate let width: Int
    private(set) var rows = 0

    init(width: Int) { self.width = width }

    var byteCount: Int { bytes.count }

    func add(_ cell: String) {
        var cell = cell
        cell.withUTF8(add)
    }

    func add(_ cell: Int) {
        bytes.append(decimal: cell)
        bytes.append(Self.behindCell)
        ends.append(bytes.count)
    }

    @inline(__always)
    @usableFromInline
    func add(_ cell: UnsafeBufferPointer<UInt8>) {
        bytes.append(cell, then: Self.behindCell)
        ends.append(bytes.count)
    }

    /// The next cells of the row, from well-formed UTF-8.
    public func add(utf8 cells: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) {
        for cell in cells { add(cell) }
    }

    private static let (behindCell, behindRow) = (UInt8(ascii: ","), UInt8(ascii: "\n"))

    public func endRow() {
        rows += 1
        precondition(ends.count == rows * width, "a row of \(ends.count - (rows - 1) * width) cells in a table of \(width) columns")
        bytes[bytes.count - 1] = Self.behindRow
    }

    func clear() {
        bytes.clear()
        ends.clear()
        rows = 0
    }

    /// All cells of all rows with what stands behind them.
    @inline(__always)
    func withBytes<Failure, Answer>(_ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Answer) throws(Failure) -> Answer {
        try bytes.withValues(body)
    }

    func row(_ index: Int) -> Row { Row(batch: self, index: index) }
}

/// One row of a batch.
struct Row {
    fileprivate let batch: RowBatch
    fileprivate let index: Int

    /// Calls `body` with each cell's index and bytes.
    @inline(__always)
    func visit(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
        batch.bytes.withValues { all in
            var start = self.start
            for cell in 0..<batch.width {
                let end = batch.ends[index * batch.width + cell]
                body(cell, UnsafeBufferPointer(rebasing: all[start..<end - 1]))
                start = end
            }
        }
    }

    /// The cells as texts.
    var texts: [String] {
        var texts: [String] = []
        visit { texts.append(String(decoding: $1, as: UTF8.self)) }
        return texts
    }

    private var start: Int { index == 0 ? 0 : batch.ends[index * batch.width - 1] }
}
