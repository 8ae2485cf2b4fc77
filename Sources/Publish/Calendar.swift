import Records

extension Day {
    /// Days since 1970-01-01 in the Gregorian calendar.
    var serial: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day as a point on an axis of years: 2011-07-09 is 2011.52.
    var decimalYear: Double {
        let first = Day(year: year, month: 1, day: 1).serial
        let next = Day(year: year + 1, month: 1, day: 1).serial
        return Double(year) + Double(serial - first) / Double(next - first)
    }

    /// The day that a datetime text starts with, if it starts with `yyyy-mm-dd`.
    init?(prefixOf text: String) {
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard text.utf8.count >= 10, parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else { return nil }
        self.init(year: year, month: month, day: day)
        guard exists else { return nil }
    }
}
