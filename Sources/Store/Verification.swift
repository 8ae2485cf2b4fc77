import Compression
import Ingest
import Records
import SQL
import XML

/// Whether a store still is what was read into it: originals against their fingerprints, facts against originals, sums against facts.
public final class Verification {
    /// Something that is not as it was written.
    public struct Finding: Equatable, Sendable {
        /// A record, a block or a sum.
        public let place: String
        public let what: String
    }

    public struct Outcome: Sendable {
        public internal(set) var findings: [Finding] = []
        /// Records whose original was compared with its fingerprint.
        public internal(set) var originals = 0
        /// Facts made anew from their originals and compared.
        public internal(set) var facts = 0
        /// Records of files that were read with other tables than today's: their facts are compared with the sums alone.
        public internal(set) var otherTables = 0
        /// Blocks of rows of sheets that were unpacked.
        public internal(set) var rowBlocks = 0
        /// Roll-ups that were added up.
        public internal(set) var rollups = 0
    }

    private let database: Database
    private let reference: Reference
    private let preparation: Preparation
    private let report: (String) -> Void
    private var outcome = Outcome()
    private var balance = RollupBalance()

    /// - Parameters:
    ///   - reference: with what the store's users added to it.
    ///   - report: told each step before it begins.
    public init(_ store: Store, _ reference: Reference, report: @escaping (String) -> Void = { _ in }) {
        database = store.database
        self.reference = reference
        preparation = Preparation(reference)
        self.report = report
    }

    public func run() throws -> Outcome {
        try database.snapshot {
            report("originals and facts")
            try checkBlocks()
            report("rows of sheets")
            try checkRowBlocks()
            report("sums")
            try checkRollups()
            try checkEventSums()
            report("the database itself")
            try checkEngine()
        }
        return outcome
    }

    private func note(_ place: String, _ what: String) { outcome.findings.append(Finding(place: place, what: what)) }
}

// MARK: - Originals and facts

extension Verification {
    /// A block of originals, with what its records are made of.
    private struct Block {
        var id: Int64
        var activities: Range<Int64>
    }

    private struct Record {
        var id: Int64
        var range: Range<Int>
        var line: Int
        var hash: [UInt8]
        var identifier: String
        var title: String
        var state: PreparedActivity.State
        var audience: Int32?
        var facts: Range<Int>
    }

    private func checkBlocks() throws {
        let firsts = try database.rows("SELECT id, first_activity FROM block ORDER BY first_activity") { ($0.int64(0), $0.int64(1)) }
        for (index, (id, first)) in firsts.enumerated() {
            let next = index + 1 < firsts.count ? firsts[index + 1].1 : Int64.max
            try check(Block(id: id, activities: first..<next))
        }
    }

    private func check(_ block: Block) throws {
        let select = """
            SELECT b.facts, b.originals, b.original_bytes, d.root, d.basis, d.path FROM block b JOIN document d ON d.id = b.document
            WHERE b.id = ?
            """
        let found = try database.first(select, block.id) { row in
            (
                facts: row.bytes(0), packed: row.bytes(1), size: row.int(2), root: Originals.root(row.text(3)), basis: row.text(4),
                place: "block \(block.id) of \(row.text(5))"
            )
        }
        guard let found else { return }
        let records = try records(of: block)
        weigh(found.facts, records, found.place)
        guard let originals = try? Zstd.decompress(found.packed, maximum: found.size), originals.count == found.size else {
            return note(found.place, "its originals cannot be unpacked")
        }
        for record in records { check(record, originals) }
        guard found.basis == reference.basis else {
            outcome.otherTables += records.count
            return
        }
        try compare(found.facts, made(records, originals, found.root), records, found.place)
    }

    private func records(of block: Block) throws -> [Record] {
        try database.rows(
            """
            SELECT id, "offset", length, line, hash, identifier, title, state, audience, first_fact, facts FROM activity
            WHERE id >= ? AND id < ? AND block = ? ORDER BY id
            """, block.activities.lowerBound, block.activities.upperBound, block.id
        ) { row in
            Record(
                id: row.int64(0), range: Self.range(row.int(1), row.int(2)), line: row.int(3), hash: row.bytes(4),
                identifier: row.text(5), title: row.text(6), state: PreparedActivity.State(rawValue: row.int(7)) ?? .lost,
                audience: row.optionalInt(8).map { Int32($0) }, facts: Self.range(row.int(9), row.int(10)))
        }
    }

