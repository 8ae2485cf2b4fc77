import CommandLine
import Ingest
import Picture
import Records
import Store

/// `concord export`
struct ExportCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let output = session.arguments.string("output")
        if let output { try WholeFile.checkFolder(of: output) }
        let query = QueryArguments(session.arguments, try session.shipped())
        let filter = try query.activities()
        let (store, reference, visibility) = try session.open(publicOnly: !session.arguments.flag("marked"))
        try query.check(countries: filter.countries, sectors: filter.sectors, in: store)
        let isAlone = session.arguments.flag("alone")
        let selection = try ActivitySelection(store, reference, visibility, filter, isAlone: isAlone)
        let target = try ExportTarget(output)
        try IATIExport(selection, places: coarse(reference, visibility)).write { try target.write($0) }
        try target.finish()
        session.talk(told(selection))
        return .done
    }

    private func told(_ selection: ActivitySelection) -> String {
        let (found, linked) = (selection.found.count, selection.linked)
        let tied = linked == 0 ? "" : ", and \(linked) that links tie to them, by which funder and net count (--alone leaves them out)"
        return "\(found) \(found == 1 ? "activity" : "activities") written\(tied)"
    }

    private func coarse(_ reference: Reference, _ visibility: Visibility) -> CoarsePlaces? {
        visibility.reader.isMilitary ? CoarsePlaces(reference) : nil
    }
}

/// A file, whole or not at all, or standard output.
struct ExportTarget {
    private let file: WholeFile?

    init(_ path: String?) throws { file = try path.map { try WholeFile($0) } }

    func write(_ bytes: [UInt8]) throws {
        if let file { return try file.write(bytes) }
        try Output.standard.write(bytes)
    }

    func finish() throws { try file?.finish() }
}
