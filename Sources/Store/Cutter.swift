import Compression
import Ingest
import Records
import SQL
import Threads
import XML

/// What the cutting thread hands to the workers.
enum ImportTask: Sendable {
    case begin(DocumentHead)
    case records(RawBatch, bytes: Int)
    case end(DocumentTail, KnownRecords?)
    case sheet(path: String, Sheet)
    case unchanged(path: String, bytes: Int)
    case failed(path: String, reason: String)
    /// The file that was begun cannot be read on.
    case broken(reason: String)
}

/// What the workers hand to the writer.
enum ImportStep: Sendable {
    case begin(DocumentHead)
    case batch(PreparedBatch, bytes: Int)
    case end(DocumentTail, KnownRecords?)
    case sheet(path: String, Sheet)
    case unchanged(path: String, bytes: Int)
    case failed(path: String, reason: String)
    case broken(reason: String)
}

/// Opens file after file and cuts their records out; skips files whose bytes have not changed.
final class Cutter: Sendable {
    private static let batchBytes = 512 << 10

    private let files: [String]
    private let list: FileList
    private let storePath: String
    private let options: Importer.Options
    /// Changes when the tables do that facts are made with: then even unchanged records are read again.
    private let basis: String

    init(files: [String], of list: FileList, storePath: String, options: Importer.Options, basis: String) {
        self.files = files
        self.list = list
        self.storePath = storePath
        self.options = options
        self.basis = basis
    }

    func run(into pipeline: Pipeline<ImportTask, ImportStep>) {
        defer { pipeline.close() }
        guard let database = try? Database(path: storePath, mode: .write) else { return }
        for (number, path) in files.enumerated() where !cut(path, number, database, pipeline) { return }
    }

    /// False when the pipeline was cancelled.
    private func cut(_ path: String, _ number: Int, _ database: Database, _ pipeline: Pipeline<ImportTask, ImportStep>) -> Bool {
        let last = try? lastReading(path, database)
        let place = list.path(of: path)
        if let last, isUnchanged(path, last) { return pipeline.submit(.unchanged(path: path, bytes: last.bytes)) }
        do {
            if let table = try ActivityTable.open(path: place) { return cut(table, path, number, last, database, pipeline) }
            let mapping = options.mapping ?? last.flatMap(\.mapping)
            if let sheet = try Sheet.read(path: place, mapping) { return pipeline.submit(.sheet(path: path, sheet)) }
            return cut(try Sheet.activities(place), path, number, last, database, pipeline)
        } catch {
            return pipeline.submit(.failed(path: path, reason: named(path, "\(error)")))
        }
    }

    /// A reason speaks of the file by the name that its reader knows.
    private func named(_ path: String, _ reason: String) -> String { reason.replacing(list.path(of: path), with: path) }

    private func mark(of path: String) -> HandlingMark? { list.terms(of: path).handling ?? options.handling }

    private func licence(of path: String) -> String? { list.terms(of: path).licence ?? options.licence }

    private func cut(
        _ file: some RecordSource, _ path: String, _ number: Int, _ last: LastReading?, _ database: Database,
        _ pipeline: Pipeline<ImportTask, ImportStep>
    ) -> Bool {
        let known = last.flatMap { try? knownRecords($0, database) }
        let isSameHandling = mark(of: path) == nil || mark(of: path)?.text == last?.handling
        let mayKeep = isSameHandling && last?.basis == basis
        let head = DocumentHead(
            path: path, format: file.format, version: file.version, generated: file.generated,
            root: file.root.attributes.map { .init(name: $0.name, value: $0.value) },
            handling: handling(of: path, last), licence: licence(of: path) ?? last?.licence ?? "", known: known, basis: basis)
        guard pipeline.submit(.begin(head)) else { return false }
        var batch = RawBatch(root: file.root, file: number, known: mayKeep ? known : nil)
        var size = 0
        var ordinal = 0
        do {
            while let record = try file.nextRecord() {
                batch.records.append(NumberedRecord(ordinal: ordinal, record: record))
                ordinal += 1
                size += record.bytes.count
                if size >= Self.batchBytes {
                    guard pipeline.submit(.records(batch, bytes: file.bytesRead)) else { return false }
                    batch.records.removeAll()
                    size = 0
                }
            }
        } catch {
            return pipeline.submit(.broken(reason: named(path, "\(error)")))
        }
        if !batch.records.isEmpty { guard pipeline.submit(.records(batch, bytes: file.bytesRead)) else { return false } }
        do {
            return pipeline.submit(.end(try tail(file, path), known))
        } catch {
            return pipeline.submit(.broken(reason: named(path, "\(error)")))
        }
    }

