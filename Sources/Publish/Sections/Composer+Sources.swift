import Picture
import Records

/// What the figures stand on: sources and their age, what could not be converted, placed or resolved, and the rules.
extension Composer {
    private static let printedSources = 24
    private static let oldAfter = 365

    func sources() -> Section {
        guard !picture.sources.isEmpty else { return section(.sources, .sectionSources, [rule(.sourcesNone)]) }
        var table = Table(caption: words[.sourceCaption], style: .compact, hidesCaption: true)
        table.columns = [
            .init(words[.publisher], .wide), .init(words[.records], .number), .init(words[.problems], .number),
            .init(words[.published], .name),
            .init(words[.ageInDays], .number), .init(words[.read], .name), .init(words[.terms]),
        ]
        table.rows = picture.sources.map(sourceRow)
        table = table.printing(first: Self.printedSources) { words.filled(.rowsLeftOut, ["count": figures.count($0)]) }
        return section(.sources, .sectionSources, [.paragraph(freshness())] + staleness() + [.table(table), rule(.sourceNote)])
    }

    /// Nothing when every source was read when it should have been.
    private func staleness() -> [Block] {
        let stale = picture.sources.count(where: \.isStale)
        return stale == 0 ? [] : [.note(words.fill(.staleSources, ["count": figures.count(stale)]))]
    }

    private func age(_ source: SourceQuality) -> Int? {
        Day(prefixOf: source.published).map { picture.madeOn.serial - $0.serial }
    }

    private func freshness() -> Prose {
        let ages = picture.sources.map(age)
        let old = ages.count { $0.map { $0 > Self.oldAfter } ?? false }
        let undated = ages.count { $0 == nil }
        let problems = picture.sources.reduce(0) { $0 + $1.problems }
        return words.fill(
            .freshness,
            [
                "count": figures.count(ages.count), "old": figures.count(old), "undated": figures.count(undated),
                "problems": figures.count(problems),
            ])
    }

    private func sourceRow(_ source: SourceQuality) -> Table.Row {
        let label =
            source.publisher.isEmpty
            ? Table.Cell.detailed(source.file, [.init(source.format)])
            : Table.Cell.detailed(source.publisher, [.init(source.file, .code), .init(source.format)])
        let published = Day(prefixOf: source.published)
        let days = age(source)
        var ageCell = Table.Cell(days.map(figures.count) ?? "?")
        if days.map({ $0 > Self.oldAfter }) ?? true { ageCell.details = [.init(words[days == nil ? .undated : .old])] }
        let terms = Table.Cell.detailed(source.licence.isEmpty ? words[.unknown] : source.licence, [.init(handlingMark(source.handling))])
        return Table.Row([
            label, cell(source.records), cell(source.problems), Table.Cell(published?.description ?? words[.unknown]), ageCell,
            readCell(source), terms,
        ])
    }

    private func readCell(_ source: SourceQuality) -> Table.Cell {
        var cell = Table.Cell(String(source.lastRead.prefix(10)))
        if source.isStale { cell.details = [.init(words[.stale])] }
        return cell
    }

    private func handlingMark(_ mark: String) -> String {
        switch mark {
        case "public": words[.markPublic]
        case "partners": words[.markPartners]
        case "own": words[.markOwn]
        default: mark
        }
    }

    func gaps() -> Section {
        var blocks: [Block] = [.heading(words[.unconvertedHeading])]
        blocks.append(picture.notConverted.isEmpty ? rule(.unconvertedNone) : .table(unconvertedTable()))
        blocks.append(.heading(words[.unplacedHeading]))
        blocks.append(
            .note(
                Prose(
                    words.filled(
                        .unplacedShort,
                        ["amount": figures.money(picture.map.unplaced), "count": figures.count(picture.map.unplacedActivities)]))))
        blocks.append(.heading(words[.unresolvedHeading]))
        if picture.unresolved.isEmpty {
            blocks.append(rule(.unresolvedNone))
        } else {
            blocks += [.table(unresolvedTable()), rule(.unresolvedNote)]
        }
        if let onlyMoney = onlyMoney() { blocks.append(onlyMoney) }
        return section(.gaps, .sectionGaps, blocks)
    }

    private func unconvertedTable() -> Table {
        var table = Table(caption: words[.unconvertedCaption], style: .compact, hidesCaption: true)
        table.columns = [.init(words[.currency]), .init(words[.amount], .figure)]
        table.rows = picture.notConverted.map { money in
            let isNamed = money.currency != Currency.unknown
            let name = isNamed ? Table.Cell(money.currency) : Table.Cell(words[.noCurrency]).muted()
            return Table.Row([name, Table.Cell(figures.exact(money.amount, in: isNamed ? money.currency : ""))])
        }
        return table
    }

    private func unresolvedTable() -> Table {
        var table = Table(caption: words.filled(.unresolvedCaption, ["unit": figures.unit]), style: .compact)
        table.columns = [
            .init(words[.reference]), .init(words[.nameColumn], .wide), .init(words[.spend], .figure), .init(words[.activities], .number),
        ]
        table.rows = picture.unresolved.map { organisation in
            let ref =
                organisation.ref.isEmpty
                ? Table.Cell(words[.noReference]).muted() : Table.Cell.detailed("", [.init(organisation.ref, .code)])
            let named = organisation.name.isEmpty ? Table.Cell(words[.unnamed]).muted() : Table.Cell(organisation.name)
            return Table.Row([ref, named, cell(organisation.amount), cell(organisation.activities)])
        }
        return table.printing(first: Self.printedSources) { words.filled(.rowsLeftOut, ["count": figures.count($0)]) }
    }

    func method() -> Section {
        let notes: [Phrase] = [
            .methodSilence, .methodNet, .methodPublished, .methodFlows, .methodSplit, .methodCurrency, .methodYears, .methodAssistance,
            .methodPeople, .methodPlaces, .methodActivities, .methodHandling, .methodTrace,
        ]
        let items = notes.map { words.fill($0, ["currency": figures.currencyName]) }
        return section(.method, .sectionMethod, [.list(items)])
    }
}
