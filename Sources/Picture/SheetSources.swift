import Records
import SQL
import Store

/// The sheets behind a picture: presence, people, events, indicators, priorities, workbooks; each with the newest day that it speaks of.
struct SheetSources {
    /// `yyyy-mm-dd` by document, empty where no row has a date.
    private(set) var newest: [Int64: String] = [:]

    init(_ builder: PictureBuilder) throws {
        let database = builder.store.database
        let terms = try builder.countries.compactMap { try database.term(.country, $0) }.sqlList
        let today = builder.today.year * 10_000 + builder.today.month * 100 + builder.today.day
        for table in ["presence", "people"] {
            // A project that goes on says nothing of days to come.
            let day = "max(CASE WHEN last <= \(today) THEN last WHEN first <= \(today) THEN first ELSE 0 END)"
            try add("SELECT document, \(day) FROM \(table) WHERE country IN (\(terms)) GROUP BY document", database) { Self.day($0.int(1)) }
        }
        try add("SELECT document, max(month) FROM event_country_month WHERE country IN (\(terms)) GROUP BY document", database) {
            Self.lastDay(ofMonth: $0.int(1))
        }
        let countries = Set(builder.countries)
        for (table, date) in [("indicator", "date"), ("priority", "date"), ("contribution", "first"), ("contribution", "last")] {
            try add("SELECT DISTINCT document, country, \(date) FROM \(table)", database) { row in
                guard countries.contains(row.text(1)) else { return nil }
                let day = IndicatorDate(row.text(2))?.lastDay.description ?? ""
                return day <= builder.today.description ? day : ""
            }
        }
    }

    /// - Parameter day: nil for a row of other countries.
    private mutating func add(_ select: String, _ database: Database, _ day: (Row) -> String?) throws {
        try database.statement(select).forEach([]) { row in
            if let day = day(row) { newest[row.int64(0)] = max(newest[row.int64(0)] ?? "", day) }
        }
    }

    /// From `yyyymmdd`, 0 for none.
    private static func day(_ number: Int) -> String {
        number == 0 ? "" : Day(year: number / 10_000, month: number / 100 % 100, day: number % 100).description
    }

    /// From `yyyymm`, the month 0 where only the year is known.
    private static func lastDay(ofMonth number: Int) -> String {
        let (year, month) = (number / 100, number % 100 == 0 ? 12 : number % 100)
        return lastDay(year, month)
    }

    private static func lastDay(_ year: Int, _ month: Int) -> String {
        let last = (28...31).last { Day(year: year, month: month, day: $0).exists } ?? 28
        return Day(year: year, month: month, day: last).description
    }
}
