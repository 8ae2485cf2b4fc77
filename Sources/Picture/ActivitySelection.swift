import Records
import SQL
import Store

/// Activities picked for passing on, whole, in the order in which they were read.
///
/// Taken along are those that links tie to the ones that a filter finds: without them `funder` and `net` would count otherwise.
public struct ActivitySelection {
    private let shelf: OriginalShelf
    /// What the filter finds.
    public let found: Set<Int64>
    private let numbers: [Int64]

    public var linked: Int { numbers.count - found.count }

    /// - Parameter isAlone: nothing is taken along.
    public init(_ store: Store, _ reference: Reference, _ visibility: Visibility, _ filter: ActivityFilter, isAlone: Bool = false) throws {
        shelf = OriginalShelf(store.database)
        let found = try Self.found(ActivityList(store, reference, visibility), filter, shelf)
        self.found = Set(found)
        numbers = isAlone ? found : try LinkedActivities(store.database, visibility).closure(of: found)
    }

    public func read(_ body: (Int64, Activity) throws -> Void) throws {
        for number in numbers { if let activity = try shelf.activity(number) { try body(number, activity) } }
    }

    /// Money may be of years in which its activity was not under way: years are looked at in the whole record.
    private static func found(_ list: ActivityList, _ filter: ActivityFilter, _ shelf: OriginalShelf) throws -> [Int64] {
        var undated = filter
        (undated.firstYear, undated.lastYear) = (nil, nil)
        let numbers = try list.numbers(undated)
        if filter.firstYear == nil, filter.lastYear == nil { return numbers }
        let years = (filter.firstYear ?? 0)...(filter.lastYear ?? 9999)
        return try numbers.filter { try shelf.activity($0).map { isIn(years, $0) } ?? false }
    }

    private static func isIn(_ years: ClosedRange<Int>, _ activity: Activity) -> Bool {
        let first = activity.dates.start?.year ?? 0
        let lasts = years.overlaps(first...max(first, activity.dates.end?.year ?? 9999))
        let moneys = activity.transactions.map(\.date) + activity.budgets.map(\.start)
        return lasts || moneys.contains { $0.map { years.contains($0.year) } ?? false }
    }
}
