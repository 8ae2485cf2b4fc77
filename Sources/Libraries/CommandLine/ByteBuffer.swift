/// Bytes that are filled in, sent and filled in again.
typealias ByteBuffer = GrowingBuffer<UInt8>

extension GrowingBuffer where Value == UInt8 {
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
}
