import Picture
import Records

/// The first page: what it is, what it found, the figures that carry it, the partners at a glance.
extension Composer {
    func front() -> Document {
        var document = Document()
        document.kicker = words[picture.countries.count > 1 ? .kickerRegion : .kicker]
        document.madeBy = words.filled(.madeByText, ["date": figures.date(picture.madeOn)])
        document.title = words.list(picture.countries.map(name))
        document.subtitle = words.filled(.subtitle, ["years": years])
        document.facts = facts()
        document.handling = handling()
        document.isWithheld = picture.isWithheld
        document.findings = findings()
        document.figures = picture.headlines.map(keyFigure)
        document.glance = glance()
        document.glanceNotes = [Prose(words[.glanceNote] + (partners.isEmpty || otherParties.isEmpty ? "" : words[.glanceBold]))]
        document.footer = footer(document.title)
        return document
    }

    private var readerName: String { picture.reader.isEmpty ? words[.storeOwner] : readerParty }

    private var readerParty: String {
        let party = picture.parties.first { $0.party.code == picture.reader }?.party
        return party.map(name) ?? picture.reader
    }

    private func facts() -> [(label: String, value: String)] {
        let newest = picture.sources.map(\.published).max().flatMap { Day(prefixOf: $0) }
        var facts = [(label: words[.factDate], value: figures.date(picture.madeOn)), (words[.factReader], readerName)]
        if asOf != picture.madeOn { facts.append((words[.factAsOf], figures.date(asOf))) }
        facts.append((words[.factMoney], words.filled(.moneyUnit, ["unit": figures.unit])))
        facts.append((words[.factSources], words.filled(.sourceCount, ["count": figures.count(picture.sources.count)])))
        facts.append((words[.factNewest], newest.map(figures.date) ?? words[.unknown]))
        return facts
    }

    private func handling() -> Prose {
        let seen: Phrase = picture.reader.isEmpty ? .handlingOwner : .handlingReader
        let base = words.fill(seen, ["reader": readerParty])
        return base + Prose(words[picture.isWithheld ? .handlingWithheld : .handlingComplete])
    }

    private func footer(_ title: String) -> String {
        let seen = words.filled(picture.reader.isEmpty ? .footerOwner : .footerReader, ["reader": readerParty])
        let withheld = picture.isWithheld ? words[.footerWithheld] : ""
        return ["Concord", title, figures.date(picture.madeOn), seen + withheld].joined(separator: " · ")
    }

    private func keyFigure(_ headline: Headline) -> KeyFigure {
        let label = words[Self.label(headline.kind)]
        guard let amount = headline.amount else {
            let count = figures.count(headline.count)
            let rule = words.filled(Self.countRule(headline.kind), ["day": figures.date(asOf)])
            return KeyFigure(value: count, unit: "", label: label, rule: rule, exact: count, isMoney: false)
        }
        return KeyFigure(
            value: figures.millions(amount), unit: figures.unit, label: label, rule: words.rule(headline.rule),
            exact: figures.exact(amount), isMoney: true)
    }

    private static func label(_ kind: Headline.Kind) -> Phrase {
        switch kind {
        case .spend: .figureSpend
        case .commitments: .figureCommitments
        case .spendAsPublished: .figureAsPublished
        case .activities: .figureActivities
        case .activeNow: .figureActive
        case .organisations: .figureOrganisations
        case .peopleReached: .figurePeople
        }
    }

    private static func countRule(_ kind: Headline.Kind) -> Phrase {
        switch kind {
        case .activeNow: .ruleActive
        case .organisations: .ruleOrganisations
        case .peopleReached: .rulePeople
        default: .ruleActivities
        }
    }
}

extension Composer {
    private static let glanceRows = 8

    private func glance() -> Table {
        var table = Table(caption: words.filled(.glanceCaption, ["unit": figures.unit, "years": years]), style: .compact)
        table.columns = [
            .init(words[.partner]), .init(words[.spend], .figure), .init(words[.share], .bar), .init(words[.commitments], .figure),
            .init(words[.grants], .figure), .init(words[.loans], .figure), .init(words[.notStated], .figure),
            .init(words[.activities], .number), .init(words[.securityAssistance]),
        ]
        let listed = partners + otherParties
        let fits = listed.count <= Self.glanceRows + 1
        let shown = fits ? listed : Array(listed.prefix(Self.glanceRows))
        table.rows = shown.map(glanceRow)
        if !fits { table.rows.append(foldedRow(Array(listed.dropFirst(Self.glanceRows)))) }
        table.rows.append(totalRow(listed))
        return table
    }

    private func glanceRow(_ party: PartyMoney) -> Table.Row {
        let kind: Table.Row.Kind = party.isPartner && !otherParties.isEmpty ? .group : .normal
        return Table.Row([partyCell(party.party)] + glanceFigures(party) + [securityCell(party)], kind)
    }

    private func foldedRow(_ parties: [PartyMoney]) -> Table.Row {
        let label = words.filled(.furtherPartners, ["count": figures.count(parties.count)])
        let cell = Table.Cell(label).marked(PartyColours.other)
        return Table.Row([cell] + glanceFigures(added(parties)) + [Table.Cell(words[.seeSecurity]).muted()])
    }

    private func totalRow(_ parties: [PartyMoney]) -> Table.Row {
        // The parties' activities are not added up: an activity may stand under two of them, or under none.
        Table.Row([Table.Cell(words[.total])] + glanceFigures(added(parties)).dropLast() + [Table.Cell(), Table.Cell()], .total)
    }

    func added(_ parties: [PartyMoney]) -> PartyMoney {
        var sum = PartyMoney(party: NamedCode(code: "", english: ""))
        for party in parties {
            sum.total += party.total
            sum.commitments += party.commitments
            sum.grants += party.grants
            sum.loans += party.loans
            sum.otherFinance += party.otherFinance
            sum.activities += party.activities
        }
        return sum
    }

    private func glanceFigures(_ party: PartyMoney) -> [Table.Cell] {
        [
            cell(party.total), shareCell(party), cell(party.commitments), cell(party.grants), cell(party.loans), cell(party.otherFinance),
            cell(party.activities),
        ]
    }

    func shareCell(_ party: PartyMoney) -> Table.Cell {
        let whole = picture.parties.reduce(Amount.zero) { $0 + $1.total }
        var cell = Table.Cell(figures.share(party.total, of: whole))
        if whole.micros > 0 && !party.party.code.isEmpty {
            cell.share = max(0, party.total.approximate / whole.approximate)
            cell.mark = colours[party.party.code]
        }
        return cell
    }

    private func securityCell(_ party: PartyMoney) -> Table.Cell {
        guard isSecurityReported(party) else { return Table.Cell(words[.notReported]).muted() }
        guard party.securityReported else { return Table.Cell(words[.reportedInWorkbook]) }
        return Table.Cell(words[.reported], exact: figures.exact(party.security))
    }
}
