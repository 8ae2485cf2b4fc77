import Records

extension Day {
    /// The day as a point on an axis of years: 2011-07-09 is 2011.52.
    var decimalYear: Double {
        let first = Day(year: year, month: 1, day: 1).serial
        let next = Day(year: year + 1, month: 1, day: 1).serial
        return Double(year) + Double(serial - first) / Double(next - first)
    }
}
