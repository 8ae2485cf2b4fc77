import Records
import SQL

/// Writes one file's reading into the store, all of it or nothing.
///
/// Between `begin` and `finish` the database is inside one transaction.
final class DocumentWriter {
    let database: Database
    private let rows: ActivityRows
    private let terms: TermWriter
    private let reference: Reference
    private let copies: Copies
    private var delta = SumTable(width: RollupColumn.count)

    private var document: Int64 = 0
    private var audience: Int64 = 0
    private var contested: Set<ExactText> = []
    private(set) var counts = ImportCounts()
    private var records = 0
    private var transactions = 0
    private var published = ""
    private var publisher = ""
    private var seen: Set<ExactText> = []
    private var isReread = false
    /// What decides between copies has changed for records whose bytes have not.
    private var mustSettleAgain = false
    private var nextActivity: Int64 = 0
    private var mentions = MentionBuffer()
    /// A statement with a trigger makes the index of words write out what it holds in memory: problems are written many at once.
    private var waiting: [(problem: Problem, activity: Int64)] = []

    init(_ database: Database, _ reference: Reference) throws {
        self.database = database
        self.reference = reference
        rows = try ActivityRows(database)
        terms = TermWriter(database)
        copies = Copies(database)
    }

    func begin(_ head: DocumentHead) throws {
        try database.begin()
        try copies.loadIdentifiers()
        delta = SumTable(width: RollupColumn.count)
        (contested, seen) = ([], [])
        (records, transactions, published, publisher) = (0, 0, "", "")
        counts = ImportCounts()
        let handling = try copies.handling(head.handling)
        audience = try copies.audience(required: [handling], excluded: [])
        isReread = head.known != nil
        mustSettleAgain = isReread ? try hasOtherStamp(head) : false
        document = try row(of: head, handling)
        nextActivity = try database.first("SELECT coalesce(max(id), 0) + 1 FROM activity") { $0.int64(0) }!
        mentions = MentionBuffer()
        waiting = []
    }

    private func hasOtherStamp(_ head: DocumentHead) throws -> Bool {
        try database.first("SELECT generated FROM document WHERE path = ?", head.path) { $0.text(0) } != head.generated
    }

    func abandon() {
        database.rollback()
        rows.forget()
        terms.forget()
        copies.forget()
    }

    private func row(of head: DocumentHead, _ handling: Int) throws -> Int64 {
        let last = try database.first("SELECT id, format FROM document WHERE path = ?", head.path) { ($0.int64(0), $0.text(1)) }
        if let last, !last.1.hasPrefix("iati-"), last.1 != "unknown" {
            try Withdrawal(of: last.0, reference, from: database).runForAnotherKind()
        }
        let now = Clock.now()
        let root = head.root.map { "\($0.name)\u{1F}\($0.value)" }.joined(separator: "\u{1E}")
        try database.run(
            """
            INSERT INTO document (path, format, version, publisher, generated, published, bytes, hash, root, basis, handling, licence,
                first_read, last_read, state, failure, records, transactions)
            VALUES (?, ?, ?, '', ?, '', 0, x'', ?, ?, ?, ?, ?, ?, 'read', '', 0, 0)
            ON CONFLICT (path) DO UPDATE SET format = excluded.format, version = excluded.version, generated = excluded.generated,
                root = excluded.root, basis = excluded.basis, handling = excluded.handling, licence = excluded.licence, last_read = excluded.last_read,
                state = 'read', failure = ''
            """, head.path, head.format, head.version, head.generated, root, head.basis, handling, head.licence, now, now)
        return try database.first("SELECT id FROM document WHERE path = ?", head.path) { $0.int64(0) }!
    }
}

// MARK: - Records

extension DocumentWriter {
    func write(_ batch: PreparedBatch) throws {
        records += batch.read.count + batch.kept.count
        transactions += batch.transactions
        published = max(published, batch.published)
        if publisher.isEmpty { publisher = batch.publisher }
        let numbers = try batch.terms.map { try terms.number($0) }
        try resolveNewOrganisations()
        let facts = mapped(batch.facts, numbers)
        let block = try writeBlock(batch, facts, nextActivity)
        for index in batch.read.indices { try write(batch.read[index], block, numbers, facts) }
        for record in batch.kept { try keep(record) }
        if mentions.isFull { try mentions.write(to: database) }
        if waiting.count >= Self.mostWaiting { try writeProblems() }
        try Rollups.spill(&delta, kind: .facts, to: database)
    }

