import Records

/// A row of ACLED's export, in the layout with `data_id` and in that with `disorder_type`. Source: ACLED codebook.
enum ACLEDEvent {
    static func read(_ row: [String], _ columns: EventColumns, _ countries: CountryCodes) -> ConflictEvent? {
        func text(_ name: String) -> String { columns.text(name, row) }
        let identifier = text("event_id_cnty")
        guard !identifier.isEmpty, let day = WrittenDay.parse(text("event_date"), year: columns.number("year", row)),
            let deaths = columns.number("fatalities", row), deaths >= 0
        else { return nil }
        return ConflictEvent(
            dataset: .acled, identifier: identifier, first: day, last: day,
            datePrecision: datePrecision(columns.number("time_precision", row)),
            country: countries.code(alpha3: text("iso3")) ?? columns.number("iso", row).flatMap { countries.code(numeric: $0) } ?? "",
            province: text("admin1"), district: text("admin2"), locality: text("location"),
            point: EventPoint.read(text("latitude"), text("longitude")),
            placePrecision: placePrecision(columns.number("geo_precision", row)), type: type(text("event_type"), text("sub_event_type")),
            actors: [text("actor1"), text("actor2")].filter { !$0.isEmpty }, deaths: .init(low: deaths, best: deaths, high: deaths),
            updated: text("timestamp"))
    }

    /// 1 the day; 2 the week; 3 the month.
    private static func datePrecision(_ code: Int?) -> ConflictEvent.DatePrecision {
        switch code {
        case 1: .day
        case 2: .week
        default: .month
        }
    }

    /// 1 the town; 2 a part of a region around it; 3 a larger region, coded to its capital.
    private static func placePrecision(_ code: Int?) -> ConflictEvent.PlacePrecision {
        switch code {
        case 1: .exact
        case 2: .near
        default: .province
        }
    }

    private static func type(_ event: String, _ part: String) -> String { part.isEmpty ? event : "\(event): \(part)" }
}
