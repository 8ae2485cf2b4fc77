import Compression
import Ingest
import Records
import Threads

/// A sheet of events on its way into the store: one thread reads its rows, another prepares them, and whoever asks takes them in order.
///
/// No more batches are in memory at once than are read while the sheet before is brought to its end.
final class EventReading {
    typealias Steps = Pipeline<Result<ReadEvents, any Error>, Result<PreparedEvents, any Error>>

    static let capacity = 192

    private let steps = Steps(capacity: capacity)
    private let threads: [WorkerThread]

    convenience init(_ path: String, _ reference: Reference) {
        self.init(reference) {
            var sheet = try EventSheet(path: path, countries: reference.countries)
            var isFirst = true
            return {
                defer { isFirst = false }
                return try sheet?.nextBatch(isFirst: isFirst)
            }
        }
    }

    /// - Parameter open: called on the reading thread; makes what answers with batches until there are none left.
    init(_ reference: Reference, _ open: @escaping @Sendable () throws -> () throws -> ReadEvents?) {
        let steps = steps
        threads = [
            WorkerThread { Self.read(open, into: steps) },
            WorkerThread {
                let preparation = EventPreparation(reference)
                steps.work { $0.map(preparation.prepare) }
            },
        ]
    }

    deinit {
        steps.cancel()
        for thread in threads { thread.join() }
    }

    /// The next batch, nil at the end. Throws when the file cannot be read on.
    func next() throws -> PreparedEvents? { try steps.next()?.get() }

    private static func read(_ open: () throws -> () throws -> ReadEvents?, into steps: Steps) {
        defer { steps.close() }
        do {
            let next = try open()
            while let batch = try next() { guard steps.submit(.success(batch)) else { return } }
        } catch {
            _ = steps.submit(.failure(error))
        }
    }
}

/// Events as they were read, with the rows that they were read from.
struct ReadEvents: Sendable {
    var events: [(event: ConflictEvent, line: Int)] = []
    var block = RowBlock()
    /// Rows with data in them, those with problems included.
    var rows = 0
    /// What was wrong with the rows; told with the last batch.
    var problems: [Problem] = []
}

extension EventSheet {
    /// A block of rows and their events, nil at the end.
    fileprivate mutating func nextBatch(isFirst: Bool) throws -> ReadEvents? {
        var batch = ReadEvents(block: RowBlock(header: isFirst ? header : []))
        let before = rows
        while !batch.block.isFull, let item = try next() {
            batch.events.append((item.event, item.row.line))
            batch.block.put(item.row)
        }
        batch.rows = rows - before
        if !batch.block.isFull { batch.problems = drainProblems() }
        return batch.block.bytes.isEmpty && batch.rows == 0 && batch.problems.isEmpty ? nil : batch
    }
}
