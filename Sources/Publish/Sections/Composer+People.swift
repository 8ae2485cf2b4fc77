import Picture
import Records

/// People as published, other parties, and the region: the tables after the drawings.
extension Composer {
    private static let printedPeople = 20

    /// Left out where no sheet of presence is known.
    func presence() -> Section? {
        guard !picture.presence.isEmpty else { return nil }
        var table = Table(caption: words[.presenceCaption], style: .compact)
        table.columns = [
            .init(words[.place], .name), .init(words[.presenceOrganisations], .number), .init(words[.presenceThemes], .wide),
        ]
        table.rows = picture.presence.map { row in
            let named = row.themes.filter { $0.theme.code != "unspecified" }
            let themes = named.prefix(6).map { name($0.theme) + "\u{A0}" + figures.count($0.organisations) }.joined(separator: " · ")
            let cells = [
                Table.Cell(name(row.place)), Table.Cell(figures.count(row.organisations)), Table.Cell(themes.isEmpty ? "–" : themes),
            ]
            return Table.Row(cells, row.isWholeCountry ? .total : .normal)
        }
        return section(.presence, .sectionPresence, [.table(table), rule(.presenceNote)])
    }

    /// Rule 17: each organisation's own figure as a range; nothing here is added up.
    func people() -> Section {
        guard !picture.people.isEmpty else { return section(.people, .sectionPeople, [rule(.peopleNone)]) }
        var table = Table(caption: words[.peopleCaption], style: .compact)
        table.columns = [
            .init(words[.place]), .init(words[.theme]), .init(words[.organisation]), .init(words[.indicator], .wide), .init(words[.period]),
            .init(words[.peopleRange], .number),
        ]
        table.rows = picture.people.map(peopleRow)
        table = table.printing(first: Self.printedPeople) { words.filled(.rowsLeftOut, ["count": figures.count($0)]) }
        return section(.people, .sectionPeople, [.table(table), rule(.peopleNote)])
    }

    private func peopleRow(_ people: PeopleReached) -> Table.Row {
        let indicator = Table.Cell.detailed(people.indicator, [.init(people.identifier, .code)])
        let low = figures.count(people.maximum)
        let range = people.maximum == people.sum ? low : low + "–" + figures.count(people.sum)
        return Table.Row([
            Table.Cell(name(people.place)), Table.Cell(name(people.theme)), Table.Cell(name(people.organisation)), indicator,
            Table.Cell(people.period), Table.Cell(range),
        ])
    }

    /// The part of those who are not at this table.
    func others() -> Section {
        guard !otherParties.isEmpty else { return section(.others, .sectionOthers, [rule(.othersNone)]) }
        let sum = added(otherParties)
        let whole = picture.parties.reduce(Amount.zero) { $0 + $1.total }
        let text = words.fill(
            .othersText,
            [
                "amount": figures.money(sum.total), "share": figures.share(sum.total, of: whole),
                "count": figures.count(otherParties.count),
            ])
        var table = Table(caption: words.filled(.othersCaption, ["unit": figures.unit]), style: .compact)
        table.columns = [
            .init(words[.partner]), .init(words[.spend], .figure), .init(words[.share], .bar), .init(words[.commitments], .figure),
            .init(words[.grants], .figure), .init(words[.loans], .figure), .init(words[.activities], .number),
            .init(words[.largestThemes], .wide),
        ]
        table.rows = otherParties.map(otherRow)
        table = table.printing(first: Self.printedPeople) { words.filled(.rowsLeftOut, ["count": figures.count($0)]) }
        return section(.others, .sectionOthers, [.paragraph(text), .table(table)])
    }

    private func otherRow(_ party: PartyMoney) -> Table.Row {
        Table.Row([
            partyCell(party.party), cell(party.total), shareCell(party), cell(party.commitments), cell(party.grants), cell(party.loans),
            cell(party.activities), Table.Cell(largestThemes(party.party.code)),
        ])
    }

    private func largestThemes(_ party: String) -> String {
        guard let row = picture.heat.rows.first(where: { $0.party.code == party && $0.agency.code.isEmpty }) else { return "" }
        let pairs = zip(picture.heat.themes, row.cells).compactMap { theme, amount in amount.map { (theme, $0) } }
        let largest = pairs.sorted { $0.1 > $1.1 }.prefix(2)
        return largest.map { name($0.0) + "\u{A0}" + figures.millions($0.1) }.joined(separator: " · ")
    }

    /// Countries by party; only where there are several.
    func region() -> Section? {
        guard picture.countries.count > 1, !picture.region.isEmpty else { return nil }
        let parties = regionParties()
        let amounts = picture.region.flatMap { $0.byParty.map(\.amount) }
        let scale = Shades(amounts)
        var table = Table(caption: words.filled(.regionCaption, ["unit": figures.unit, "years": years]), style: .compact)
        table.columns = [.init(words[.country], .name)] + parties.map { .init(name($0), .figure) }
        table.columns += [.init(words[.total], .figure), .init(words[.activities], .number)]
        table.rows = picture.region.map { regionRow($0, parties, scale) }
        return section(.region, .sectionRegion, [.table(table), rule(.regionNote)])
    }

    private func regionParties() -> [NamedCode] {
        var sums: [NamedCode: Amount] = [:]
        for entry in picture.region.flatMap(\.byParty) { sums[entry.party, default: .zero] += entry.amount }
        let ranked = sums.sorted { ($0.value, $1.key.code) > ($1.value, $0.key.code) }
        return ranked.prefix(9).map(\.key)
    }

    private func regionRow(_ row: RegionRow, _ parties: [NamedCode], _ scale: Shades) -> Table.Row {
        let cells = parties.map { party in
            let amount = row.byParty.first { $0.party == party }?.amount
            return cell(amount).shaded(amount.map(scale.level) ?? 0)
        }
        return Table.Row([Table.Cell(name(row.country))] + cells + [cell(row.total), cell(row.activities)])
    }
}
