import Compression
import Records
import XML

/// An IATI file, read record by record: bytes in, records and problems out.
///
///     let file = try IATIFile(path: path, detail: .figures)
///     while let raw = try file.nextRecord() {
///         if known(raw) { continue }
///         store(file.read(raw))
///     }
public final class IATIFile {
    public enum Kind: String, Sendable { case activities, organisations }

    public enum Item: Sendable {
        case activity(Activity, RawRecord, [Problem])
        case organisation(OrganisationRecord, RawRecord, [Problem])
        /// A record that is cut off or cannot be parsed.
        case lost(RawRecord, Problem)
    }

    /// Root elements of IATI files, each with the element that is a record.
    public static let roots = ["iati-activities": "iati-activity", "iati-organisations": "iati-organisation"]

    private let source: RecordReader
    private let records: RecordParser

    /// Throws a `ReadError` when there is no such file or nothing of IATI in it; a record without root is read.
    public convenience init(path: String, detail: IATIReader.Detail, limits: Limits = Limits()) throws {
        self.init(try RecordReader(path: path, roots: Self.roots, limits: limits), detail: detail, limits: limits)
    }

    /// A file already in memory; `path` only names it in errors.
    public convenience init(bytes: [UInt8], path: String = "memory", detail: IATIReader.Detail, limits: Limits = Limits()) throws {
        self.init(try RecordReader(bytes: bytes, path: path, roots: Self.roots, limits: limits), detail: detail, limits: limits)
    }

    private init(_ source: RecordReader, detail: IATIReader.Detail, limits: Limits) {
        self.source = source
        records = RecordParser(root: source.root, detail: detail, limits: limits)
    }

    /// The element around the records, for a `RecordParser` on another thread. A later root replaces it where files were joined.
    public var root: RootElement { source.root }
    public var kind: Kind { source.root.name == "iati-organisations" ? .organisations : .activities }
    /// As published, empty when absent; nothing here depends on it.
    public var version: String { rootAttribute("version") }
    /// `generated-datetime` as published, empty when absent.
    public var generated: String { rootAttribute("generated-datetime") }
    /// All attributes of the root, to keep beside the records and give to `read(original:...)`.
    public var rootAttributes: [(name: String, value: String)] { source.root.attributes }

    public var bytesRead: Int { source.bytesRead }
    public var decodedBytes: Int { source.decodedBytes }
    /// Of the file's bytes on disk; ask after the last record.
    public var contentHash: ContentHash { get throws { try source.contentHash } }
    /// Records that were delivered incomplete.
    public var damagedRecords: Int { source.damagedRecords }

    private func rootAttribute(_ name: String) -> String { WhiteSpace.trimmed(source.root.attribute(name) ?? "") }
}

extension IATIFile {
    /// The next record as bytes, not yet parsed; nil at the end.
    public func nextRecord() throws -> RawRecord? { try source.next() }

    /// Parses and reads a record of this file.
    public func read(_ record: RawRecord) -> Item {
        // Where files were put one behind the other, a later root takes the place of the first.
        if records.root.line != source.root.line { records.root = source.root }
        return records.read(record)
    }

    /// The next record, parsed and read; nil at the end.
    public func next() throws -> Item? { try nextRecord().map { read($0) } }

    /// Problems of the file around its records, since the last call.
    public func drainProblems() -> [Problem] { source.drainProblems().map { Problem($0) } }
}

extension IATIFile {
    /// An activity from its original bytes as a store keeps them. Throws `RecordError` when they are no longer readable.
    public static func read(
        original bytes: [UInt8], line: Int, rootAttributes: [(name: String, value: String)] = [], detail: IATIReader.Detail = .everything
    ) throws -> Activity {
        let parser = RecordParser(root: RootElement(name: "iati-activities", attributes: rootAttributes, line: 1), detail: detail)
        return try parser.activity(RawRecord(name: "iati-activity", line: line, offset: 0, bytes: bytes, isComplete: true))
    }

    /// An organisation record from its original bytes as a store keeps them.
    public static func readOrganisation(
        original bytes: [UInt8], line: Int, rootAttributes: [(name: String, value: String)] = [], detail: IATIReader.Detail = .everything
    ) throws -> OrganisationRecord {
        let parser = RecordParser(root: RootElement(name: "iati-organisations", attributes: rootAttributes, line: 1), detail: detail)
        return try parser.organisation(RawRecord(name: "iati-organisation", line: line, offset: 0, bytes: bytes, isComplete: true))
    }
}
