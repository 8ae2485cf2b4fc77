import Compression

/// Cuts the records out of an IATI-like file one by one, whatever stands around and between them.
///
/// A record is an element of a given name under a given root. Damage in one does not reach the next: nothing is parsed here
/// but the tags that begin and end records. Compressed files and other encodings are read as they come. One thread at a time.
public final class RecordReader {
    /// Problems kept between two calls of `drainProblems`.
    private static let mostProblems = 1000

    private struct OpenRecord {
        let start: Int
        let line: Int
        /// False once the record has grown too long to keep.
        var isHeld = true
    }

    /// The root element; a later one replaces it where files were put one behind the other.
    public private(set) var root: RootElement
    private let path: String
    private let source: ByteSource
    private let window: Window
    private let scanner: RecordScanner
    private let limits: Limits
    private let recordName: String
    private var open: OpenRecord?
    private var isRootOpen: Bool
    private var isRootClosed = false
    private var isFinished = false
    private var problems: [XMLProblem]
    /// Records that were delivered incomplete: cut off by the file's end or by the next record.
    public private(set) var damagedRecords = 0

    /// Opens a file and reads to its root; `roots` maps each root element's name to the name of its records.
    public convenience init(path: String, roots: [String: String], limits: Limits = Limits()) throws(ReadError) {
        try self.init(path, roots, limits) { () throws(FileError) in try ByteSource(path: path) }
    }

    /// Reads a file that is already in memory; `path` only names it in errors.
    public convenience init(
        bytes: [UInt8], path: String = "memory", roots: [String: String], limits: Limits = Limits()
    ) throws(ReadError) {
        try self.init(path, roots, limits) { () throws(FileError) in try ByteSource(bytes: bytes) }
    }

    private init(_ path: String, _ roots: [String: String], _ limits: Limits, _ makeSource: () throws(FileError) -> ByteSource)
        throws(ReadError)
    {
        do {
            let source = try makeSource()
            let window = try Window(source)
            var prolog = Prolog(window, roots: roots)
            let found = try Self.root(&prolog, source)
            self.path = path
            self.source = source
            self.window = window
            self.limits = limits
            root = found.root
            recordName = found.record
            isRootOpen = found.isOpen
            problems = prolog.problems
            scanner = RecordScanner(window, record: found.record, root: found.root.name, recordBytes: limits.recordBytes, from: found.end)
        } catch {
            throw Self.readError(error, path, roots)
        }
        if let name = window.encoding.unknownName { problems.append(.encodingUnknown(name)) }
    }

    /// A compressed file that holds no root was probably damaged before it.
    private static func root(_ prolog: inout Prolog, _ source: ByteSource) throws -> Prolog.Found {
        do {
            return try prolog.find()
        } catch let reason as ReadError.Reason {
            throw source.fault == nil || source.fault == .trailing ? reason : .damagedArchive
        }
    }

    private static func readError(_ error: any Error, _ path: String, _ roots: [String: String]) -> ReadError {
        let reason = (error as? ReadError.Reason) ?? (error as? FileError).map(ReadError.Reason.unreadable) ?? .notXML
        return ReadError(path: path, reason: reason, expected: roots.keys.sorted())
    }

    /// Bytes taken from the file on disk so far, for a progress bar.
    public var bytesRead: Int { source.bytesRead }

    /// Bytes of the decoded stream so far.
    public var decodedBytes: Int { window.end }

    /// The fingerprint of the file's bytes on disk; what was not yet read is read now, so ask after the last record.
    public var contentHash: ContentHash {
        get throws(FileError) { try source.contentHash() }
    }

    /// What stands outside the records.
    public enum Outside {
        /// Bytes in UTF-8, lent for the call only; the first is on `line`.
        case bytes(UnsafeBufferPointer<UInt8>, line: Int)
        /// A record that is handed out stands here.
        case record(line: Int)
    }

    /// Told of everything outside the records in the order of the file, for one who judges the whole; to be set before the first record.
    public var outside: ((Outside) -> Void)? {
        didSet { window.onRelease = outside.map { outside in { outside(.bytes($0, line: $1)) } } }
    }

    /// The damage met since the last call, in the order of the file.
    public func drainProblems() -> [XMLProblem] {
        defer { problems = [] }
        return problems
    }

    /// The next record, nil at the end; throws only when the file cannot be read on.
    public func next() throws(FileError) -> RawRecord? {
        while !isFinished {
            let record = try step()
            noteMarkup()
            if let record { return record }
        }
        return nil
    }

    private func step() throws(FileError) -> RawRecord? {
        if let open { return try inside(open, scanner.nextInside(record: open.start, isHeld: open.isHeld)) }
        return try outside(scanner.nextOutside())
    }

    // MARK: Between records

    private func outside(_ token: RecordScanner.Token) throws(FileError) -> RawRecord? {
        noteJunk()
        switch token {
        case .recordStart(let start): return try begin(at: start)
        case .recordEnd(let tag): try note(stray: tag)
        case .rootStart(let start): try beginRoot(at: start)
        case .rootEnd(let tag): closeRoot(tag)
        case .overrun, .endOfStream: finish()
        }
        return nil
    }