    private func mapped(_ facts: ColumnTable, _ numbers: [Int32]) -> ColumnTable {
        var facts = facts
        for column in FactColumn.terms { facts.mapColumn(column.rawValue) { numbers[Int($0)] } }
        return facts
    }

    private func writeBlock(_ batch: PreparedBatch, _ facts: ColumnTable, _ first: Int64) throws -> Int64 {
        guard batch.originalBytes > 0 else { return 0 }
        return try database.insert(
            "INSERT INTO block (document, first_activity, facts, original_bytes, originals) VALUES (?, ?, ?, ?, ?)",
            document, first, facts.packed(), batch.originalBytes, batch.originals)
    }

    private func write(_ made: PreparedActivity, _ block: Int64, _ numbers: [Int32], _ facts: ColumnTable) throws {
        let isCounted = made.state == .current
        let id = nextActivity
        nextActivity += 1
        try insert(made, id, block, numbers, audience: isCounted ? audience : nil)
        counts.read += 1
        counts.problems += made.problems.count
        for problem in made.problems { waiting.append((problem, id)) }
        guard isCounted else { return }
        if isReread { seen.insert(ExactText(made.identifier)) }
        if copies.isContested(made.identifier) { contested.insert(ExactText(made.identifier)) }
        delta.add(facts, made.firstFact..<made.firstFact + made.facts, audience: Int32(audience))
        try writeSides(of: made, id, numbers)
    }

    private func insert(_ made: PreparedActivity, _ id: Int64, _ block: Int64, _ numbers: [Int32], audience: Int64?) throws {
        try rows.activities.add { row in
            for number in [Int(id), Int(document), Int(block), made.offset, made.length, made.ordinal, made.line] { row.add(number) }
            row.add(made.hash)
            row.add(made.identifier)
            row.add(numbers[Int(made.reporter)])
            row.add(made.isSecondary)
            for text in [made.lastUpdated, made.title, made.titleJapanese, made.start, made.end] { row.add(text) }
            row.add(made.endIsPlanned)
            row.add(made.status)
            row.add(made.hierarchy)
            row.add(numbers[Int(made.sector)])
            row.add(made.humanitarian)
            row.add(made.hasResults)
            for number in [made.transactions, made.firstFact, made.facts, made.state.rawValue] { row.add(number) }
            if let audience { row.add(Int(audience)) } else { row.addNull() }
        }
    }

    private func writeSides(of made: PreparedActivity, _ id: Int64, _ numbers: [Int32]) throws {
        let named = Self.distinct(made.mentions, numbers)
        for term in named { mentions.add(term: term, activity: id) }
        try writePicture(of: made, id, numbers, named: Standing.bytes(named))
        for made in made.links {
            try rows.links.add { row in
                row.add(Int(id))
                row.add(made.kind.rawValue)
                row.add(made.to)
                row.add(LinkedAmount.text(made.amounts))
            }
        }
        try rows.texts.add { row in
            row.add(Int(id))
            row.add(made.searchTitle)
            row.add(made.searchDescription)
        }
    }

    /// The store's numbers of a batch's terms, in order, each once.
    private static func distinct(_ terms: [Int32], _ numbers: [Int32]) -> [Int32] {
        var found: [Int32] = []
        for number in terms.map({ numbers[Int($0)] }).sorted() where number != found.last { found.append(number) }
        return found
    }

    /// What a picture shows of the activity itself, so that it need not read the original again.
    private func writePicture(of made: PreparedActivity, _ id: Int64, _ numbers: [Int32], named: [UInt8]) throws {
        for (country, spend) in made.standings {
            try rows.standings.add { row in
                for number in [Int(numbers[Int(country)]), Int(id), Int(audience)] { row.add(number) }
                row.add(spend)
                for number in [Int(document), Int(numbers[Int(made.reporter)]), Int(numbers[Int(made.sector)])] { row.add(number) }
                for text in [made.start, made.end, made.status] { row.add(text) }
                row.add(made.humanitarian)
                row.add(made.reached?.people ?? 0)
                row.add(named)
            }
        }
        for (spot, country) in made.spots.flatMap({ spot in spot.countries.map { (spot, $0) } }) {
            try rows.spots.add { row in
                for number in [Int(numbers[Int(country)]), Int(id), spot.ordinal] { row.add(number) }
                if let point = spot.point { row.add(point.latitude) } else { row.addNull() }
                if let point = spot.point { row.add(point.longitude) } else { row.addNull() }
                row.add(spot.name)
            }
        }
        guard let reached = made.reached else { return }
        try rows.reached.add { row in
            row.add(Int(id))
            row.add(reached.indicator)
            row.add(reached.period)
        }
    }

