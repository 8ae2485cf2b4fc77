/// The folded words of a text, separated by spaces: what a full-text index stores and what a query is turned into.
///
/// Words are those of `fold`. Han and kana, written without spaces, become overlapping pairs ("飲料水" gives "飲料 料水"), so that a query of two
/// characters or more finds its place whatever stands around it; a lone character stays as it is. Thai, Lao, Khmer and Burmese are cut into
/// words by ICU's dictionaries.
public func searchTokens(_ text: String) -> String {
    var folded = fold(text)
    return folded.withUTF8 { bytes in
        if isASCII(bytes) || !bytes.contains(where: { $0 >= 0xE0 }) { return nil }
        var segments = Segments(bytes)
        return segments.tokens()
    } ?? folded
}

/// How a script marks its words.
private enum Script {
    case space
    /// Words are separated by spaces.
    case spaced
    /// Han and kana: cut into pairs.
    case ideographic
    /// Cut by dictionary.
    case unspaced

    init(_ value: UInt32) {
        switch value {
        case 0x20:
            self = .space
        case 0x3005...0x3007, 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
            self = .ideographic
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0xA9E0...0xA9FF, 0xAA60...0xAA7F:
            self = .unspaced
        default:
            self = .spaced
        }
    }
}

/// Runs of one script each, cut in their own way.
private struct Segments {
    private let source: UnsafeBufferPointer<UInt8>
    private var result: [UInt8] = []

    init(_ source: UnsafeBufferPointer<UInt8>) {
        self.source = source
        result.reserveCapacity(source.count * 5 / 2)
    }

    mutating func tokens() -> String {
        var script = Script.space
        var start = 0
        var at = 0
        while at < source.count {
            let (value, length) = scalar(in: source, at: at)
            let next = Script(value)
            if next != script {
                append(start..<at, script)
                start = at
                script = next
            }
            at += length
        }
        append(start..<at, script)
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func append(_ run: Range<Int>, _ script: Script) {
        switch script {
        case .space: break
        case .spaced: append(run)
        case .ideographic: appendPairs(run)
        case .unspaced: appendWords(run)
        }
    }

    private mutating func append(_ token: Range<Int>) {
        if !result.isEmpty { result.append(space) }
        result.append(contentsOf: UnsafeBufferPointer(rebasing: source[token]))
    }

    private mutating func appendPairs(_ run: Range<Int>) {
        var first = run.lowerBound
        var second = first + scalar(in: source, at: first).length
        if second == run.upperBound { return append(run) }
        while second < run.upperBound {
            let end = second + scalar(in: source, at: second).length
            append(first..<end)
            first = second
            second = end
        }
    }

    private mutating func appendWords(_ run: Range<Int>) {
        let units = Array(String(decoding: source[run], as: UTF8.self).utf16)
        var start = 0
        for end in WordBreaker.shared.boundaries(in: units) where end > start {
            if !result.isEmpty { result.append(space) }
            result.append(contentsOf: String(decoding: units[start..<end], as: UTF16.self).utf8)
            start = end
        }
    }
}
