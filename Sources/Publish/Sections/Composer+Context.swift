import Picture
import Records

/// The stakes: indicators of the context with date and source, projections apart from data; and what the host government asks for.
extension Composer {
    /// How far a projection is drawn.
    private static let projectedYears = 5
    private static let mostDrawn = 12
    private static let printedIndicators = 24

    /// Left out where neither is known.
    func context() -> Section? {
        guard !picture.context.isEmpty || !picture.priorities.isEmpty else { return nil }
        var blocks: [Block] = []
        if !picture.context.isEmpty {
            let drawn = Array(picture.context.filter { $0.points.count > 1 }.prefix(Self.mostDrawn))
            let table = indicatorTable()
            blocks.append(drawn.isEmpty ? .table(table) : .chart(.context(contextChart(drawn)), table))
            blocks.append(rule(.contextNote))
        }
        if !picture.priorities.isEmpty {
            blocks += [.heading(words[.priorityHeading]), .table(priorityTable()), rule(.priorityNote)]
        }
        return section(.context, .sectionContext, blocks)
    }

    private func indicatorTable() -> Table {
        var table = Table(caption: words[.contextCaption], style: .compact)
        if picture.countries.count > 1 { table.columns.append(.init(words[.country])) }
        table.columns += [
            .init(words[.indicator], .wide), .init(words[.contextLatest], .number), .init(words[.date]),
            .init(words[.contextBefore], .number),
            .init(words[.contextProjected], .number), .init(words[.source], .wide),
        ]
        table.rows = picture.context.map { series in
            let last = series.points.last!
            let before = series.points.dropLast().last.map { figures.decimal($0.value) + " (" + $0.date.description + ")" } ?? "–"
            let projected = series.projection(years: Self.projectedYears).last.map {
                figures.decimal($0.value) + " (" + $0.date.description + ")"
            }
            let country = picture.countries.count > 1 ? [Table.Cell(name(series.country))] : []
            return Table.Row(
                country + [
                    Table.Cell.detailed(name(series.name), series.unit.code.isEmpty ? [] : [.init(name(series.unit), .plain)]),
                    Table.Cell(figures.decimal(last.value)), Table.Cell(last.date.description), Table.Cell(before),
                    projected.map { Table.Cell($0).muted() } ?? Table.Cell("–").muted(),
                    Table.Cell(last.source.isEmpty ? "–" : last.source),
                ])
        }
        return table.printing(first: Self.printedIndicators) { words.filled(.rowsLeftOut, ["count": figures.count($0)]) }
    }

    private func contextChart(_ all: [ContextLedger.Series]) -> ContextChart {
        var chart = ContextChart(title: words[.contextCaption], published: words[.contextPublished], projected: words[.contextProjection])
        chart.panels = all.map { series in
            let country = picture.countries.count > 1 ? name(series.country) + ": " : ""
            let published = series.points.map { point($0, series, words[.contextPublished]) }
            let projected = series.projection(years: Self.projectedYears).map { point($0, series, words[.contextProjection]) }
            return ContextChart.Panel(
                label: country + name(series.name), unit: name(series.unit), published: published,
                projected: projected.isEmpty ? [] : [published.last!] + projected)
        }
        return chart
    }

    private func point(_ point: ContextLedger.Series.Point, _ series: ContextLedger.Series, _ basis: String) -> ContextChart.Point {
        let value = figures.decimal(point.value) + (series.unit.code.isEmpty ? "" : " " + name(series.unit))
        return ContextChart.Point(x: point.date.years, y: point.value.approximate, tip: "\(point.date) · \(basis)\n\(value)")
    }

    private func priorityTable() -> Table {
        var table = Table(caption: words.filled(.priorityCaption, ["unit": figures.unit]), style: .compact, hidesCaption: true)
        if picture.countries.count > 1 { table.columns.append(.init(words[.country])) }
        table.columns += [
            .init(words[.priority]), .init(words[.theme]), .init(words[.place]), .init(words[.priorityTarget], .wide),
            .init(words[.priorityDocument], .wide),
        ]
        let hasBudget = picture.priorities.contains { budgetCell($0) != nil }
        if hasBudget { table.columns.append(.init(words[.priorityBudget])) }
        table.columns.append(.init(words[.prioritySpend], .figure))
        table.rows = picture.priorities.map { row in
            let country = picture.countries.count > 1 ? [Table.Cell(name(row.country))] : []
            let document = [row.document, row.date].filter { !$0.isEmpty }.joined(separator: ", ")
            return Table.Row(
                country + [
                    Table.Cell(row.priority.isEmpty ? "–" : row.priority), Table.Cell(name(row.theme)),
                    Table.Cell(row.place.map(name) ?? words[.wholeCountry]), Table.Cell(name(row.target)),
                    Table.Cell(document.isEmpty ? "–" : document),
                ] + (hasBudget ? [budgetCell(row) ?? Table.Cell("–").muted()] : []) + [cell(row.spend)])
        }
        return table
    }

    /// The government's own code, what its budget has for it, and whether it is on that budget; nil when none is said.
    private func budgetCell(_ row: PriorityRow) -> Table.Cell? {
        let side = row.budget.map { words[$0 == .onBudget ? .priorityOnBudget : .priorityOffBudget] } ?? ""
        let money = row.amount.map { figures.exact($0, in: row.currency) } ?? ""
        let parts = [row.budgetCode, money, side].filter { !$0.isEmpty }
        guard let first = parts.first else { return nil }
        return Table.Cell.detailed(first, parts.dropFirst().map { .init($0) })
    }
}
