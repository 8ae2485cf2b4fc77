import Records
import Sheets

/// ACLED's export, with `data_id` as it was or with `disorder_type` as it is. Source: ACLED codebook.
struct ACLEDLayout: EventLayout {
    let dataset = ConflictEvent.Dataset.acled

    private let id, date, year, datePrecision, type, part, numeric, alpha3: Int
    private let province, district, locality, latitude, longitude, placePrecision: Int
    private let first, second, deaths, stamp: Int

    init?(_ header: SheetHeader) {
        guard header.has("event_id_cnty", "event_date", "event_type", "sub_event_type", "fatalities") else { return nil }
        (id, date, year, datePrecision) = (header["event_id_cnty"], header["event_date"], header["year"], header["time_precision"])
        (type, part, numeric, alpha3) = (header["event_type"], header["sub_event_type"], header["iso"], header["iso3"])
        (province, district, locality) = (header["admin1"], header["admin2"], header["location"])
        (latitude, longitude, placePrecision) = (header["latitude"], header["longitude"], header["geo_precision"])
        (first, second, deaths, stamp) = (header["actor1"], header["actor2"], header["fatalities"], header["timestamp"])
    }

    func read(_ row: SheetRow, _ countries: CountryCodes) -> ConflictEvent? {
        let identifier = row.trimmed(id)
        guard !identifier.isEmpty, let day = WrittenDay.parse(row.trimmed(date), year: row.whole(year)), let count = row.whole(deaths)
        else {
            return nil
        }
        let (event, part) = (row.trimmed(type), row.trimmed(part))
        return ConflictEvent(
            dataset: dataset, identifier: identifier, first: day, last: day, datePrecision: precision(ofDate: row.whole(datePrecision)),
            country: country(row, countries), province: row.trimmed(province), district: row.trimmed(district),
            locality: row.trimmed(locality), point: row.point(latitude, longitude),
            placePrecision: precision(ofPlace: row.whole(placePrecision)), type: part.isEmpty ? event : "\(event): \(part)",
            actors: [row.trimmed(first), row.trimmed(second)].filter { !$0.isEmpty }, deaths: .init(low: count, best: count, high: count),
            updated: row.trimmed(stamp))
    }

    private func country(_ row: SheetRow, _ countries: CountryCodes) -> String {
        countries.code(alpha3: row.trimmed(alpha3)) ?? row.whole(numeric).flatMap { countries.code(numeric: $0) } ?? ""
    }

    /// 1 the day; 2 the week; 3 the month.
    private func precision(ofDate code: Int?) -> ConflictEvent.DatePrecision {
        switch code {
        case 1: .day
        case 2: .week
        default: .month
        }
    }

    /// 1 the town; 2 a part of a region around it; 3 a larger region, coded to its capital.
    private func precision(ofPlace code: Int?) -> ConflictEvent.PlacePrecision {
        switch code {
        case 1: .exact
        case 2: .near
        default: .province
        }
    }
}
