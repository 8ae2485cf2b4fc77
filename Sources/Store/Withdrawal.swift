import Records
import SQL

/// Takes out of the figures what a file said: one that is gone, or that has become a file of another kind.
struct Withdrawal {
    private let database: Database
    private let reference: Reference
    private let document: Int64

    init(of document: Int64, _ reference: Reference, from database: Database) {
        self.document = document
        self.reference = reference
        self.database = database
    }

    /// Activities and events stay, marked as withdrawn. Says how many records of activities they were.
    func run() throws -> Int {
        let copies = Copies(database)
        var delta = SumTable(width: RollupColumn.count)
        let records = try database.rows("SELECT id, identifier FROM activity WHERE document = ? AND state = 0", document) {
            ($0.int64(0), $0.text(1))
        }
        for (activity, _) in records { try copies.retire(activity, as: .withdrawn, &delta) }
        for (_, identifier) in records { try copies.settle(identifier, &delta) }
        try Rollups.write(delta, kind: .facts, to: database)
        try EventWriter.withdraw(document, from: database)
        try database.run("UPDATE document SET state = 'withdrawn' WHERE id = ?", document)
        try Settling.begin(database)
        return records.count
    }

    /// The same, and what sheets wrote is forgotten: the file will say something else.
    func runForAnotherKind() throws {
        _ = try run()
        for table in Self.ofSheets { try database.run("DELETE FROM \(table) WHERE document = ?", document) }
    }

    private static let ofSheets = [
        "presence", "people", "funding", "reported_aid", "indicator", "priority", "contribution", "milestone", "place", "area", "event",
        "row_block", "code",
    ]
}
