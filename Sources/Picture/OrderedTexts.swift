import Records
import SQL
import Store

/// What numbers are called, with their places among one another, bytewise.
final class OrderedTexts: Sendable {
    /// Place by number.
    let ranks: [Int32]
    /// One after another, in that order.
    private let bytes: [UInt8]
    private let ends: [Int]

    private init(_ list: TextList) { (ranks, bytes, ends) = (list.ranks, list.bytes, list.ends) }

    /// - Parameter texts: by number.
    convenience init(_ texts: [String]) {
        var list = TextList(count: texts.count)
        list.sort(texts.indices.map { (texts[$0], $0) })
        self.init(list)
    }

    /// Identifiers of activities.
    ///
    /// - Parameter wanted: by activity.
    convenience init(identifiersIn database: Database, of wanted: [Bool]) throws {
        var list = TextList(count: wanted.count)
        let numbers = wanted.indices.filter { wanted[$0] }
        if numbers.count * Self.lookUpCost < wanted.count {
            try list.lookUp(numbers, database)
        } else {
            try list.goThrough(database) { wanted[$0] }
        }
        self.init(list)
    }

    /// Identifiers of all activities of a store.
    convenience init(identifiersIn database: Database) throws {
        var list = TextList(count: (try database.first("SELECT max(id) FROM activity") { $0.int(0) } ?? 0) + 1)
        try list.goThrough(database) { _ in true }
        self.init(list)
    }

    /// The texts in memory, inside `withViews` only.
    struct View {
        fileprivate let ranks: UnsafeBufferPointer<Int32>
        fileprivate let bytes: UnsafeBufferPointer<UInt8>
        fileprivate let ends: UnsafeBufferPointer<Int>

        @inline(__always)
        func text(of number: Int) -> UnsafeBufferPointer<UInt8> {
            let rank = Int(ranks[number])
            let start = ends[rank]
            return UnsafeBufferPointer(start: bytes.baseAddress.map { $0 + start }, count: ends[rank + 1] - start)
        }
    }

    static func withViews<T>(of texts: [OrderedTexts], _ body: (UnsafeBufferPointer<View>) throws -> T) rethrows -> T {
        try withViews(of: texts[...], after: [], body)
    }

    private static func withViews<T>(
        of texts: ArraySlice<OrderedTexts>, after views: [View], _ body: (UnsafeBufferPointer<View>) throws -> T
    ) rethrows -> T {
        guard let first = texts.first else { return try views.withUnsafeBufferPointer(body) }
        return try first.ranks.withUnsafeBufferPointer { ranks in
            try first.bytes.withUnsafeBufferPointer { bytes in
                try first.ends.withUnsafeBufferPointer { ends in
                    try withViews(of: texts.dropFirst(), after: views + [View(ranks: ranks, bytes: bytes, ends: ends)], body)
                }
            }
        }
    }

    /// Looking one up costs as much as going past so many.
    private static let lookUpCost = 16
}

/// Texts on their way into order.
private struct TextList {
    var ranks: [Int32]
    var bytes: [UInt8] = []
    var ends: [Int] = [0]

    init(count: Int) { ranks = [Int32](repeating: 0, count: count) }

    /// The index has identifiers in order.
    mutating func goThrough(_ database: Database, _ isWanted: (Int) -> Bool) throws {
        try database.statement("SELECT id, identifier FROM activity ORDER BY identifier, id").forEach([]) { row in
            let activity = row.int(0)
            if activity < ranks.count, isWanted(activity) { row.withBytes(1) { add($0.assumingMemoryBound(to: UInt8.self), activity) } }
        }
    }

    mutating func lookUp(_ activities: [Int], _ database: Database) throws {
        let select = try database.statement("SELECT identifier FROM activity WHERE id = ?")
        var found: [(text: String, number: Int)] = []
        for activity in activities { try select.forEach([activity]) { found.append(($0.text(0), activity)) } }
        sort(found)
    }

    mutating func sort(_ texts: [(text: String, number: Int)]) {
        for one in texts.sorted(by: { Bytewise.order($0.text, $1.text) < 0 }) {
            var text = one.text
            text.withUTF8 { add($0, one.number) }
        }
    }

    private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ number: Int) {
        ranks[number] = Int32(ends.count - 1)
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
    }
}
