/// Bytes in whatever encoding on their way to well-formed UTF-8 without zeros.
///
/// A byte that fits nowhere loses itself only: where more bytes are wrong than right, the file is taken for Windows-1252 (and Latin-1,
/// which it contains) and the byte for its character; elsewhere it becomes U+FFFD. Sequences that are right stay, in mixed files too.
struct TextDecoder {
    enum Form {
        case utf8
        case utf16(isBigEndian: Bool)
    }

    /// The most bytes that one byte can become.
    static let growth = 3

    let form: Form
    /// Bytes of the byte order mark.
    let markLength: Int
    private var isWestern: Bool?
    private var sequences = 0
    /// Bytes read as Windows-1252.
    private(set) var westernBytes = 0
    /// Places of damage in the decoded stream; only the first of each step.
    private(set) var firstLoss: Int?

    init(_ start: UnsafeBufferPointer<UInt8>) {
        func begins(_ mark: [UInt8]) -> Bool { start.starts(with: mark) }
        if begins([0xEF, 0xBB, 0xBF]) {
            (form, markLength, isWestern) = (.utf8, 3, false)
        } else if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) {
            (form, markLength) = (.utf16(isBigEndian: start[0] == 0xFE), 2)
        } else {
            (form, markLength) = (Self.unmarked(start), 0)
        }
    }

    /// UTF-16 without a mark has zeros beside its ASCII.
    private static func unmarked(_ start: UnsafeBufferPointer<UInt8>) -> Form {
        let pairs = min(start.count, 1024) / 2
        let even = (0..<pairs).count { start[2 * $0] == 0 }
        let odd = (0..<pairs).count { start[2 * $0 + 1] == 0 }
        if odd * 2 > pairs, even * 8 < pairs { return .utf16(isBigEndian: false) }
        if even * 2 > pairs, odd * 8 < pairs { return .utf16(isBigEndian: true) }
        return .utf8
    }

    /// Decodes what is whole; `output` has room for `growth` times the input.
    mutating func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>, isLast: Bool
    ) -> (consumed: Int, produced: Int) {
        firstLoss = nil
        switch form {
        case .utf8: return decodeUTF8(input, output, isLast)
        case .utf16(let isBigEndian): return decodeUTF16(input, output, isBigEndian, isLast)
        }
    }
}

// MARK: - UTF-8 and single bytes

extension TextDecoder {
    private mutating func decodeUTF8(
        _ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutablePointer<UInt8>, _ isLast: Bool
    ) -> (Int, Int) {
        guard let base = input.baseAddress else { return (0, 0) }
        var at = 0
        var made = 0
        while at < input.count {
            let plain = Self.plainLength(base + at, input.count - at)
            (output + made).update(from: base + at, count: plain)
            at += plain
            made += plain
            guard at < input.count else { break }
            let length = Self.sequenceLength(base + at, input.count - at)
            if length > 0 {
                for place in 0..<length { output[made + place] = base[at + place] }
                at += length
                made += length
                sequences += 1
            } else if !isLast, Self.mayGoOn(base + at, input.count - at) {
                break
            } else {
                made += replace(base + at, input.count - at, output + made, made)
                at += 1
            }
        }
        return (at, made)
    }

