import Compression
import Glibc
import Ingest
import Records
import SQL
import Sheets
import Threads
import XML

/// Reads files into the store: one thread cuts records out of files, a few prepare them, the calling thread writes.
public final class Importer {
    public struct Options: Sendable {
        /// Nil keeps what the source had, `public` for a new one.
        public var handling: HandlingMark?
        public var licence: String?
        /// For sheets without hashtags; nil keeps what the source had.
        public var mapping: HXLMapping?
        public var workers = 2
        public init() {}
    }

    private let store: Store
    private var reference: Reference
    private let options: Options
    private let report: (ImportEvent) -> Void
    private var list = FileList()
    private var counts = ImportCounts()
    private let tidying: Tidying
    private var begun: (path: String, events: EventReading)?

    public init(_ store: Store, _ reference: Reference, _ options: Options = Options(), report: @escaping (ImportEvent) -> Void = { _ in })
    {
        self.store = store
        tidying = Tidying(store.path)
        self.reference = reference
        self.options = options
        self.report = report
    }

    /// Imports every file of `list`. Throws only when the store cannot be written; a bad file is reported and left behind.
    public func run(_ list: FileList) throws -> ImportCounts {
        let turn = try ImportTurn(store) { report(.waiting) }
        defer { turn.end() }
        self.list = list
        for (path, reason) in list.unreadable { fail(path, reason, isThere: Files.kind(path) != nil) }
        for (address, reason) in list.unfetched { fail(address, reason, isRead: true) }
        try Store.explained(store.path) {
            try refreshRegister()
            try readInOrder(list)
            try withdrawMissing(list)
            if try !Settling.isSettled(store.database) { try settle() }
        }
        return counts
    }

    /// Where places are is read before what names them.
    private func readInOrder(_ list: FileList) throws {
        let byFormat = Dictionary(grouping: list.files) { PlaceFiles.format(list.path(of: $0)) }
        for (format, known) in [(ImportedPlaces.lists, []), (ImportedPlaces.maps, [ImportedPlaces.lists])] {
            guard let files = byFormat[format] else { continue }
            reference = try reference.with(ImportedPlaces(store, known))
            try readAll(files, of: list.files.count)
        }
        reference = try reference.with(ImportedPlaces(store))
        try readAll(byFormat[nil] ?? [], of: list.files.count)
    }

    private func readAll(_ files: [String], of total: Int) throws {
        let pipeline = Pipeline<ImportTask, ImportStep>(capacity: options.workers * 4)
        let cutter = Cutter(files: files, of: list, storePath: store.path, options: options, basis: reference.basis)
        var threads = [WorkerThread { cutter.run(into: pipeline) }]
        for _ in 0..<options.workers {
            let reference = reference
            threads.append(WorkerThread { StepMaker(reference).run(pipeline) })
        }
        defer {
            pipeline.cancel()
            for thread in threads { thread.join() }
        }
        try write(from: pipeline, total: total)
    }

    private func write(from pipeline: Pipeline<ImportTask, ImportStep>, total: Int) throws {
        let writer = try DocumentWriter(store.database, reference)
        var path = ""
        do {
            while let step = pipeline.next() {
                switch step {
                case .begin(let head):
                    path = head.path
                    report(.began(path: path, done: counts.files + counts.failedFiles, total: total))
                    try writer.begin(head)
                case .batch(let batch, let bytes):
                    try writer.write(batch)
                    report(.progress(bytes: bytes))
                case .end(var tail, let known):
                    tail.gone = known?.remaining() ?? []
                    let made = try writer.finish(tail)
                    finish(path, made, tail.bytes)
                    tidying.wrote(tail.bytes)
                case .sheet(let path, let sheet): try write(sheet, path) { self.beginReading(pipeline.peek()) }
                case .unchanged(let path, let bytes):
                    try touch(path)
                    counts.unchangedFiles += 1
                    counts.bytes += bytes
                    report(.skipped(path: path))
                case .broken(let reason):
                    writer.abandon()
                    fail(path, reason)
                case .failed(let path, let reason): fail(path, reason)
                }
            }
        } catch {
            writer.abandon()
            throw error
        }
    }

    /// The next sheet's events are read while the last one's are still written.
    private func beginReading(_ step: ImportStep?) {
        guard case .sheet(let path, .events)? = step else { return }
        begun = (path, EventReading(list.path(of: path), reference))
    }

    private func finish(_ path: String, _ made: ImportCounts, _ bytes: Int) {
        counts.files += 1
        counts.bytes += bytes
        counts.add(made)
        report(.finished(path: path, made))
    }

    /// The file was looked at again and had not changed.
    private func touch(_ path: String) throws {
        try store.database.run("UPDATE document SET last_read = ?, state = 'read', failure = '' WHERE path = ?", Clock.now(), path)
    }

