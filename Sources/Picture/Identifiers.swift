import Records
import SQL
import Store

/// Identifiers of activities with their places among one another, bytewise.
struct Identifiers: Sendable {
    /// Place by activity.
    private(set) var ranks: [Int32]
    /// One after another, in that order.
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]

    /// - Parameter wanted: by activity.
    init(_ database: Database, of wanted: [Bool]) throws {
        ranks = [Int32](repeating: 0, count: wanted.count)
        let numbers = wanted.indices.filter { wanted[$0] }
        if numbers.count * Self.lookUpCost < wanted.count { try lookUp(numbers, database) } else { try goThrough(wanted, database) }
    }

    /// All of a store's.
    init(allIn database: Database) throws {
        let last = try database.first("SELECT max(id) FROM activity") { $0.int(0) } ?? 0
        ranks = [Int32](repeating: 0, count: last + 1)
        try goThrough([Bool](repeating: true, count: last + 1), database)
    }

    func withText<T>(of activity: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
        let rank = Int(ranks[activity])
        return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[ends[rank]..<ends[rank + 1]])) }
    }

    /// Looking one up costs as much as going past so many.
    private static let lookUpCost = 16

    /// The index has them in order.
    private mutating func goThrough(_ wanted: [Bool], _ database: Database) throws {
        try database.statement("SELECT id, identifier FROM activity ORDER BY identifier").forEach([]) { row in
            let activity = row.int(0)
            if activity < wanted.count, wanted[activity] { row.withBytes(1) { add($0.assumingMemoryBound(to: UInt8.self), activity) } }
        }
    }

    private mutating func lookUp(_ numbers: [Int], _ database: Database) throws {
        let select = try database.statement("SELECT identifier FROM activity WHERE id = ?")
        var found: [(text: String, activity: Int)] = []
        for number in numbers { try select.forEach([number]) { found.append(($0.text(0), number)) } }
        for one in found.sorted(by: { Bytewise.order($0.text, $1.text) < 0 }) {
            var text = one.text
            text.withUTF8 { add($0, one.activity) }
        }
    }

    private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ activity: Int) {
        ranks[activity] = Int32(ends.count - 1)
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
    }
}
