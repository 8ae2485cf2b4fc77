/// Bytes that are filled, sent and filled again: an array without its checks for uniqueness, which cost a third of a listing's time.
final class ByteBuffer {
    private(set) var count = 0
    private var capacity = 1024
    private var base = UnsafeMutablePointer<UInt8>.allocate(capacity: 1024)

    deinit { base.deallocate() }

    var isEmpty: Bool { count == 0 }

    /// The bytes, for as long as `body` runs; it must not append.
    @inline(__always)
    func withBytes<Failure, Answer>(_ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Answer) throws(Failure) -> Answer {
        defer { extendLifetime(self) }
        return try body(UnsafeBufferPointer(start: base, count: count))
    }

    func clear() { count = 0 }

    @inline(__always)
    func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        base[count] = byte
        count &+= 1
    }

    @inline(__always)
    func append(_ other: UnsafeBufferPointer<UInt8>) {
        guard let start = other.baseAddress else { return }
        if other.count > capacity &- count { grow(by: other.count) }
        (base + count).update(from: start, count: other.count)
        count &+= other.count
    }

    @inline(__always)
    func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    func append(_ array: [UInt8]) {
        array.withUnsafeBufferPointer { append($0) }
    }

    /// Appends the digits of a whole number.
    func append(decimal number: Int) {
        var digits = number.magnitude
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
            var first = buffer.count
            repeat {
                first -= 1
                buffer[first] = 48 + UInt8(truncatingIfNeeded: digits % 10)
                digits /= 10
            } while digits > 0
            if number < 0 { append(UInt8(ascii: "-")) }
            append(UnsafeBufferPointer(rebasing: buffer[first...]))
        }
    }

    private func grow(by more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }
}
