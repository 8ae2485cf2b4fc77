/// A day and a time as a workbook counts them: days since the beginning of 1900 or of 1904, the time as their fraction.
enum CellDate {
    /// `yyyy-mm-dd`, with ` hh:mm:ss` where there is a time; `hh:mm:ss` for a time alone. Nil when no calendar has the day.
    static func text(_ serial: Double, _ look: CellStyles.Look, from1904: Bool) -> String? {
        guard serial >= 0, serial < 3_000_000 else { return nil }
        var day = Int(serial)
        var seconds = Int(((serial - Double(day)) * 86_400).rounded())
        if seconds == 86_400 { (day, seconds) = (day + 1, 0) }
        if look == .time, day == 0 { return time(seconds) }
        guard let date = date(day, from1904) else { return nil }
        return seconds == 0 ? date : date + " " + time(seconds)
    }

    private static func time(_ seconds: Int) -> String {
        [seconds / 3600, seconds / 60 % 60, seconds % 60].map(padded).joined(separator: ":")
    }

    private static func date(_ day: Int, _ from1904: Bool) -> String? {
        if from1904 { return date(daysSince1970: day - 24_107) }
        // The count of 1900 has a 29 February that never was.
        if day == 60 { return "1900-02-29" }
        return day == 0 ? nil : date(daysSince1970: day - (day < 60 ? 25_568 : 25_569))
    }

    /// Howard Hinnant's `civil_from_days`.
    private static func date(daysSince1970 days: Int) -> String? {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        guard year <= 9999 else { return nil }
        return "\(year)-\(padded(month))-\(padded(day))"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