    /// - Parameters:
    ///   - isRead: what was read of the file before is not in doubt.
    ///   - isThere: a path that leads nowhere, and from which nothing was read, is a slip of the pen and not remembered.
    private func fail(_ path: String, _ reason: String, isRead: Bool = false, isThere: Bool = true) {
        counts.failedFiles += 1
        report(.failed(path: path, reason: reason))
        if isThere || (try? isKnown(path)) == true { try? remember(failure: reason, of: path, isRead: isRead) }
    }

    private func isKnown(_ path: String) throws -> Bool {
        try store.database.first("SELECT 1 FROM document WHERE path = ?", path) { $0.int(0) } != nil
    }

    /// What was read of the file before stays; the failure shows in `status`.
    private func remember(failure: String, of path: String, isRead: Bool) throws {
        try store.database.transaction {
            let copies = Copies(store.database)
            let terms = list.terms(of: path)
            let mark = terms.handling ?? options.handling
            let handling = try copies.handling(mark ?? .public)
            try store.database.run(
                """
                INSERT INTO document (path, format, version, publisher, generated, published, bytes, hash, root, handling, licence,
                    first_read, last_read, state, failure, records, transactions)
                VALUES (?, 'unknown', '', '', '', '', 0, x'', '', ?, ?, ?, ?, 'failed', ?, 0, 0)
                ON CONFLICT (path) DO UPDATE SET state = CASE WHEN ? = 1 THEN document.state ELSE 'failed' END, failure = excluded.failure
                """, path, handling, terms.licence ?? options.licence ?? "", Clock.now(), Clock.now(), failure, isRead ? 1 : 0)
            if mark != nil { try self.mark(path, handling, copies) }
        }
    }

    /// What was read of the file before takes the new mark, though the file itself could not be read again.
    private func mark(_ path: String, _ handling: Int, _ copies: Copies) throws {
        try store.database.run("UPDATE document SET handling = ? WHERE path = ?", handling, path)
        try EventWriter.mark(path, handling, in: store.database)
        let identifiers = try store.database.rows(
            "SELECT DISTINCT a.identifier FROM activity a JOIN document d ON d.id = a.document WHERE d.path = ? AND a.state = 0", path
        ) { $0.text(0) }
        guard !identifiers.isEmpty else { return }
        var delta = SumTable(width: RollupColumn.count)
        for identifier in identifiers { try copies.settle(identifier, &delta) }
        try Rollups.write(delta, kind: .facts, to: store.database)
        try Settling.begin(store.database)
    }
}

// MARK: - After the last file

extension Importer {
    /// Files read before under a folder that was read again now, and are no longer there.
    private func withdrawMissing(_ list: FileList) throws {
        let present = Set(list.files)
        let known = try store.database.rows("SELECT id, path FROM document WHERE state <> 'withdrawn'") { ($0.int64(0), $0.text(1)) }
        let gone = known.filter { document in
            list.folders.contains { document.1.hasPrefix($0 == "/" ? $0 : $0 + "/") } && !present.contains(document.1)
                && !Files.exists(document.1)
        }
        for (id, _) in gone { counts.withdrawn += try withdraw(id) }
    }

    private func withdraw(_ document: Int64) throws -> Int {
        try store.database.transaction {
            try Withdrawal(of: document, reference, from: store.database).run()
        }
    }

    /// A register that is not the one the store was resolved with resolves every organisation anew.
    private func refreshRegister() throws {
        let current = reference.registerFingerprint
        guard try store.setting("register") != current else { return }
        try store.database.transaction {
            try RegisterAdditions.resolveAll(store.database, reference)
            try store.set("register", current)
        }
    }

    private func settle() throws {
        report(.reconciling)
        tidying.begin()
        try store.database.transaction {
            try Rollups.compact(.facts, store.database, above: 4)
            try Reconciliation(store.database, reference).run()
            try Rollups.compact(.adjustments, store.database)
            try Settling.end(store.database)
        }
        tidying.end()
        try store.tidy()
    }

    private func write(_ sheet: Sheet, _ path: String, whenRead: @escaping () -> Void) throws {
        let events = begun?.path == path ? begun?.events : nil
        begun = nil
        let terms = list.terms(of: path)
        if sheet.servesEveryone, let mark = terms.handling ?? options.handling, mark != .public {
            fail(path, "rates, deflators, places and boundaries serve everyone: import them without --handling, or with --handling public")
            return
        }
        let writer = SheetWriter(
            database: store.database, reference: reference, handling: terms.handling ?? options.handling,
            licence: terms.licence ?? options.licence, begun: events, whenRead: whenRead)
        let file = list.path(of: path)
        let outcome: SheetOutcome
        do {
            outcome = try writer.write(sheet, path: path, file: file)
        } catch let error where error is SheetError || error is FileError {
            return fail(path, "\(error)".replacing(file, with: path))
        }
        counts.files += 1
        counts.bytes += Files.size(file)
        var made = ImportCounts()
        made.read = outcome.rows
        made.problems = outcome.problems.count
        counts.add(made)
        report(.finished(path: path, made))
    }
}
