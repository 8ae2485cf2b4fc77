import SQL
import Store

/// The activities that links and trees tie to some others, by which `funder` and `net` count (rule 12).
struct LinkedActivities {
    private let database: Database
    private let visibility: Visibility

    init(_ database: Database, _ visibility: Visibility) {
        self.database = database
        self.visibility = visibility
    }

    /// Those given and all that they are tied to, over however many steps, in their order.
    func closure(of numbers: [Int64]) throws -> [Int64] {
        var all = Set(numbers)
        var edge = all
        while !edge.isEmpty {
            edge = try Set(neighbours(edge)).subtracting(all)
            all.formUnion(edge)
        }
        return all.sorted()
    }

    private func neighbours(_ numbers: Set<Int64>) throws -> [Int64] {
        let (list, kinds) = (numbers.sqlList, "('parent', 'child', 'provider', 'receiver')")
        return try database.rows(
            """
            SELECT b.id FROM link l JOIN activity b ON b.identifier = l."to"
            WHERE l.activity IN (\(list)) AND l.kind IN \(kinds) AND \(visibility.sql("b.audience"))
            UNION SELECT b.id FROM activity a JOIN link l ON l."to" = a.identifier JOIN activity b ON b.id = l.activity
            WHERE a.id IN (\(list)) AND a.identifier <> '' AND l.kind IN \(kinds) AND \(visibility.sql("b.audience"))
            """
        ) { $0.int64(0) }
    }
}
