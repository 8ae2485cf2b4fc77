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
        let kind = session.arguments.command.last
        let isWhole = kind == "iati" ? !session.arguments.flag("alone") : session.arguments.flag("whole")
        let selection = try ActivitySelection(store, reference, visibility, filter, isAlone: !isWhole)
        let table = try TableExport(store, reference, selection, isWhole ? ActivityFilter() : filter)
        let target = try ExportTarget(output)
        let count: Int
        switch kind {
        case "csv": count = try table.write(tags: false, to: target.output)
        case "hxl": count = try table.write(tags: true, to: target.output)
        case "geojson":
            let isCoarse = visibility.reader.isMilitary
            count = try GeoJSONExport(table, reference, isCoarse: isCoarse).write { try target.output.write($0) }
        default: count = try IATIExport(selection, places: coarse(reference, visibility)).write { try target.output.write($0) }
        }
        try target.finish()
        session.talk(told(count, linked: selection.linked))
        return .done
    }

    private func coarse(_ reference: Reference, _ visibility: Visibility) -> CoarsePlaces? {
        visibility.reader.isMilitary ? CoarsePlaces(reference) : nil
    }

    private func told(_ count: Int, linked: Int) -> String {
        let tied = linked == 0 ? "" : "; \(linked) of those selected are there because links tie to them, by which funder and net count"
        return "\(count) \(count == 1 ? "activity" : "activities") written\(tied)"
    }
}

/// A file, whole or not at all, or standard output.
struct ExportTarget {
    private let file: WholeFile?

    init(_ path: String?) throws { file = try path.map { try WholeFile($0) } }

    var output: Output { file?.output ?? .standard }

    func finish() throws { try file?.finish() }
}
