import Records

/// A row of the monthly counts that HDX makes of ACLED's events: one admin 2 area, one month.
enum MonthlyCount {
    static func read(_ row: [String], _ columns: EventColumns, _ countries: CountryCodes) -> ConflictEvent? {
        func text(_ name: String) -> String { columns.text(name, row) }
        guard let year = columns.number("year", row), (1900...2200).contains(year),
            let month = Int(text("month")) ?? WrittenDay.month(text("month")), (1...12).contains(month),
            let events = columns.number("events", row), events >= 0, let deaths = deaths(row, columns)
        else { return nil }
        var count = ConflictEvent(
            dataset: .acledMonthly, identifier: "", first: Day(year: year, month: month, day: 1), last: lastDay(year, month),
            datePrecision: .month, country: countries.code(alpha3: text("iso3")) ?? "", province: text("admin1"), district: text("admin2"),
            placeCodes: [text("admin1 pcode"), text("admin2 pcode")], placePrecision: .district, type: "", deaths: deaths)
        count.events = events
        return count
    }

    /// Nil when the column is there and its cell is no number; none are counted where the sheet has no such column.
    private static func deaths(_ row: [String], _ columns: EventColumns) -> ConflictEvent.Deaths? {
        let text = columns.text("fatalities", row)
        guard let deaths = text.isEmpty ? 0 : Int(text), deaths >= 0 else { return nil }
        return ConflictEvent.Deaths(low: deaths, best: deaths, high: deaths)
    }

    private static func lastDay(_ year: Int, _ month: Int) -> Day {
        (28...31).reversed().lazy.map { Day(year: year, month: month, day: $0) }.first(where: \.exists)!
    }
}
