import Records

/// A row of the UCDP Georeferenced Event Dataset. Source: UCDP GED codebook 23.1.
enum UCDPEvent {
    static func read(_ row: [String], _ columns: EventColumns, _ countries: CountryCodes) -> ConflictEvent? {
        func text(_ name: String) -> String { columns.text(name, row) }
        let identifier = text("id")
        guard !identifier.isEmpty, let first = WrittenDay.parse(text("date_start")), let deaths = deaths(row, columns) else { return nil }
        return ConflictEvent(
            dataset: .ucdp, identifier: identifier, first: first, last: WrittenDay.parse(text("date_end")) ?? first,
            datePrecision: datePrecision(columns.number("date_prec", row)),
            country: countries.code(alpha3: text("iso3")) ?? columns.number("country_id", row).flatMap { countries.code(gleditschWard: $0) }
                ?? "",
            province: text("adm_1"), district: text("adm_2"), locality: text("where_coordinates"),
            point: EventPoint.read(text("latitude"), text("longitude")),
            placePrecision: ConflictEvent.PlacePrecision(rawValue: columns.number("where_prec", row) ?? 0) ?? .country,
            type: type(columns.number("type_of_violence", row)), actors: [text("side_a"), text("side_b")].filter { !$0.isEmpty },
            deaths: deaths)
    }

    private static func deaths(_ row: [String], _ columns: EventColumns) -> ConflictEvent.Deaths? {
        guard let low = columns.number("low", row), let best = columns.number("best", row), let high = columns.number("high", row),
            low >= 0, best >= 0, high >= 0
        else { return nil }
        return ConflictEvent.Deaths(low: low, best: best, high: high)
    }

    /// 1 the day; 2 two to six days; 3 a week; 4 a month; 5 more than a month.
    private static func datePrecision(_ code: Int?) -> ConflictEvent.DatePrecision {
        switch code {
        case 1: .day
        case 2, 3: .week
        case 4: .month
        default: .year
        }
    }

    private static func type(_ code: Int?) -> String {
        switch code {
        case 1: "state-based conflict"
        case 2: "non-state conflict"
        case 3: "one-sided violence"
        default: ""
        }
    }
}

/// Coordinates of an event; nil when they are none, out of range, or both zero.
enum EventPoint {
    static func read(_ latitude: String, _ longitude: String) -> Coordinates? {
        guard let north = Double(latitude), let east = Double(longitude), abs(north) <= 90, abs(east) <= 180, north != 0 || east != 0 else {
            return nil
        }
        return Coordinates(latitude: north, longitude: east)
    }
}
