import Glibc

/// Finds tags with so many attributes that comparing each with each, as libxml2 does, would take minutes.
enum OvergrownTag {
    private static let mostAttributes = 512
    /// A tag with more attributes than that covers at least one such block, in which there is no `<`.
    private static let blockSize = 1024

    static func exists(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var block = 0
        while block + blockSize <= bytes.count {
            if memchr(base + block, 0x3C, blockSize) == nil, attributes(around: block, bytes, base) > mostAttributes { return true }
            block += blockSize
        }
        return false
    }

    private static func attributes(around offset: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>) -> Int {
        // The first of several such blocks has its `<` close by.
        let floor = max(0, offset - blockSize)
        guard let distance = ByteSearch.last(0x3C, in: base + floor, count: offset - floor) else { return 0 }
        guard var lexer = TagLexer(bytes, at: floor + distance) else { return 0 }
        var count = 0
        while count <= mostAttributes, case .attribute = lexer.next() { count += 1 }
        return count
    }
}