    /// Numbers that no record has lead nowhere.
    private static func range(_ start: Int, _ length: Int) -> Range<Int> {
        let isPossible = (0...Int(Int32.max)).contains(start) && (0...Int(Int32.max)).contains(length)
        return isPossible ? start..<start + length : Int.max - 1..<Int.max
    }

    private func check(_ record: Record, _ originals: [UInt8]) {
        outcome.originals += 1
        guard record.range.upperBound <= originals.count, ContentHash(of: Array(originals[record.range])).bytes == record.hash else {
            return note(name(record), "its original is not what was read")
        }
    }

    private func name(_ record: Record) -> String { record.identifier.isEmpty ? "record \(record.id)" : record.identifier }

    /// The same records prepared once more.
    private func made(_ records: [Record], _ originals: [UInt8], _ root: [(name: String, value: String)]) -> PreparedBatch {
        let root = RootElement(name: "iati-activities", attributes: root)
        var batch = RawBatch(root: root, file: 0)
        batch.records = records.enumerated().map { ordinal, record in
            let name = record.state == .organisation ? "iati-organisation" : "iati-activity"
            let bytes = record.range.upperBound <= originals.count ? Array(originals[record.range]) : []
            return NumberedRecord(
                ordinal: ordinal,
                record: RawRecord(name: name, line: record.line, offset: 0, bytes: bytes, isComplete: record.state != .lost))
        }
        return preparation.prepare(batch, parser: RecordParser(root: root, detail: .figures))
    }

    private func compare(_ stored: [UInt8], _ made: PreparedBatch, _ records: [Record], _ place: String) throws {
        var facts = made.facts
        // A term that the store does not know is a difference.
        let numbers = try made.terms.map { try database.term($0.kind, $0.text) ?? -1 }
        for column in FactColumn.terms { facts.mapColumn(column.rawValue) { numbers[Int($0)] } }
        outcome.facts += facts.count
        if facts.packed() != stored { note(place, "its facts are not those of its originals") }
        for (record, made) in zip(records, made.read) where record.state != .lost {
            if record.identifier != made.identifier || record.title != made.title {
                note(name(record), "identifier or title are not those of its original")
            }
        }
    }

    /// Puts the facts that count on their side of the balance.
    private func weigh(_ packed: [UInt8], _ records: [Record], _ place: String) {
        guard let facts = try? ColumnTable(packed: packed) else { return note(place, "its facts cannot be unpacked") }
        for record in records where record.state == .current {
            guard let audience = record.audience else { continue }
            guard record.facts.upperBound <= facts.count else { return note(name(record), "its facts are cut short") }
            balance.add(facts, record.facts, audience: audience, .facts)
        }
    }
}

// MARK: - Sums

extension Verification {
    private func checkRollups() throws {
        try checkAdjustments()
        let segments = try database.rows("SELECT id, kind, level, rows FROM rollup ORDER BY id") {
            (id: $0.int64(0), kind: $0.int(1), level: $0.int(2), rows: $0.int(3))
        }
        for segment in segments {
            guard let kind = Rollups.Kind(rawValue: segment.kind), let level = RollupLevel(rawValue: segment.level),
                let table = try table(segment.id, level, rows: segment.rows)
            else {
                note("roll-up \(segment.id)", "it cannot be unpacked")
                continue
            }
            outcome.rollups += 1
            balance.take(table, kind, level)
        }
        for sum in balance.differences {
            let country = try database.first("SELECT text FROM term WHERE id = ?", Int(sum.country)) { $0.text(0) } ?? "\(sum.country)"
            note("\(sum.flow) in \(country)", "the roll-ups (\(sum.kind), \(sum.level)) are not the sum of the facts")
        }
    }

