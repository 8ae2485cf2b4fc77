import Compression
import Glibc

/// A script as it stands in a page, and the hash by which the page's policy lets it run.
struct PageScript: Sendable {
    let bytes: [UInt8]
    /// SHA-256 in base 64.
    let hash: String

    /// Text that would end the element is written otherwise, so that the hash is of what the parser of a page sees.
    init(_ source: [UInt8]) {
        bytes = Self.holds("</script", source) ? Self.harmless(source) : source
        hash = SHA256.base64(of: bytes)
    }

    private static func harmless(_ source: [UInt8]) -> [UInt8] {
        Array(String(decoding: source, as: UTF8.self).replacing("</script", with: "<\\/script").utf8)
    }

    /// From one first letter to the next: the charts' script is a megabyte.
    private static func holds(_ word: StaticString, _ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { text in
            guard var place = text.baseAddress else { return false }
            let end = place + text.count
            while let found = memchr(place, Int32(word.utf8Start.pointee), end - place) {
                place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
                guard end - place >= word.utf8CodeUnitCount else { return false }
                if memcmp(place, word.utf8Start, word.utf8CodeUnitCount) == 0 { return true }
                place += 1
            }
            return false
        }
    }
}
