import Glibc

/// Searches in bytes that the C library offers only as extensions.
enum ByteSearch {
    /// Distance to the first place of some bytes, nil when they do not occur.
    static func first(_ wanted: UnsafeBufferPointer<UInt8>, in text: UnsafePointer<UInt8>, count: Int) -> Int? {
        guard let first = wanted.first, let start = wanted.baseAddress else { return 0 }
        var position = 0
        while position + wanted.count <= count {
            guard let found = memchr(text + position, Int32(first), count - wanted.count + 1 - position) else { return nil }
            position = UnsafeRawPointer(found) - UnsafeRawPointer(text)
            if memcmp(text + position, start, wanted.count) == 0 { return position }
            position += 1
        }
        return nil
    }

    /// Distance to the last place of a byte, nil when it does not occur.
    @inline(__always)
    static func last(_ byte: UInt8, in text: UnsafePointer<UInt8>, count: Int) -> Int? {
        var position = count - 1
        while position >= 0 {
            if text[position] == byte { return position }
            position -= 1
        }
        return nil
    }
}
