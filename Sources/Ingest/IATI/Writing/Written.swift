import Records
import XML

/// Values as the schema of 2.03 wants them.
enum Written {
    /// Nil for what is absent.
    static func some(_ text: String) -> String? { text.isEmpty ? nil : text }

    static func flag(_ value: Bool?) -> String? { value.map { $0 ? "true" : "false" } }

    /// `yyyy-mm-dd`; a day that no calendar has is written as the nearest in its month.
    static func day(_ day: Day) -> String {
        if day.exists { return day.description }
        let month = min(12, max(1, day.month))
        var last = 31
        while !Day(year: day.year, month: month, day: last).exists { last -= 1 }
        return Day(year: day.year, month: month, day: min(last, max(1, day.day))).description
    }

    /// Nil when what was published is no datetime, which the schema would not let pass.
    static func datetime(_ stamp: String) -> String? {
        guard let day = Day(iso: stamp) else { return nil }
        let time = stamp.dropFirst(11)
        let parts = time.split(separator: ":", omittingEmptySubsequences: false)
        let isTime = parts.count == 3 && zip(parts, [24, 60, 60]).allSatisfy { isTwoDigits($0, below: $1) }
        return Self.day(day) + "T" + (isTime ? time : "00:00:00")
    }

    private static func isTwoDigits(_ text: Substring, below limit: Int) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } && Int(text)! < limit
    }

    /// A plain decimal, nil for anything else.
    static func number(_ published: String) -> String? { PublishedNumber.parse(published).amount?.exact }

    /// Each language's text; an empty one where the schema requires one and there is none.
    static func narratives(_ texts: [LocalText], required: Bool = false, to out: MarkupWriter) {
        if texts.isEmpty, required { out.element("narrative") }
        for text in texts { out.element("narrative", [("xml:lang", language(text.language))], text: text.text) }
    }

    /// Nil for what is no language tag.
    private static func language(_ code: String) -> String? {
        let isTag = (2...8).contains(code.utf8.count) && code.utf8.allSatisfy { (0x61...0x7A).contains($0) }
        return isTag ? code : nil
    }

    /// Every character that has no place in an address by its number, so that the schema takes it.
    static func address(_ url: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let published = Array(url.utf8)
        var bytes: [UInt8] = []
        for (place, byte) in published.enumerated() {
            let isEscape = published[(place + 1)...].prefix(2).count { isHexadecimal($0) } == 2
            let isSecondMark = byte == UInt8(ascii: "#") && bytes.contains(byte)
            let hasPlace = byte > 0x20 && byte < 0x7F && !unplaced.contains(byte) && !isSecondMark
            let isPlain = byte == UInt8(ascii: "%") ? isEscape : hasPlace
            bytes += isPlain ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let unplaced = Set("\"<>\\^`{|}[]".utf8)

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }
}

/// What the standard requires and a publisher did not give: written so that the file is valid, marked so that nobody takes it for published.
///
/// A language of private use, which may stand on any element: Concord skips whatever carries it.
enum Unstated {
    static let language = "x-unstated"
    static let mark: MarkupWriter.Attribute = ("xml:lang", language)

    static func mark(_ isUnstated: Bool) -> MarkupWriter.Attribute { ("xml:lang", isUnstated ? language : nil) }
}
