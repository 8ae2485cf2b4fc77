import Picture
import Records

/// What no data feed carries: troops, envoys, guarantees, security assistance, as partners wrote them into workbooks.
extension Composer {
    private static let printedContributions = 28

    /// Left out where no workbook speaks of the countries.
    func contributions() -> Section? {
        guard !picture.contributions.isEmpty else { return nil }
        var table = Table(caption: words[.contributionCaption], style: .compact)
        table.columns = [
            .init(words[.partner]), .init(words[.contributionKind]), .init(words[.contributionCount], .number),
            .init(words[.contributionUnderWay], .number), .init(words[.contributionBudget]), .init(words[.contributionQuantity], .wide),
            .init(words[.contributionMoney], .wide),
        ]
        table.rows = picture.contributions.map(contributionRow)
        let shown = table.printing(first: Self.printedContributions) { words.filled(.rowsLeftOut, ["count": figures.count($0)]) }
        return section(
            .contributions, .sectionContributions,
            [.table(shown), .note(Prose(words.filled(.contributionNote, ["day": figures.date(asOf)])))])
    }

    private func contributionRow(_ row: PartnerContribution) -> Table.Row {
        Table.Row([
            partyCell(row.party), Table.Cell(name(row.kind)), cell(row.sums.contributions), underWayCell(row.underWay),
            budgetCell(row.sums), lines(quantities(row.sums)),
            lines(row.sums.money.items.map { figures.exact($0.amount, in: $0.unit) }),
        ])
    }

    /// Rotations follow one another: what is there at once is less than their sum.
    private func underWayCell(_ sums: ContributionTotals.Row) -> Table.Cell {
        Table.Cell.detailed(figures.count(sums.contributions), quantities(sums).map { .init($0) })
    }

    private func quantities(_ sums: ContributionTotals.Row) -> [String] {
        sums.quantities.items.map { figures.decimal($0.amount) + " " + $0.unit }
    }

    /// How many are on the host's budget and how many off it; the rest does not say.
    private func budgetCell(_ sums: ContributionTotals.Row) -> Table.Cell {
        let sides = [(Phrase.onBudget, sums.onBudget), (.offBudget, sums.offBudget)].filter { $0.1 > 0 }
        return lines(sides.map { words.filled($0.0, ["count": figures.count($0.1)]) })
    }

    private func lines(_ texts: [String]) -> Table.Cell {
        guard let first = texts.first else { return Table.Cell("–").muted() }
        return Table.Cell.detailed(first, texts.dropFirst().map { .init($0) })
    }
}