    private func tail(_ file: some RecordSource, _ path: String) throws -> DocumentTail {
        let problems = file.drainProblems()
        return DocumentTail(
            bytes: Files.size(list.path(of: path)), hash: try file.contentHash.bytes, problems: problems,
            isWhole: !problems.contains { $0.severity == .error })
    }

    private func handling(of path: String, _ last: LastReading?) -> HandlingMark {
        mark(of: path) ?? last.flatMap { try? HandlingMark($0.handling) } ?? .public
    }
}

// MARK: - The last reading

extension Cutter {
    private struct LastReading {
        var document: Int64
        var format: String
        var bytes: Int
        var hash: [UInt8]
        var state: String
        var handling: String
        var licence: String
        var basis: String
        var mapping: HXLMapping?
    }

    private func lastReading(_ path: String, _ database: Database) throws -> LastReading? {
        try database.first(
            """
            SELECT d.id, d.format, d.bytes, d.hash, d.state, h.mark, d.licence, d.basis, d.mapping FROM document d JOIN handling h ON h.id = d.handling
            WHERE d.path = ?
            """, path
        ) {
            LastReading(
                document: $0.int64(0), format: $0.text(1), bytes: $0.int(2), hash: $0.bytes(3), state: $0.text(4), handling: $0.text(5),
                licence: $0.text(6), basis: $0.text(7), mapping: $0.text(8).isEmpty ? nil : HXLMapping(text: $0.text(8)))
        }
    }

    private func isUnchanged(_ path: String, _ last: LastReading) -> Bool {
        guard last.state == "read" || last.state == "partial", Files.size(list.path(of: path)) == last.bytes, last.basis == basis else {
            return false
        }
        if let handling = mark(of: path), handling.text != last.handling { return false }
        if let licence = licence(of: path), licence != last.licence { return false }
        if let mapping = options.mapping, ["hxl", "fts"].contains(last.format), mapping.text != last.mapping?.text { return false }
        return (try? ContentHash.ofFile(list.path(of: path)))?.bytes == last.hash
    }

    private func knownRecords(_ last: LastReading, _ database: Database) throws -> KnownRecords {
        let rows = try database.rows(
            "SELECT id, hash, last_updated, transactions FROM activity WHERE document = ? AND state IN (0, 3, 4, 5)", last.document
        ) { row in
            (
                ContentHash(bytes: row.bytes(1)),
                KnownRecords.Record(activity: row.int64(0), lastUpdated: row.text(2), transactions: row.int(3))
            )
        }
        return KnownRecords(rows)
    }
}

/// What a worker thread does: parses and prepares batches, hands the rest through.
final class StepMaker {
    private let preparation: Preparation
    private var parser: (file: Int, parser: RecordParser)?

    init(_ reference: Reference) { preparation = Preparation(reference) }

    func run(_ pipeline: Pipeline<ImportTask, ImportStep>) { pipeline.work { self.step($0) } }

    private func step(_ task: ImportTask) -> ImportStep {
        switch task {
        case .begin(let head): .begin(head)
        case .records(let batch, let bytes): prepared(batch, bytes)
        case .end(let tail, let known): .end(tail, known)
        case .sheet(let path, let sheet): .sheet(path: path, sheet)
        case .unchanged(let path, let bytes): .unchanged(path: path, bytes: bytes)
        case .failed(let path, let reason): .failed(path: path, reason: reason)
        case .broken(let reason): .broken(reason: reason)
        }
    }

    private func prepared(_ batch: RawBatch, _ bytes: Int) -> ImportStep {
        .batch(preparation.prepare(batch, parser: parser(for: batch)), bytes: bytes)
    }

    /// One parser serves all records under one root.
    private func parser(for batch: RawBatch) -> RecordParser {
        if let parser, parser.file == batch.file { return parser.parser }
        let made = RecordParser(root: batch.root, detail: .figures)
        parser = (batch.file, made)
        return made
    }
}

extension ContentHash {
    /// From the sixteen bytes that `bytes` gives.
    fileprivate init(bytes: [UInt8]) {
        func word(_ part: ArraySlice<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(high: word(bytes.prefix(8)), low: word(bytes.dropFirst(8).prefix(8)))
    }
}