    /// They are in the roll-ups, and each is of a fact of its record.
    private func checkAdjustments() throws {
        let shelf = FactShelf(database)
        let rows = try database.rows("SELECT rowid, activity FROM adjustment ORDER BY activity, rowid") { ($0.int64(0), $0.int64(1)) }
        for (row, activity) in rows {
            let found = try database.first("SELECT audience, facts FROM adjustment WHERE rowid = ?", row) {
                (audience: Int32($0.int(0)), facts: try? ColumnTable(packed: $0.bytes(1)))
            }
            guard let found, let facts = found.facts else {
                note("record \(activity)", "what links take from it cannot be unpacked")
                continue
            }
            balance.add(facts, 0..<facts.count, audience: found.audience, .adjustments)
            let own = Set(Self.unadjusted((try? shelf.facts(of: activity)) ?? ColumnTable(width: FactColumn.count)))
            if !Self.unadjusted(facts).allSatisfy(own.contains) {
                note("record \(activity)", "what links take from it is none of its facts")
            }
        }
    }

    /// What a fact and its adjustments have in common, fact by fact.
    private static func unadjusted(_ facts: ColumnTable) -> [[Int32]] {
        let columns = FactColumn.allCases.filter { $0 != .funder && $0 != .rules }.map { facts.columns[$0.rawValue] }
        return (0..<facts.count).map { row in columns.map { $0[row] } }
    }

    private func table(_ id: Int64, _ level: RollupLevel, rows: Int) throws -> ColumnTable? {
        var columns: [[Int32]] = []
        var amounts: [Int128] = []
        try database.statement("SELECT \"column\", bytes FROM rollup_column WHERE rollup = ? ORDER BY \"column\"").forEach([id]) { row in
            row.withBytes(1) { bytes in
                if row.int(0) < RollupColumn.count {
                    columns.append((try? PackedColumn.values(bytes, count: rows)) ?? [])
                } else {
                    amounts = (try? PackedColumn.amounts(bytes, count: rows)) ?? []
                }
            }
        }
        let isWhole = columns.count == level.columns.count && amounts.count == rows && columns.allSatisfy { $0.count == rows }
        return isWhole ? ColumnTable(columns: columns, amounts: amounts) : nil
    }

    private func checkEventSums() throws {
        let (key, sums) = ("document, audience, country, dataset, month, country_now", "events, low, best, high")
        let added = sums.split(separator: ", ").map { "CAST(sum(\($0)) AS BIGINT)" }.joined(separator: ", ")
        for (table, key) in [("event_country_month", key), ("event_month", "\(key), place, kind")] {
            let events = "SELECT \(key), \(added) FROM event WHERE audience IS NOT NULL GROUP BY \(key)"
            let months = "SELECT \(key), \(sums) FROM \(table)"
            for (one, other) in [(events, months), (months, events)] {
                let documents = try database.rows("SELECT DISTINCT document FROM (\(one) EXCEPT \(other)) AS different") { $0.int64(0) }
                for document in documents { note(try path(document), "its events by month are not the sum of its events") }
            }
        }
    }

    private func path(_ document: Int64) throws -> String {
        try database.first("SELECT path FROM document WHERE id = ?", document) { $0.text(0) } ?? "document \(document)"
    }
}

// MARK: - The rest

extension Verification {
    private func checkRowBlocks() throws {
        for id in try database.rows("SELECT id FROM row_block ORDER BY id", read: { $0.int64(0) }) {
            outcome.rowBlocks += 1
            let isWhole = try database.first("SELECT rows, size FROM row_block WHERE id = ?", id) { row in
                (try? Zstd.decompress(row.bytes(0), maximum: row.int(1)))?.count == row.int(1)
            }
            if isWhole != true { note("rows \(id)", "they cannot be unpacked") }
        }
    }

    /// What the engine itself finds; a server looks after its pages by itself.
    private func checkEngine() throws {
        guard database.dialect == .sqlite else { return }
        for message in try database.rows("PRAGMA integrity_check", read: { $0.text(0) }) where message != "ok" { note("the file", message) }
        let orphans = try database.rows("PRAGMA foreign_key_check") { "\($0.text(0)) \($0.int(1))" }
        for orphan in orphans { note(orphan, "it belongs to something that is not there") }
    }
}
