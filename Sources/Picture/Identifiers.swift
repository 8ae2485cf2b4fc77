import SQL
import Store

/// Identifiers of activities with their places among one another, bytewise: the index has them in order.
struct Identifiers {
    /// Place by activity.
    private(set) var ranks: [Int32]
    private var texts: [String] = []

    init(_ database: Database, of wanted: [Bool]) throws {
        ranks = [Int32](repeating: 0, count: wanted.count)
        try database.statement("SELECT id, identifier FROM activity ORDER BY identifier").forEach([]) { row in
            let activity = row.int(0)
            guard activity < wanted.count, wanted[activity] else { return }
            ranks[activity] = Int32(texts.count)
            texts.append(row.text(1))
        }
    }

    func text(of activity: Int) -> String { texts[Int(ranks[activity])] }
}