    private func keep(_ record: KeptRecord) throws {
        counts.unchanged += 1
        let place = try database.first("SELECT line, identifier, ordinal FROM activity WHERE id = ?", record.activity) {
            ($0.int(0), $0.text(1), $0.int(2))
        }
        guard let place else { return }
        if !place.1.isEmpty { seen.insert(ExactText(place.1)) }
        if place.2 != record.ordinal { mustSettleAgain = true }
        try database.run("UPDATE activity SET ordinal = ?, line = ? WHERE id = ?", record.ordinal, record.line, record.activity)
        guard place.0 != record.line else { return }
        try database.run("UPDATE problem SET line = line + ? WHERE activity = ?", record.line - place.0, record.activity)
    }

    private static let mostWaiting = 2_000

    private func writeProblems() throws {
        for (problem, activity) in waiting { try write(problem, activity: activity) }
        waiting = []
    }

    private func write(_ problem: Problem, activity: Int64?) throws {
        try rows.problems.add { row in
            row.add(Int(document))
            row.add(activity.map { Int($0) })
            for text in [problem.severity.rawValue, problem.rule] { row.add(text) }
            row.add(problem.line)
            for text in [problem.identifier, problem.message] { row.add(text) }
        }
    }

    private func resolveNewOrganisations() throws {
        for (number, text) in terms.takeNewOrganisations() {
            try RegisterAdditions.resolve(Int(number), text, database, reference)
        }
    }
}

// MARK: - The end of a file

extension DocumentWriter {
    /// Marks what is gone, settles between copies, writes sums and problems, commits.
    func finish(_ tail: DocumentTail) throws -> ImportCounts {
        try mentions.write(to: database)
        try writeProblems()
        try rows.flush()
        try retire(tail.gone, isWhole: tail.isWhole)
        if mustSettleAgain { contested.formUnion(try copies.shared(in: document).map(ExactText.init)) }
        for identifier in contested {
            try copies.settle(identifier.text, &delta)
            try Rollups.spill(&delta, kind: .facts, to: database)
        }
        try Rollups.write(delta, kind: .facts, to: database)
        delta = SumTable(width: RollupColumn.count)
        try database.run("DELETE FROM problem WHERE document = ? AND activity IS NULL", document)
        for problem in tail.problems { try write(problem, activity: nil) }
        try rows.flush()
        counts.problems += tail.problems.count
        counts.transactions = transactions
        try database.run(
            "UPDATE document SET bytes = ?, hash = ?, records = ?, transactions = ?, published = ?, publisher = ?, state = ? WHERE id = ?",
            tail.bytes, tail.hash, records, transactions, published, publisher, tail.isWhole ? "read" : "partial", document)
        try Settling.begin(database)
        try database.commit()
        return counts
    }

    /// Rows of the last reading that this one did not meet: replaced when the identifier came again, else withdrawn. A file that was
    /// cut short says nothing about what it no longer holds.
    private func retire(_ gone: [Int64], isWhole: Bool) throws {
        for activity in gone {
            guard let identifier = try database.first("SELECT identifier FROM activity WHERE id = ?", activity, read: { $0.text(0) }) else {
                continue
            }
            let isReplaced = seen.contains(ExactText(identifier))
            guard isReplaced || isWhole else { continue }
            if isReplaced { counts.replaced += 1 } else { counts.withdrawn += 1 }
            try copies.retire(activity, as: isReplaced ? .replaced : .withdrawn, &delta)
            try Rollups.spill(&delta, kind: .facts, to: database)
            if !identifier.isEmpty { contested.insert(ExactText(identifier)) }
        }
    }
}
