/// Memory of tables that are made once and read often: what is laid in it can be read without counting references, as long as it is held.
///
/// One thread fills it, and others read when it is filled.
final class TableMemory: @unchecked Sendable {
    private var blocks: [UnsafeMutableRawPointer] = []

    func lay<Row: BitwiseCopyable>(_ rows: [Row]) -> UnsafeBufferPointer<Row> {
        guard !rows.isEmpty else { return UnsafeBufferPointer(start: nil, count: 0) }
        let block = UnsafeMutableBufferPointer<Row>.allocate(capacity: rows.count)
        _ = block.initialize(from: rows)
        blocks.append(UnsafeMutableRawPointer(block.baseAddress!))
        return UnsafeBufferPointer(block)
    }

    func lay<Row: BitwiseCopyable>(_ row: Row) -> UnsafePointer<Row> { lay([row]).baseAddress! }

    deinit { for block in blocks { block.deallocate() } }
}
