import CommandLine
import Ingest
import Store

/// `concord import`: progress on a terminal, one line for each file that fails, a summary at the end.
struct ImportCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        var options = Importer.Options()
        let shipped = try session.shipped()
        options.handling = try handling(shipped)
        options.licence = session.arguments.string("licence")
        options.mapping = try session.arguments.string("map").map { try HXLMapping(path: $0) }
        let list = FileList(try paths(), store: session.storePath)
        let store = try Store.forWriting(session.storePath)
        let total = list.files.reduce(0) { $0 + Files.size($1) }
        let progress = ImportProgress(total: total)
        let importer = Importer(store, try shipped.adding(from: store), options) { progress.note($0) }
        let counts = try importer.run(list)
        progress.finish()
        summarise(counts)
        return counts.failedFiles > 0 ? .partial : .done
    }

    private func handling(_ reference: Reference) throws -> HandlingMark? {
        guard let text = session.arguments.string("handling") else { return nil }
        let mark: HandlingMark
        do { mark = try HandlingMark(text) } catch { throw UsageError("\(error)") }
        let register = reference.register
        for name in mark.names where register.party(name) == nil && register.organisation(name) == nil {
            throw UsageError("there is no party or agency \(name) to name in --handling: concord parties lists them")
        }
        return mark
    }

    private func paths() throws -> [String] {
        let paths = session.arguments.strings("PATH")
        if let url = paths.first(where: { $0.contains("://") }) {
            throw UsageError("\(url) is an address on the network: download it first and import the file")
        }
        return paths
    }

    private func summarise(_ counts: ImportCounts) {
        var parts = ["\(counts.files) \(counts.files == 1 ? "file" : "files") read"]
        if counts.unchangedFiles > 0 { parts.append("\(counts.unchangedFiles) unchanged") }
        if counts.failedFiles > 0 { parts.append("\(counts.failedFiles) not readable") }
        var records = ["\(counts.read) records new or changed"]
        if counts.unchanged > 0 { records.append("\(counts.unchanged) unchanged") }
        if counts.withdrawn > 0 { records.append("\(counts.withdrawn) withdrawn") }
        let problems = counts.problems > 0 ? "; \(counts.problems) problems (concord problems lists them)" : ""
        session.talk("\(parts.joined(separator: ", ")); \(records.joined(separator: ", "))\(problems)")
    }
}

/// Turns what an import says into a bar and lines of talk.
private final class ImportProgress {
    private let bar: Progress
    private var doneBytes = 0
    private var current = ""

    init(total: Int) { bar = Progress("import", total: total, unit: .bytes) }

    func note(_ event: ImportEvent) {
        switch event {
        case .waiting: bar.say("another import is writing to this store: waiting for it to end")
        case .began(let path, _, _): current = path.split(separator: "/").last.map(String.init) ?? path
        case .progress(let bytes): bar.update(doneBytes + bytes, current: current)
        case .finished(let path, _), .skipped(let path):
            doneBytes += Files.size(path)
            bar.update(doneBytes, current: current)
        case .failed(let path, let reason): bar.say(reason.hasPrefix(path) ? reason : "\(path): \(reason)")
        case .reconciling: bar.update(doneBytes, current: "sums over links and parent-child trees")
        }
    }

    func finish() { bar.finish() }
}