    private func begin(at start: Int) throws(FileError) -> RawRecord? {
        let line = window.line(at: start)
        if isRootClosed {
            isRootClosed = false
            report(.afterRoot(root.name, line: line))
        }
        window.keep = start
        guard let tag = try startTag(at: start), tag.isEmpty else {
            scanner.enter(at: start + 1 + recordName.utf8.count)
            open = OpenRecord(start: start, line: line)
            return nil
        }
        scanner.resume(at: start + tag.end)
        return record(start..<start + tag.end, line: line)
    }

    /// The start tag's end, if it comes within reason.
    private func startTag(at start: Int) throws(FileError) -> (end: Int, isEmpty: Bool)? {
        for reach in [4 * 1024, 256 * 1024] {
            _ = try window.require(start + reach)
            var lexer = TagLexer(window.bytes(start..<min(window.end, start + reach)), at: 0)
            if let end = lexer?.end() { return end }
        }
        return nil
    }

    private func beginRoot(at start: Int) throws(FileError) {
        let line = window.line(at: start)
        let tag = try RootTag(name: root.name, at: start, line: line, in: window)
        report(.secondRoot(root.name, line: line))
        if tag.isDamaged { report(.rootDamaged(root.name, line: line)) }
        root = tag.element
        isRootOpen = !tag.isEmpty
        isRootClosed = false
        scanner.resume(at: tag.end)
    }

    private func closeRoot(_ tag: Range<Int>) {
        isRootOpen = false
        isRootClosed = true
        scanner.resume(at: tag.upperBound)
    }

    private func note(stray tag: Range<Int>) throws(FileError) {
        report(.junk(recordName, line: window.line(at: tag.lowerBound)))
        scanner.resume(at: tag.upperBound)
    }

    // MARK: Inside a record

    private func inside(_ record: OpenRecord, _ token: RecordScanner.Token) throws(FileError) -> RawRecord? {
        switch token {
        case .recordEnd(let tag): return end(record, at: tag)
        case .recordStart(let start), .rootStart(let start): return cutOff(record, at: start)
        case .rootEnd(let tag): return cutOff(record, at: tag.lowerBound)
        case .overrun: skip(record)
        case .endOfStream: return endOfFile(record)
        }
        return nil
    }

    private func end(_ record: OpenRecord, at tag: Range<Int>) -> RawRecord? {
        defer {
            open = nil
            scanner.resume(at: tag.upperBound)
        }
        guard record.isHeld else { return nil }
        guard tag.upperBound - record.start <= limits.recordBytes else {
            report(.tooLong(recordName, line: record.line, limit: limits.recordBytes))
            return nil
        }
        return self.record(record.start..<tag.upperBound, line: record.line)
    }

    /// The next record, or the root's end, comes before the record's end tag.
    private func cutOff(_ record: OpenRecord, at offset: Int) -> RawRecord? {
        defer {
            open = nil
            scanner.resume(at: offset)
        }
        guard record.isHeld else { return nil }
        report(.endTagMissing(recordName, line: record.line))
        return self.record(record.start..<offset, line: record.line, isComplete: false)
    }

    private func skip(_ record: OpenRecord) {
        report(.tooLong(recordName, line: record.line, limit: limits.recordBytes))
        open?.isHeld = false
    }

    private func endOfFile(_ record: OpenRecord) -> RawRecord? {
        open = nil
        isRootOpen = false
        report(.truncated(recordName, line: record.line))
        defer { finish() }
        return record.isHeld ? self.record(record.start..<window.end, line: record.line, isComplete: false) : nil
    }

    private func finish() {
        isFinished = true
        window.release(to: window.end)
        if isRootOpen { report(.rootEndMissing(root.name, line: window.line(at: window.end))) }
        if let fault = source.fault { report(.fault(fault, format: source.format)) }
    }

    private func record(_ range: Range<Int>, line: Int, isComplete: Bool = true) -> RawRecord {
        if !isComplete { damagedRecords += 1 }
        window.release(to: range.lowerBound)
        window.pass(to: range.upperBound)
        outside?(.record(line: line))
        if window.isTranscoded, window.search([0xEF, 0xBF, 0xBD], range) != nil { report(.unmappable(line: line)) }
        return RawRecord(name: recordName, line: line, offset: range.lowerBound, bytes: Array(window.bytes(range)), isComplete: isComplete)
    }

    // MARK: Notes

    /// A file that is nothing but damage must not fill the memory with complaints.
    private func report(_ problem: XMLProblem) {
        if problems.count < Self.mostProblems { problems.append(problem) }
    }

    private func noteMarkup() {
        for item in scanner.drainUnterminated() { report(.unterminated(item.opener, line: item.line)) }
        for item in scanner.drainDoctypes() { report(.doctype(item, line: item.line)) }
    }

    private func noteJunk() {
        if let line = scanner.takeJunkLine() { report(.junk(recordName, line: line)) }
    }
}
