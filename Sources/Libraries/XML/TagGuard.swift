/// Tells from bytes as they stream by whether a tag has so many attributes that comparing each with each would take hours.
struct TagGuard {
    private static let mostAttributes = 10_000
    private var attributes = 0

    mutating func isOvergrown(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let last = bytes.lastIndex(of: UInt8(ascii: "<"))
        if last != nil { attributes = 0 }
        let rest = bytes[(last ?? 0)...]
        attributes += zip(rest, rest.dropFirst()).count { $0 == UInt8(ascii: "=") && ($1 == 0x22 || $1 == 0x27) }
        return attributes > Self.mostAttributes
    }
}
