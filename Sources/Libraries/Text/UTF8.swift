/// The scalar that begins at an offset of well-formed UTF-8, and how many bytes it takes.
@inline(__always)
func scalar(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (value: UInt32, length: Int) {
    let lead = UInt32(bytes[offset])
    if lead < 0x80 { return (lead, 1) }
    let second = UInt32(bytes[offset + 1] & 0x3F)
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | second, 2) }
    let third = UInt32(bytes[offset + 2] & 0x3F)
    if lead < 0xF0 { return ((lead & 0x0F) << 12 | second << 6 | third, 3) }
    return ((lead & 0x07) << 18 | second << 12 | third << 6 | UInt32(bytes[offset + 3] & 0x3F), 4)
}

func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var seen: UInt64 = 0
    var at = 0
    while at + 8 <= raw.count {
        seen |= raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        at += 8
    }
    while at < raw.count {
        seen |= UInt64(raw[at])
        at += 1
    }
    return seen & 0x8080_8080_8080_8080 == 0
}

/// Bytes with runs of spaces made one, none at the ends.
struct Collapser {
    private var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if byte == space && (bytes.last ?? space) == space { return }
        bytes.append(byte)
    }

    var text: String {
        let trimmed = bytes.last == space ? bytes.dropLast() : bytes[...]
        return String(decoding: trimmed, as: UTF8.self)
    }
}
