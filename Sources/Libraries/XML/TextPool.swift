import Glibc

/// Texts met lately: publishers say the same again and again, and a text that is known need not be made, checked and thrown away once more.
///
/// One place for each hash; what comes later takes it over, so that there is nothing to fill up.
final class TextPool {
    private static let longest = 96
    private static let places = 4096

    private var texts = [String](repeating: "", count: places)

    /// The bytes as text, with what is no UTF-8 repaired.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return "" }
        guard bytes.count <= Self.longest else { return String(decoding: bytes, as: UTF8.self) }
        let place = Self.place(UnsafeRawPointer(start), bytes.count)
        if Self.isSame(texts[place], bytes) { return texts[place] }
        let made = String(decoding: bytes, as: UTF8.self)
        texts[place] = made
        return made
    }

    /// The first and last bytes and those in the middle tell most texts apart.
    private static func place(_ start: UnsafeRawPointer, _ count: Int) -> Int {
        var mixed = UInt64(count)
        if count >= 8 {
            mix(start, &mixed)
            mix(start + (count / 2 - 4), &mixed)
            mix(start + (count - 8), &mixed)
        } else {
            for offset in 0..<count { mixed = mixed << 8 ^ UInt64(start.load(fromByteOffset: offset, as: UInt8.self)) }
            mixed = mixed &* 0x9E37_79B9_7F4A_7C15
        }
        return Int(truncatingIfNeeded: mixed >> 40) & (places - 1)
    }

    @inline(__always)
    private static func mix(_ word: UnsafeRawPointer, _ mixed: inout UInt64) {
        mixed = (mixed ^ word.loadUnaligned(as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 29
    }

    private static func isSame(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.utf8.count == bytes.count else { return false }
        return text.utf8.withContiguousStorageIfAvailable { memcmp($0.baseAddress!, bytes.baseAddress!, bytes.count) == 0 } ?? false
    }
}
