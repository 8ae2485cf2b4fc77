import Threads

/// The thread that writes the rows of a large table while others are made.
final class TableThread {
    private static let capacity = 4

    private let pipeline = Pipeline<RowBatch, Result<RowBatch, OutputError>>(capacity: capacity)
    private var thread: WorkerThread?
    /// Batches that were handed over and not taken back; known to the thread that makes rows alone.
    private var pending = 0

    init(_ writer: any RowWriter, to output: Output) {
        let batches = BatchWriter(writer, to: output)
        thread = WorkerThread { [pipeline] in pipeline.work(batches.write) }
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
}

/// `@unchecked Sendable`: it is the writing thread's until that is joined.
private final class BatchWriter: @unchecked Sendable {
    private let writer: any RowWriter
    private let output: Output
    private var failure: OutputError?

    init(_ writer: any RowWriter, to output: Output) {
        self.writer = writer
        self.output = output
    }

    func write(_ batch: RowBatch) -> Result<RowBatch, OutputError> {
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
