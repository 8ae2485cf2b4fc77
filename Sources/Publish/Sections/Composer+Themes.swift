import Picture
import Records

/// Parties and agencies by theme: a table whose cells are shaded, so that it needs no drawing to be a heat map.
extension Composer {
    private static let themeLimit = 14
    private static let printedRows = 36

    struct ThemeTotal {
        var theme: NamedCode
        var amount: Amount
        /// Parties that report any spend in it.
        var parties: Int
    }

    /// Rows of whole parties; where there is none for a party, its agencies stand for it.
    private var partyRows: [HeatMap.Row] {
        let whole = picture.heat.rows.filter { $0.agency.code.isEmpty }
        return whole.isEmpty ? picture.heat.rows : whole
    }

    func themeTotals() -> [ThemeTotal] {
        picture.heat.themes.enumerated().map { index, theme in
            let cells = partyRows.compactMap { index < $0.cells.count ? $0.cells[index] : nil }
            let amount = cells.reduce(Amount.zero, +)
            return ThemeTotal(theme: theme, amount: amount, parties: cells.count)
        }
    }

    func themes() -> Section {
        var blocks: [Block] = []
        if picture.heat.rows.isEmpty {
            blocks = [rule(.nothingHere)]
        } else {
            blocks = [.table(heatTable()), .note(shadeLegend())]
        }
        return section(.themes, .sectionThemes, blocks)
    }

    /// Columns as groups of theme indices: the largest alone, the rest as one.
    private func themeGroups() -> (shown: [Int], folded: [Int]) {
        let totals = themeTotals()
        guard totals.count > Self.themeLimit + 1 else { return (Array(totals.indices), []) }
        let ranked = totals.indices.sorted { totals[$0].amount > totals[$1].amount }
        let shown = ranked.prefix(Self.themeLimit).sorted()
        return (shown, ranked.dropFirst(Self.themeLimit).sorted())
    }

    private var shades: Shades { Shades(picture.heat.rows.flatMap { $0.cells.compactMap { $0 } }) }

    private func heatTable() -> Table {
        let groups = themeGroups()
        let scale = shades
        var table = Table(caption: words.filled(.heatCaption, ["unit": figures.unit, "years": years]), style: .heat)
        table.columns = [.init(words[.partnerOrAgency])]
        table.columns += groups.shown.map { .init(name(picture.heat.themes[$0]), .figure) }
        if !groups.folded.isEmpty { table.columns.append(.init(words[.otherThemes], .figure)) }
        table.columns.append(.init(words[.total], .figure))
        table.rows = picture.heat.rows.map { heatRow($0, groups, scale) }
        table.rows.append(heatTotal(groups))
        return table.printing(first: Self.printedRows) { words.filled(.rowsLeftOut, ["count": figures.count($0)]) }
    }

    private func heatRow(_ row: HeatMap.Row, _ groups: (shown: [Int], folded: [Int]), _ scale: Shades) -> Table.Row {
        let isParty = row.agency.code.isEmpty
        let agency = row.agency.code == row.party.code ? words[.agencyNotNamed] : name(row.agency)
        let label = isParty ? partyCell(row.party) : Table.Cell(agency)
        var cells = [label] + groups.shown.map { heatCell(Self.cell(row, $0), scale) }
        if !groups.folded.isEmpty { cells.append(heatCell(Self.sum(groups.folded.compactMap { Self.cell(row, $0) }), scale)) }
        cells.append(cell(Self.sum(row.cells.compactMap { $0 })))
        return Table.Row(cells, isParty ? .group : .sub)
    }

    private static func cell(_ row: HeatMap.Row, _ index: Int) -> Amount? { index < row.cells.count ? row.cells[index] : nil }

    private static func sum(_ amounts: [Amount]) -> Amount? { amounts.isEmpty ? nil : amounts.reduce(.zero, +) }

    private func heatCell(_ amount: Amount?, _ scale: Shades) -> Table.Cell {
        guard let amount else { return Table.Cell("·", exact: words[.nothingReported]).muted() }
        return cell(amount).shaded(scale.level(amount))
    }

    private func heatTotal(_ groups: (shown: [Int], folded: [Int])) -> Table.Row {
        let totals = themeTotals()
        var cells = [Table.Cell(words[.total])] + groups.shown.map { cell(totals[$0].amount) }
        if !groups.folded.isEmpty { cells.append(cell(groups.folded.reduce(Amount.zero) { $0 + totals[$1].amount })) }
        cells.append(cell(totals.reduce(Amount.zero) { $0 + $1.amount }))
        return Table.Row(cells, .total)
    }

    private func shadeLegend() -> Prose {
        Prose(words.filled(.heatLegend, ["steps": steps(shades), "unit": figures.unit]))
    }

    /// `under 1 · 1 to 5 · 5 and more`.
    func steps(_ shades: Shades) -> String {
        let bounds = shades.bounds.map(figures.bound)
        guard let first = bounds.first, let last = bounds.last else { return "–" }
        var parts = [words.filled(.stepUnder, ["to": first])]
        for (low, high) in zip(bounds, bounds.dropFirst()) { parts.append(words.filled(.stepBetween, ["from": low, "to": high])) }
        parts.append(words.filled(.stepFrom, ["from": last]))
        return parts.joined(separator: " · ")
    }
}
