/// Days as people and datasets write them: `2021-07-28`, `28-Jul-21`, `28 July 2021`, `28/07/2021`, any of them with a time behind it.
public enum WrittenDay {
    /// - Parameters:
    ///   - text: trimmed.
    ///   - year: tells the century of a year of two digits; without it, 70 to 99 are of the last one.
    /// - Returns: nil for anything else and for a day that the calendar does not have.
    public static func parse(_ text: String, year: Int? = nil) -> Day? {
        let parts = text.utf8.split(maxSplits: 3, whereSeparator: isSeparator).prefix(3)
        guard parts.count == 3, let day = day(parts.map(Substring.init), year), day.exists else { return nil }
        return day
    }

    /// One of `-/ ,.T`.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2D, 0x2F, 0x20, 0x2C, 0x2E, 0x54: true
        default: false
        }
    }

    private static func day(_ parts: [Substring], _ known: Int?) -> Day? {
        if parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) {
            return Day(year: year, month: month, day: day)
        }
        guard let day = Int(parts[0]), let month = Int(parts[1]) ?? month(parts[1]), let year = whole(parts[2], known) else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private static func whole(_ text: Substring, _ known: Int?) -> Int? {
        guard let year = Int(text) else { return nil }
        if text.count == 4 { return year }
        guard text.count == 2 else { return nil }
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
