/// The folds of single characters, where the neighbours do not matter: Latin, Greek, Cyrillic, Hebrew, Arabic, kana, punctuation.
///
/// They fold one by one because every mark that could follow and join them is either dropped or not in the table. Built from ICU's answers
/// when first used.
struct FoldTable: Sendable {
    static let shared = FoldTable()

    static let ranges: [Range<UInt32>] = [0x80..<0x700, 0x1E00..<0x2070, 0x3000..<0x3099, 0x309D..<0x3100, 0xFF00..<0xFF61]
    /// Han and Hangul, which fold to themselves.
    static let unchanged: [ClosedRange<UInt32>] = [0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3]

    /// Where each slot's bytes end in `bytes`; they begin where the slot before it ends.
    private var ends: [Int32] = [0]
    private var bytes: [UInt8] = []

    private init() {
        for value in Self.ranges.joined() {
            bytes.append(contentsOf: foldedScalars([UInt16(value)]).utf8)
            ends.append(Int32(bytes.count))
        }
    }

    /// Appends the fold of a character of several bytes; false when the table does not have it.
    @inline(__always)
    func append(_ value: UInt32, _ source: Slice<UnsafeBufferPointer<UInt8>>, to folded: inout Collapser) -> Bool {
        if let slot = slot(value) {
            for index in Int(ends[slot])..<Int(ends[slot + 1]) { folded.append(bytes[index]) }
            return true
        }
        guard isUnchanged(value) else { return false }
        for byte in source { folded.append(byte) }
        return true
    }

    @inline(__always)
    private func slot(_ value: UInt32) -> Int? {
        switch value {
        case 0x80..<0x700: Int(value) - 0x80
        case 0x1E00..<0x2070: Int(value) - 0x1E00 + 0x680
        case 0x3000..<0x3099: Int(value) - 0x3000 + 0x8F0
        case 0x309D..<0x3100: Int(value) - 0x309D + 0x989
        case 0xFF00..<0xFF61: Int(value) - 0xFF00 + 0x9EC
        default: nil
        }
    }

    @inline(__always)
    private func isUnchanged(_ value: UInt32) -> Bool {
        switch value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
        default: false
        }
    }
}

/// The fold of well-formed UTF-8; nil when a character is not in the table.
func foldedByTable(_ source: UnsafeBufferPointer<UInt8>) -> String? {
    let table = FoldTable.shared
    var folded = Collapser(capacity: source.count + source.count / 4)
    var at = 0
    while at < source.count {
        let (value, length) = scalar(in: source, at: at)
        if length == 1 {
            folded.append(foldedASCII(source[at]))
        } else if !table.append(value, source[at..<at + length], to: &folded) {
            return nil
        }
        at += length
    }
    return folded.text
}
