import Records
import Sheets

/// The monthly counts that HDX makes of ACLED's events: one admin 2 area, one month a row.
struct MonthlyLayout: EventLayout {
    let dataset = ConflictEvent.Dataset.acledMonthly

    private let alpha3, province, district, provinceCode, districtCode, month, year, events, deaths: Int

    init?(_ header: SheetHeader) {
        guard header.has("iso3", "admin1", "month", "year", "events") else { return nil }
        (alpha3, province, district) = (header["iso3"], header["admin1"], header["admin2"])
        (provinceCode, districtCode) = (header["admin1 pcode"], header["admin2 pcode"])
        (month, year, events, deaths) = (header["month"], header["year"], header["events"], header["fatalities"])
    }

    func read(_ row: SheetRow, _ countries: CountryCodes) -> ConflictEvent? {
        let name = row.trimmed(month)
        guard let year = row.whole(year), (1900...2200).contains(year), let month = row.whole(month) ?? WrittenDay.month(name),
            (1...12).contains(month), let events = row.whole(events), let deaths = deaths(row)
        else { return nil }
        var count = ConflictEvent(
            dataset: dataset, identifier: "", first: Day(year: year, month: month, day: 1), last: lastDay(year, month),
            datePrecision: .month,
            country: countries.code(alpha3: row.trimmed(alpha3)) ?? "", province: row.trimmed(province), district: row.trimmed(district),
            placeCodes: [row.trimmed(provinceCode), row.trimmed(districtCode)], placePrecision: .district, type: "", deaths: deaths)
        count.events = events
        return count
    }

    /// None are counted where the sheet has no such column or the cell is empty; nil when the cell is no number.
    private func deaths(_ row: SheetRow) -> ConflictEvent.Deaths? {
        guard let count = row.isBlank(deaths) ? 0 : row.whole(deaths) else { return nil }
        return ConflictEvent.Deaths(low: count, best: count, high: count)
    }

    private func lastDay(_ year: Int, _ month: Int) -> Day {
        (28...31).reversed().lazy.map { Day(year: year, month: month, day: $0) }.first(where: \.exists)!
    }
}
