import CommandLine
import Ingest
import Picture
import Records
import Store

/// Selected activities as rows: one for each part of their money, or one for an activity without any.
struct TableExport {
    private let reference: Reference
    private let selection: ActivitySelection
    private let parts: ActivityParts
    private let origins: ActivityOrigins

    init(_ store: Store, _ reference: Reference, _ selection: ActivitySelection, _ filter: ActivityFilter) throws {
        self.reference = reference
        self.selection = selection
        parts = try ActivityParts(store, reference, filter)
        origins = ActivityOrigins(store)
    }

    /// - Parameter tags: a row of hashtags below the names.
    /// - Returns: how many activities have rows.
    func write(tags: Bool, to output: Output) throws -> Int {
        let columns = TableColumn.allCases.map { Column($0.name, [.amount, .usd].contains($0) ? .number : .text) }
        let table = Table(columns, format: .csv, to: output)
        if tags { try table.row(TableColumn.allCases.map(\.tag)) }
        let count = try forEachActivity { _, rows in for row in rows { try table.row(row.all) } }
        try table.finish()
        return count
    }

    /// The rows of each activity, in the order in which they were read; says how many activities have any.
    func forEachActivity(_ body: (Activity, [TableCells]) throws -> Void) throws -> Int {
        var count = 0
        try selection.read { number, activity in
            let parts = try parts.of(number)
            // What has its money elsewhere, or in other years, is not of this selection.
            if try parts.isEmpty && !self.parts.isWithoutMoney(number) { return }
            count += 1
            let whole = try cells(activity, origins.origin(of: number))
            try body(activity, parts.isEmpty ? [whole] : parts.map { cells($0, activity, whole) })
        }
        return count
    }

    private func cells(_ activity: Activity, _ origin: ActivityOrigins.Origin?) -> TableCells {
        var cells = ActivityCells.cells(activity)
        guard let origin else { return cells }
        (cells[.line], cells[.licence]) = (String(origin.line), origin.licence)
        // Folders are nobody's business; addresses are public.
        cells[.source] = origin.file.contains("://") ? origin.file : String(origin.file.split(separator: "/").last ?? "")
        return cells
    }

    private func cells(_ part: ActivityPart, _ activity: Activity, _ whole: TableCells) -> TableCells {
        var cells = whole
        ActivityCells.fill(&cells, part, of: activity)
        let (place, sector) = (part.part.place, part.part.sector)
        cells[.placeName] = place == Split.unspecified ? "" : reference.places.name(place) ?? ""
        cells[.sectorName] = (reference.codes.name("Sector", sector) ?? reference.codes.name("SectorCategory", sector))?.english ?? ""
        cells[.theme] = reference.themes.theme(of: sector)
        return cells
    }
}
