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
        let isTime = time.utf8.count == 8 && time.split(separator: ":").compactMap { Int($0) }.count == 3
        return Self.day(day) + "T" + (isTime ? time : "00:00:00")
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
        var bytes: [UInt8] = []
        for byte in url.utf8 {
            let isPlain = byte > 0x20 && byte < 0x7F && !Array("\"<>\\^`{|}[]".utf8).contains(byte)
            bytes += isPlain ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: bytes, as: UTF8.self)
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
