/// Days as people and datasets write them: `2021-07-28`, `28-Jul-21`, `28 July 2021`, `28/07/2021`, any of them with a time behind it.
public enum WrittenDay {
    /// - Parameters:
    ///   - text: trimmed.
    ///   - year: tells the century of a year of two digits; without it, 70 to 99 are of the last one.
    /// - Returns: nil for anything else and for a day that the calendar does not have.
    public static func parse(_ text: String, year: Int? = nil) -> Day? {
        var text = text
        return text.withUTF8 { bytes in
            var rest = bytes[...]
            guard let first = nextPart(&rest), let second = nextPart(&rest), let third = nextPart(&rest) else { return nil }
            guard let day = day(first, second, third, year), day.exists else { return nil }
            return day
        }
    }

    private typealias Part = Slice<UnsafeBufferPointer<UInt8>>

    /// What stands before the next separator.
    private static func nextPart(_ rest: inout Part) -> Part? {
        rest = rest.drop(while: isSeparator)
        let part = rest.prefix { !isSeparator($0) }
        rest = rest.dropFirst(part.count)
        return part.isEmpty ? nil : part
    }

    /// One of `-/ ,.T`.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2D, 0x2F, 0x20, 0x2C, 0x2E, 0x54: true
        default: false
        }
    }

    private static func day(_ first: Part, _ second: Part, _ third: Part, _ known: Int?) -> Day? {
        if first.count == 4, let year = number(first), let month = number(second), let day = number(third) {
            return Day(year: year, month: month, day: day)
        }
        guard let day = number(first), let month = number(second) ?? month(second), let year = whole(third, known) else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private static func number(_ digits: Part) -> Int? {
        guard digits.count <= 9, digits.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 &- 48) }
    }

    private static func month(_ name: Part) -> Int? { month(String(decoding: name, as: UTF8.self)) }

    private static func whole(_ digits: Part, _ known: Int?) -> Int? {
        guard let year = number(digits) else { return nil }
        if digits.count == 4 { return year }
        guard digits.count == 2 else { return nil }
        if let known, known % 100 == year { return known }
        return year < 70 ? 2000 + year : 1900 + year
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// 1-12 of an English month's name or its first three letters.
    public static func month(_ name: some StringProtocol) -> Int? {
        guard name.count >= 3, let index = months.firstIndex(of: String(name.prefix(3)).lowercased()) else { return nil }
        return index + 1
    }
}
