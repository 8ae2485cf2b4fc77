internal import CXXHash

/// The fingerprint of some bytes: XXH3 with 128 bits, equal on every machine.
///
/// It tells whether a file changed; it does not withstand an attacker who wants two files to look alike.
public struct ContentHash: Hashable, Sendable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The fingerprint of bytes in memory.
    public init(of bytes: UnsafeRawBufferPointer) {
        self.init(XXH3_128bits(bytes.baseAddress, bytes.count))
    }

    /// The fingerprint of bytes in memory.
    public init(of bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { ContentHash(of: $0) }
    }

    init(_ hash: XXH128_hash_t) {
        self.init(high: hash.high64, low: hash.low64)
    }

    /// The sixteen bytes in the canonical order, most significant first.
    public var bytes: [UInt8] {
        [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) } }
    }

    /// The fingerprint of a file's bytes as they lie on disk, compressed or not.
    public static func ofFile(_ path: String) throws(FileError) -> ContentHash {
        try BlockReader(path: path).contentHash()
    }
}

extension ContentHash: CustomStringConvertible {
    /// Thirty-two hexadecimal digits, as `xxhsum -H2` prints them.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

/// A fingerprint made piece by piece, for bytes that are never in memory together.
public final class ContentHasher {
    private let state: OpaquePointer

    public init() {
        guard let state = XXH3_createState() else { fatalError("out of memory") }
        self.state = state
        XXH3_128bits_reset(state)
    }

    deinit { XXH3_freeState(state) }

    /// Adds bytes to what was hashed so far.
    public func update(_ bytes: UnsafeRawBufferPointer) {
        XXH3_128bits_update(state, bytes.baseAddress, bytes.count)
    }

    /// Adds bytes to what was hashed so far.
    public func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The fingerprint of everything added so far; more may follow.
    public func hash() -> ContentHash {
        ContentHash(XXH3_128bits_digest(state))
    }
}