    /// Length of the stretch of ASCII without zeros.
    private static func plainLength(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        let raw = UnsafeRawPointer(bytes)
        var at = 0
        while at &+ 8 <= count {
            let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            // A zero byte borrows into its own high bit.
            guard (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 == 0 else { break }
            at &+= 8
        }
        while at < count, bytes[at] != 0, bytes[at] < 0x80 { at &+= 1 }
        return at
    }

    /// Length of the sequence of more than one byte that begins here; zero when it is wrong or cut off.
    private static func sequenceLength(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        let first = bytes[0]
        let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
        guard length > 0, length <= count else { return 0 }
        for place in 1..<length where bytes[place] & 0xC0 != 0x80 { return 0 }
        return isAllowed(first, bytes[1]) ? length : 0
    }

    /// Neither overlong nor a surrogate nor beyond Unicode.
    private static func isAllowed(_ first: UInt8, _ second: UInt8) -> Bool {
        switch first {
        case 0xE0: second >= 0xA0
        case 0xED: second < 0xA0
        case 0xF0: second >= 0x90
        case 0xF4: second < 0x90
        default: true
        }
    }

    /// Whether bytes still to come can make a sequence of these last ones.
    private static func mayGoOn(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count < 4, bytes[0] >= 0xC2, bytes[0] < 0xF5 else { return false }
        let length = bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4
        return count < length && (1..<count).allSatisfy { bytes[$0] & 0xC0 == 0x80 }
    }

    /// Bytes written for one that fits nowhere; a zero leaves nothing.
    private mutating func replace(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ output: UnsafeMutablePointer<UInt8>, _ made: Int) -> Int {
        if bytes[0] == 0 {
            firstLoss = firstLoss ?? made
            return 0
        }
        if isWestern == nil { isWestern = looksWestern(bytes, count) }
        if isWestern == true, let scalar = Windows1252.scalar(bytes[0]) {
            westernBytes += 1
            return Self.write(scalar, output)
        }
        firstLoss = firstLoss ?? made
        return Self.write(0xFFFD, output)
    }

    /// Asked once, at the first byte that fits nowhere: whether such bytes outnumber the sequences that are right, so far and ahead.
    private func looksWestern(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var right = sequences
        var wrong = 0
        var at = 0
        while at < count {
            let length = bytes[at] < 0x80 ? 1 : Self.sequenceLength(bytes + at, count - at)
            if length == 0 { wrong += 1 } else if length > 1 { right += 1 }
            at += max(length, 1)
        }
        return wrong > right
    }

    private static func write(_ scalar: UInt32, _ output: UnsafeMutablePointer<UInt8>) -> Int {
        switch scalar {
        case ..<0x80:
            output[0] = UInt8(scalar)
            return 1
        case ..<0x800:
            output[0] = UInt8(0xC0 | scalar >> 6)
            output[1] = UInt8(0x80 | scalar & 0x3F)
            return 2
        case ..<0x10000:
            output[0] = UInt8(0xE0 | scalar >> 12)
            output[1] = UInt8(0x80 | (scalar >> 6) & 0x3F)
            output[2] = UInt8(0x80 | scalar & 0x3F)
            return 3
        default:
            output[0] = UInt8(0xF0 | scalar >> 18)
            output[1] = UInt8(0x80 | (scalar >> 12) & 0x3F)
            output[2] = UInt8(0x80 | (scalar >> 6) & 0x3F)
            output[3] = UInt8(0x80 | scalar & 0x3F)
            return 4
        }
    }
}

// MARK: - UTF-16

extension TextDecoder {
    private mutating func decodeUTF16(
        _ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutablePointer<UInt8>, _ isBigEndian: Bool, _ isLast: Bool
    ) -> (Int, Int) {
        func unit(_ at: Int) -> UInt32 {
            let (first, second) = (UInt32(input[at]), UInt32(input[at + 1]))
            return isBigEndian ? first << 8 | second : second << 8 | first
        }
        var at = 0
        var made = 0
        while at + 2 <= input.count {
            var scalar = unit(at)
            var length = 2
            if scalar & 0xFC00 == 0xD800 {
                if at + 4 > input.count, !isLast { break }
                if at + 4 <= input.count, unit(at + 2) & 0xFC00 == 0xDC00 {
                    scalar = 0x10000 + ((scalar & 0x3FF) << 10 | unit(at + 2) & 0x3FF)
                    length = 4
                }
            }
            if scalar == 0 || scalar & 0xF800 == 0xD800 && length == 2 {
                firstLoss = firstLoss ?? made
                scalar = scalar == 0 ? 0 : 0xFFFD
            }
            if scalar != 0 { made += Self.write(scalar, output + made) }
            at += length
        }
        if isLast, at < input.count {
            firstLoss = firstLoss ?? made
            at = input.count
        }
        return (at, made)
    }
}

/// The characters that Windows put where Latin-1 has controls; the rest is Latin-1.
enum Windows1252 {
    private static let high: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]

    /// Nil for the five bytes that stand for nothing.
    static func scalar(_ byte: UInt8) -> UInt32? {
        guard byte < 0xA0 else { return UInt32(byte) }
        let scalar = high[Int(byte) - 0x80]
        return scalar == 0 ? nil : scalar
    }
}
