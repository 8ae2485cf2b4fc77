import Records
import Sheets

/// The UCDP Georeferenced Event Dataset, in 42 columns or 49. Source: UCDP GED codebook 23.1.
struct UCDPLayout: EventLayout {
    let dataset = ConflictEvent.Dataset.ucdp

    private let id, type, first, last, datePrecision, country, alpha3: Int
    private let province, district, locality, latitude, longitude, placePrecision: Int
    private let sideA, sideB, low, best, high: Int

    init?(_ header: SheetHeader) {
        guard header.has("type_of_violence", "date_start", "date_prec", "where_prec", "best", "high", "low") else { return nil }
        (id, type, first, last) = (header["id"], header["type_of_violence"], header["date_start"], header["date_end"])
        (datePrecision, country, alpha3) = (header["date_prec"], header["country_id"], header["iso3"])
        (province, district, locality) = (header["adm_1"], header["adm_2"], header["where_coordinates"])
        (latitude, longitude, placePrecision) = (header["latitude"], header["longitude"], header["where_prec"])
        (sideA, sideB) = (header["side_a"], header["side_b"])
        (low, best, high) = (header["low"], header["best"], header["high"])
    }

    func read(_ row: SheetRow, _ countries: CountryCodes) -> ConflictEvent? {
        let identifier = row.trimmed(id)
        guard !identifier.isEmpty, let day = WrittenDay.parse(row.trimmed(first)), let low = row.whole(low), let best = row.whole(best),
            let high = row.whole(high)
        else { return nil }
        return ConflictEvent(
            dataset: dataset, identifier: identifier, first: day, last: WrittenDay.parse(row.trimmed(last)) ?? day,
            datePrecision: precision(ofDate: row.whole(datePrecision)), country: country(row, countries), province: row.trimmed(province),
            district: row.trimmed(district), locality: row.trimmed(locality), point: row.point(latitude, longitude),
            placePrecision: ConflictEvent.PlacePrecision(rawValue: row.whole(placePrecision) ?? 0) ?? .country, type: type(row.whole(type)),
            actors: [row.trimmed(sideA), row.trimmed(sideB)].filter { !$0.isEmpty }, deaths: .init(low: low, best: best, high: high))
    }

    private func country(_ row: SheetRow, _ countries: CountryCodes) -> String {
        countries.code(alpha3: row.trimmed(alpha3)) ?? row.whole(country).flatMap { countries.code(gleditschWard: $0) } ?? ""
    }

    /// 1 the day; 2 two to six days; 3 a week; 4 a month; 5 more than a month.
    private func precision(ofDate code: Int?) -> ConflictEvent.DatePrecision {
        switch code {
        case 1: .day
        case 2, 3: .week
        case 4: .month
        default: .year
        }
    }

    private func type(_ code: Int?) -> String {
        switch code {
        case 1: "state-based conflict"
        case 2: "non-state conflict"
        case 3: "one-sided violence"
        default: ""
        }
    }
}
