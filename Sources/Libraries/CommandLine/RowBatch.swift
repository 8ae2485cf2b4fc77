/// Rows' cells, end to end in one buffer that is used again for the next rows.
///
/// `@unchecked Sendable`: it belongs to one thread at a time. The one that fills it hands it to the one that writes it and does not touch it
/// until it has it back.
@usableFromInline
final class RowBatch: @unchecked Sendable {
    fileprivate let bytes = ByteBuffer()
    /// Of all cells, row by row.
    fileprivate var ends: [Int] = []
    fileprivate let width: Int
    private(set) var rows = 0

    init(width: Int) { self.width = width }

    var byteCount: Int { bytes.count }

    func add(_ cell: String) {
        bytes.append(cell)
        ends.append(bytes.count)
    }

    func add(_ cell: Int) {
        bytes.append(decimal: cell)
        ends.append(bytes.count)
    }

    @usableFromInline
    func add(_ cell: UnsafeBufferPointer<UInt8>) {
        bytes.append(cell)
        ends.append(bytes.count)
    }

    func add(_ cells: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) {
        for cell in cells {
            bytes.append(cell)
            ends.append(bytes.count)
        }
    }

    func endRow() {
        rows += 1
        precondition(ends.count == rows * width, "a row of \(ends.count - (rows - 1) * width) cells in a table of \(width) columns")
    }

    func clear() {
        bytes.clear()
        ends.removeAll(keepingCapacity: true)
        rows = 0
    }

    /// All cells of all rows, end to end.
    func withBytes<T>(_ body: (UnsafeBufferPointer<UInt8>) -> T) -> T { bytes.withBytes(body) }

    func row(_ index: Int) -> Row { Row(batch: self, index: index) }
}

/// One row of a batch.
struct Row {
    fileprivate let batch: RowBatch
    fileprivate let index: Int

    /// Calls `body` with each cell's index and bytes.
    @inline(__always)
    func visit(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
        batch.bytes.withBytes { all in
            var start = self.start
            for cell in 0..<batch.width {
                let end = batch.ends[index * batch.width + cell]
                body(cell, UnsafeBufferPointer(rebasing: all[start..<end]))
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
