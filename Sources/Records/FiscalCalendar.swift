/// When a party's years begin and how they are called (rule 10).
public struct FiscalCalendar: Hashable, Sendable {
    public var key: String
    public var english: String
    public var startMonth: Int
    public var startDay: Int
    /// The year bears the number of the calendar year in which it ends.
    public var isNamedByEnd: Bool
    /// First days of years whose beginning moves, ascending; empty for a fixed beginning.
    public var starts: [(name: Int, first: Day)] { zip(startNames, startDays).map { ($0, $1) } }
    private var startNames: [Int] = []
    private var startDays: [Day] = []

    public static let calendar = FiscalCalendar(key: "calendar", english: "calendar year", startMonth: 1, startDay: 1, isNamedByEnd: false)

    init(key: String, english: String, startMonth: Int, startDay: Int, isNamedByEnd: Bool) {
        self.key = key
        self.english = english
        self.startMonth = startMonth
        self.startDay = startDay
        self.isNamedByEnd = isNamedByEnd
    }

    /// The name of the year that holds `day`, nil when a table of moving years does not reach it.
    public func year(of day: Day) -> Int? {
        if !startDays.isEmpty {
            guard let index = startDays.lastIndex(where: { $0 <= day }), index + 1 < startDays.count else { return nil }
            return startNames[index]
        }
        let begun = (day.month, day.day) >= (startMonth, startDay)
        let first = begun ? day.year : day.year - 1
        return isNamedByEnd && (startMonth, startDay) != (1, 1) ? first + 1 : first
    }

    static func read(_ table: Tabular, solar: Tabular) -> [String: FiscalCalendar] {
        var found: [String: FiscalCalendar] = [:]
        for row in table.rows {
            var made = FiscalCalendar(
                key: table.value(row, "key"), english: table.value(row, "name"),
                startMonth: Int(table.value(row, "start_month")) ?? 1, startDay: Int(table.value(row, "start_day")) ?? 1,
                isNamedByEnd: table.value(row, "named_by") == "end")
            if table.value(row, "named_by") == "table" { made.readStarts(solar) }
            found[made.key] = made
        }
        return found
    }

    private mutating func readStarts(_ table: Tabular) {
        for row in table.rows {
            let digits = table.value(row, "start").split(separator: "-").compactMap { Int($0) }
            guard let name = Int(table.value(row, "name")), digits.count == 3 else { continue }
            startNames.append(name)
            startDays.append(Day(year: digits[0], month: digits[1], day: digits[2]))
        }
    }
}
