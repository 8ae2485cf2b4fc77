import CommandLine
import Ingest
import Store

/// `concord import`: progress on a terminal, one line for each file that fails, a summary at the end.
struct ImportCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let shipped = try session.shipped()
        var options = Importer.Options()
        options.handling = try session.handling(shipped)
        options.licence = session.arguments.string("licence")
        options.mapping = try session.arguments.string("map").map { try HXLMapping(path: $0) }
        let places = try session.arguments.strings("PATH").map(session.location)
        let store = try Store.forWriting(session.storePath)
        let run = ImportRun(store, try shipped.adding(from: store), options)
        let (counts, outcomes) = try run.read(places.map { ($0, source(at: $0, options)) })
        let listings = outcomes.filter(\.isListing)
        for listing in listings { session.talk(Self.line(on: listing)) }
        session.summarise(counts)
        return counts.failedFiles > 0 || listings.contains { !$0.reason.isEmpty } ? .partial : .done
    }

    private static func line(on listing: SourceOutcome) -> String {
        let files = listing.changed + listing.unchanged + listing.failed
        let others = listing.others > 0 ? ", \(listing.others) of other kinds left out" : ""
        return "\(listing.location): a listing of \(files) files\(others)" + (listing.reason.isEmpty ? "" : "; \(listing.reason)")
    }

    /// What is imported once: no schedule.
    private func source(at place: SourceLocation, _ options: Importer.Options) -> Source {
        Source(
            place, every: 0, handling: options.handling, licence: options.licence, allowsLocal: session.arguments.flag("allow-local"))
    }
}

extension Session {
    /// A place that a word of the command line means.
    func location(_ word: String) throws -> SourceLocation {
        do { return try SourceLocation(word) } catch { throw UsageError("\(SourceLocation.harmless(word)): \(error)") }
    }

    /// One line on what an import brought.
    func summarise(_ counts: ImportCounts) {
        var parts = ["\(counts.files) \(counts.files == 1 ? "file" : "files") read"]
        if counts.unchangedFiles > 0 { parts.append("\(counts.unchangedFiles) unchanged") }
        if counts.failedFiles > 0 { parts.append("\(counts.failedFiles) not readable") }
        var records = ["\(counts.read) records new or changed"]
        if counts.unchanged > 0 { records.append("\(counts.unchanged) unchanged") }
        if counts.withdrawn > 0 { records.append("\(counts.withdrawn) withdrawn") }
        let problems = counts.problems > 0 ? "; \(counts.problems) problems (concord problems lists them)" : ""
        talk("\(parts.joined(separator: ", ")); \(records.joined(separator: ", "))\(problems)")
    }
}

/// Places gathered and read into the store, with progress on a terminal.
struct ImportRun {
    private let store: Store
    private let reference: Reference
    private let options: Importer.Options

    init(_ store: Store, _ reference: Reference, _ options: Importer.Options = Importer.Options()) {
        (self.store, self.reference, self.options) = (store, reference, options)
    }

    func read(_ sources: [(place: SourceLocation, source: Source)]) throws -> (counts: ImportCounts, outcomes: [SourceOutcome]) {
        var list = FileList(store: store.path)
        let (gatherer, gathered) = try gather(sources, into: &list)
        let progress = ImportProgress(list)
        defer { progress.finish() }
        var tally = ImportTally()
        let importer = Importer(store, reference, options) {
            tally.note($0)
            progress.note($0)
        }
        let counts = try importer.run(list)
        return (counts, try gatherer.conclude(gathered, tally))
    }

    private func gather(_ sources: [(place: SourceLocation, source: Source)], into list: inout FileList) throws -> (Gatherer, [Gathered]) {
        let bar = Progress("fetch", total: nil, unit: .items("files"))
        defer { bar.finish() }
        var fetched = 0
        let gatherer = try Gatherer(store) { address in
            bar.update(fetched, current: address)
            fetched += 1
        }
        return (gatherer, sources.map { gatherer.gather($0.source, at: $0.place, into: &list) })
    }
}

/// Turns what an import says into a bar and lines of talk.
private final class ImportProgress {
    private let bar: Progress
    private let list: FileList
    private var doneBytes = 0
    private var current = ""

    init(_ list: FileList) {
        self.list = list
        bar = Progress("import", total: list.files.reduce(0) { $0 + Files.size(list.path(of: $1)) }, unit: .bytes)
    }

    func note(_ event: ImportEvent) {
        switch event {
        case .waiting: bar.say("another import is writing to this store: waiting for it to end")
        case .began(let path, _, _): current = path.split(separator: "/").last.map(String.init) ?? path
        case .progress(let bytes): bar.update(doneBytes + bytes, current: current)
        case .finished(let path, _), .skipped(let path):
            doneBytes += Files.size(list.path(of: path))
            bar.update(doneBytes, current: current)
        case .failed(let path, let reason): bar.say(reason.hasPrefix(path) ? reason : "\(path): \(reason)")
        case .reconciling: bar.update(doneBytes, current: "sums over links and parent-child trees")
        }
    }

    func finish() { bar.finish() }
}
