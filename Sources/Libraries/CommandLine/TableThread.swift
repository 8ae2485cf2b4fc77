import Threads

/// The thread that writes the rows of a large table while others are made.
///
/// `@unchecked Sendable`: `writer` and `failure` are that thread's, until it is joined.
final class TableThread: @unchecked Sendable {
    private static let capacity = 4

    private let writer: any RowWriter
    private let output: Output
    private let pipeline = Pipeline<RowBatch, Result<RowBatch, OutputError>>(capacity: capacity)
    private var thread: WorkerThread?
    private var failure: OutputError?
    /// Batches that were handed over and not taken back; known to the thread that makes rows alone.
    private var pending = 0

    init(_ writer: any RowWriter, to output: Output) {
        self.writer = writer
        self.output = output
        thread = WorkerThread { [unowned self] in pipeline.work(write) }
    }

    /// Nobody waits for what is not written yet.
    deinit {
        pipeline.cancel()
        thread?.join()
    }

    /// Hands rows over and gives back a batch to fill, nil if none is free.
    func exchange(_ batch: RowBatch) throws(OutputError) -> RowBatch? {
        let free = pending == Self.capacity ? try takeBack() : nil
        _ = pipeline.submit(batch)
        pending += 1
        return free
    }

    /// Waits until all is written.
    func finish() throws(OutputError) {
        pipeline.close()
        while pending > 0 { _ = try takeBack() }
        thread?.join()
        thread = nil
    }

    private func takeBack() throws(OutputError) -> RowBatch? {
        pending -= 1
        return try pipeline.next()?.get()
    }

    private func write(_ batch: RowBatch) -> Result<RowBatch, OutputError> {
        if let failure { return .failure(failure) }
        do throws(OutputError) {
            try writer.write(batch, to: output)
            batch.clear()
            return .success(batch)
        } catch {
            failure = error
            return .failure(error)
        }
    }
}
