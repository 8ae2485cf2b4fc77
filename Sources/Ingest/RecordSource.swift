import Compression
import Records
import XML

/// A file of activities or organisations, cut into records one after another.
public protocol RecordSource: AnyObject {
    /// What `status` calls it.
    var format: String { get }
    /// The element around the records, for a `RecordParser`.
    var root: RootElement { get }
    /// As published, empty when absent.
    var version: String { get }
    /// As published, empty when absent.
    var generated: String { get }
    var bytesRead: Int { get }
    /// Of the file's bytes on disk; ask after the last record.
    var contentHash: ContentHash { get throws }
    /// The next record as bytes, not yet parsed; nil at the end.
    func nextRecord() throws -> RawRecord?
    /// Problems of the file around its records, since the last call.
    func drainProblems() -> [Problem]
}

extension IATIFile: RecordSource {
    public var format: String { kind == .activities ? "iati-activities" : "iati-organisations" }
}
