import Compression
import Locks
import XML

/// Raw records on their way to a worker, with their place in the file.
struct NumberedRecord: Sendable {
    var ordinal: Int
    var record: RawRecord
}

struct RawBatch: Sendable {
    var root: RootElement
    /// Tells the roots of an import apart.
    var file: Int
    var records: [NumberedRecord] = []
    /// Records of the last reading of this file, by hash; nil for a new file.
    var known: KnownRecords?
    var bytes: Int { records.reduce(0) { $0 + $1.record.bytes.count } }
}

/// What a file held when it was last read. A record is taken once: of two equal ones the second finds nothing left.
final class KnownRecords: Sendable {
    struct Record: Sendable {
        var activity: Int64
        var lastUpdated: String
        var transactions: Int
    }

    private let guarded = Guarded([ContentHash: [Record]]())

    init(_ records: [(ContentHash, Record)]) {
        guarded.withLock { table in for (hash, record) in records { table[hash, default: []].append(record) } }
    }

    func take(_ hash: ContentHash) -> Record? {
        guarded.withLock { table in
            guard var records = table[hash], let last = records.popLast() else { return nil }
            table[hash] = records.isEmpty ? nil : records
            return last
        }
    }

    /// Rows that the new reading did not meet again.
    func remaining() -> [Int64] { guarded.withLock { $0.values.flatMap { $0.map(\.activity) } } }
}
