import Threads

/// The threads that make the rows of a large table part by part, while the one that has them writes those of earlier parts.
final class RowMakers {
    private static let threads = 2
    /// Parts that are made or wait to be written.
    private static let capacity = 4

    private let parts: Int
    private let pipeline = Pipeline<(part: Int, batch: RowBatch), RowBatch>(capacity: capacity)
    private var threads: [WorkerThread] = []
    private var handedIn = 0

    init(parts: Int, width: Int, _ make: @escaping @Sendable (Int, RowBatch) -> Void) {
        self.parts = parts
        threads = (0..<min(parts, Self.threads)).map { [pipeline] _ in
            WorkerThread {
                pipeline.work { part, batch in
                    make(part, batch)
                    return batch
                }
            }
        }
        for _ in 0..<min(parts, Self.capacity) { handIn(RowBatch(width: width)) }
        if parts == 0 { pipeline.close() }
    }

    /// Nobody waits for rows that are not written.
    deinit {
        pipeline.cancel()
        for thread in threads { thread.join() }
    }

    /// The rows of the next part, nil after the last.
    func next() -> RowBatch? { pipeline.next() }

    /// A batch that was written is filled again.
    func takeBack(_ batch: RowBatch) {
        batch.clear()
        if handedIn < parts { handIn(batch) }
    }

    private func handIn(_ batch: RowBatch) {
        _ = pipeline.submit((handedIn, batch))
        handedIn += 1
        if handedIn == parts { pipeline.close() }
    }
}
