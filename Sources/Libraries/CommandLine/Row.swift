/// A row's cells, end to end in one buffer that is used again for the next row.
@usableFromInline
final class Row {
    private let bytes = ByteBuffer()
    private var ends: [Int]
    private(set) var count = 0

    init(capacity: Int) { ends = Array(repeating: 0, count: capacity) }

    func add(_ cell: String) {
        bytes.append(cell)
        endCell()
    }

    func add(_ cell: Int) {
        bytes.append(decimal: cell)
        endCell()
    }

    @usableFromInline
    func add(_ cell: UnsafeBufferPointer<UInt8>) {
        bytes.append(cell)
        endCell()
    }

    private func endCell() {
        precondition(count < ends.count, "more cells than columns")
        ends[count] = bytes.count
        count += 1
    }

    func clear() {
        bytes.clear()
        count = 0
    }

    /// Calls `body` with each cell's index and bytes.
    @inline(__always)
    func visit(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withBytes { all in
            var start = 0
            for index in 0..<count {
                body(index, UnsafeBufferPointer(rebasing: all[start..<ends[index]]))
                start = ends[index]
            }
        }
    }

    /// The cells as texts.
    var texts: [String] {
        var texts: [String] = []
        visit { texts.append(String(decoding: $1, as: UTF8.self)) }
        return texts
    }
}
