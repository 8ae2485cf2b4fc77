import Glibc

/// Bytes one behind the other, at a place that stays until more are appended.
final class ByteArena {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 4096) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    func clear() { count = 0 }

    func append(_ bytes: [UInt8]) {
        reserve(bytes.count)
        bytes.withUnsafeBufferPointer { if let start = $0.baseAddress { memcpy(base + count, start, bytes.count) } }
        count += bytes.count
    }

    private func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        capacity = max(2 * capacity, count + more)
        let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        memcpy(wider, base, count)
        base.deallocate()
        base = wider
    }
}
