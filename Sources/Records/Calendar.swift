/// Dates as publishers write them (rule 4). The digits decide the year even where the calendar has no such day: ask `exists`. There is no
/// year 0.
extension Day {
    /// `yyyy-mm-dd`, whatever follows (a time, a zone); nil for any other text. White space around is ignored.
    public init?(iso text: String) {
        var text = text
        guard let day = text.withUTF8({ Self.iso(WhiteSpace.trimmed($0)) }) else { return nil }
        self = day
    }

    /// `yyyy-mm-dd...`, `dd-mm-yyyy` or `dd/mm/yyyy`; nil for any other text. White space around is ignored.
    public init?(published text: String) {
        var text = text
        guard let day = text.withUTF8({ Day(published: $0) }) else { return nil }
        self = day
    }

    /// The same on UTF-8 bytes.
    public init?(published bytes: UnsafeBufferPointer<UInt8>) {
        let trimmed = WhiteSpace.trimmed(bytes)
        guard let day = Self.iso(trimmed) ?? Self.dayFirst(trimmed) else { return nil }
        self = day
    }

    private static func iso(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
        guard bytes.count >= 10 else { return nil }
        var digits = Digits(bytes)
        guard let year = digits.number(4), digits.skip(0x2D), let month = digits.number(2), digits.skip(0x2D), let day = digits.number(2),
            year > 0
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private static func dayFirst(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
        guard bytes.count == 10 else { return nil }
        var digits = Digits(bytes)
        guard let day = digits.number(2), let separator = digits.separator(), let month = digits.number(2), digits.skip(separator),
            let year = digits.number(4), year > 0
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private struct Digits {
        private var iterator: UnsafeBufferPointer<UInt8>.Iterator

        init(_ bytes: UnsafeBufferPointer<UInt8>) { iterator = bytes.makeIterator() }

        mutating func number(_ count: Int) -> Int? {
            var value = 0
            for _ in 0..<count {
                guard let byte = iterator.next(), byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }

        mutating func skip(_ expected: UInt8) -> Bool { iterator.next() == expected }

        /// A hyphen or a slash.
        mutating func separator() -> UInt8? {
            guard let byte = iterator.next(), byte == 0x2D || byte == 0x2F else { return nil }
            return byte
        }
    }
}
