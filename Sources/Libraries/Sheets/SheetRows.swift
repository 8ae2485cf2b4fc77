/// The rows of one sheet, one after another; memory does not grow with the file. One thread at a time.
public final class SheetRows {
    private let source: any RowSource

    init(_ source: any RowSource) { self.source = source }

    /// The next row, nil at the end; throws only when the file cannot be read on.
    public func next() throws(SheetError) -> SheetRow? { try source.next() }

    /// What was cleaned, cut or passed over since the last call, in the order of the file.
    public func drainProblems() -> [SheetProblem] { source.drainProblems() }

    /// Bytes taken from the file on disk so far, for a progress bar.
    public var bytesRead: Int { source.bytesRead }
}

/// One format's part.
protocol RowSource: AnyObject {
    func next() throws(SheetError) -> SheetRow?
    func drainProblems() -> [SheetProblem]
    var bytesRead: Int { get }
}
