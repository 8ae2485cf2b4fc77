import Glibc

/// A day as rules compare it: year, month and day of a text that begins with them.
struct Day: Comparable, Sendable {
    /// yyyymmdd, so that a year is ten thousand.
    let number: Int

    /// Nil when the text does not begin with `yyyy-mm-dd`, behind white space perhaps.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        guard let start = text.firstIndex(where: { $0 > 32 }), text.count - start >= 10 else { return nil }
        var number = 0
        for place in 0..<10 {
            let byte = text[start + place]
            if place == 4 || place == 7 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard ASCII.isDigit(byte) else { return nil }
                number = number * 10 + Int(byte - 0x30)
            }
        }
        self.number = number
    }

    init?(_ text: String) {
        var text = text
        guard let day = text.withUTF8({ Day($0) }) else { return nil }
        self = day
    }

    private init(number: Int) { self.number = number }

    static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    /// The same day a year later.
    var nextYear: Day { Day(number: number + 10_000) }

    var text: String {
        let digits = String(number)
        let whole = String(repeating: "0", count: max(0, 8 - digits.count)) + digits
        return "\(whole.prefix(4))-\(whole.dropFirst(4).prefix(2))-\(whole.suffix(2))"
    }
}

/// The present moment, in universal time.
enum Now {
    /// `yyyy-mm-ddThh:mm:ss`
    static func text() -> String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let numbers = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
        let clock = [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)]
        return numbers.map(padded).joined(separator: "-") + "T" + clock.map(padded).joined(separator: ":")
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
