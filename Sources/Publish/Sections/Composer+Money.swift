import Picture
import Records

/// Money by year and partner, and each side's own fiscal years.
extension Composer {
    private static let columnLimit = 7
    private static let fiscalColumns = 8
    private static let longestSpan = 60
    private static let printedRows = 28
    private static let silentLines = 8

    func money() -> Section {
        guard !picture.parties.isEmpty else { return section(.money, .sectionMoney, [rule(.nothingHere)]) }
        return section(
            .money, .sectionMoney,
            [
                .chart(.years(yearChart()), yearTable()), rule(.moneyNote), .heading(words[.fiscalHeading]), .table(fiscalTable()),
                rule(.fiscalNote),
            ])
    }

    /// Parties with a column of their own, and the rest added up.
    private var columns: [PartyMoney] {
        let parties = partners + otherParties
        guard parties.count > Self.columnLimit + 1 else { return parties }
        let rest = Array(parties.dropFirst(Self.columnLimit))
        var folded = added(rest)
        folded.party = NamedCode(code: "other", english: Phrase.otherPartners.english, japanese: Phrase.otherPartners.japanese)
        folded.byYear = allYears.map { year in rest.reduce(Self.nothing(year)) { Self.add($0, Self.money($1.byYear, year)) } }
        return Array(parties.prefix(Self.columnLimit)) + [folded]
    }

    private static func nothing(_ year: String) -> YearMoney { YearMoney(year: year, grants: .zero, loans: .zero, other: .zero) }

    private static func add(_ a: YearMoney, _ b: YearMoney?) -> YearMoney {
        guard let b else { return a }
        return YearMoney(year: a.year, grants: a.grants + b.grants, loans: a.loans + b.loans, other: a.other + b.other)
    }

    private static func money(_ years: [YearMoney], _ year: String) -> YearMoney? { years.first { $0.year == year } }

    /// Every year from the first with money to the last, `unknown` at the end; over a span that only a slip can make, those with money.
    private var allYears: [String] {
        let named = Set(picture.parties.flatMap(\.byYear).map(\.year))
        let numbers = named.compactMap { Int($0) }.sorted()
        let unknown = named.filter { Int($0) == nil }.sorted()
        guard let first = numbers.first, let last = numbers.last, last - first < Self.longestSpan else { return named.sorted() }
        return (first...last).map { String($0) } + unknown
    }

    private func yearName(_ year: String) -> String { Int(year) == nil ? words[.yearUnknown] : year }

    private func yearChart() -> YearChart {
        let years = allYears
        var chart = YearChart(title: words[.sectionMoney], unit: figures.unit, years: years.map(yearName))
        for party in columns { chart.series += yearSeries(party, years) }
        chart.totals = years.map { year in
            let money = picture.parties.compactMap { Self.money($0.byYear, year)?.total }
            return money.isEmpty ? "" : figures.millions(money.reduce(.zero, +))
        }
        chart.kinds = [words[.grants], words[.loans], words[.notStated]]
        return chart
    }

    private func yearSeries(_ party: PartyMoney, _ years: [String]) -> [YearChart.Series] {
        let rows = years.map { Self.money(party.byYear, $0) ?? Self.nothing($0) }
        let kinds: [(YearChart.Kind, Phrase, (YearMoney) -> Amount)] = [
            (.grants, .grants, { $0.grants }), (.loans, .loans, { $0.loans }), (.notStated, .notStated, { $0.other }),
        ]
        return kinds.compactMap { kind, label, amount in
            let amounts = rows.map(amount)
            guard amounts.contains(where: { $0 != .zero }) else { return nil }
            return YearChart.Series(
                party: name(party.party), label: words[label], kind: kind, colour: colours[party.party.code],
                values: amounts.map { $0.approximate / 1_000_000 }, tips: amounts.map(figures.exact))
        }
    }

    private func yearTable() -> Table {
        let parties = columns
        var table = Table(caption: words.filled(.yearCaption, ["unit": figures.unit]), style: .compact)
        table.columns = [.init(words[.year])]
        table.columns += parties.map { .init(name($0.party), .figure) }
        table.columns += [
            .init(words[.total], .figure), .init(words[.grants], .figure), .init(words[.loans], .figure), .init(words[.notStated], .figure),
        ]
        table.rows = allYears.map { yearRow($0, parties) }
        table.rows.append(yearTotal(parties))
        return table
    }

    private func yearRow(_ year: String, _ parties: [PartyMoney]) -> Table.Row {
        let money = parties.map { Self.money($0.byYear, year) }
        let sum = money.reduce(Self.nothing(year)) { Self.add($0, $1) }
        let cells = money.map { cell($0?.total) }
        let sums = [sum.total, sum.grants, sum.loans, sum.other].map { cell($0) }
        return Table.Row([Table.Cell(yearName(year))] + cells + sums)
    }

    private func yearTotal(_ parties: [PartyMoney]) -> Table.Row {
        let sum = added(parties)
        let cells = parties.map { cell($0.total) }
        let sums = [sum.total, sum.grants, sum.loans, sum.otherFinance].map { cell($0) }
        return Table.Row([Table.Cell(words[.total])] + cells + sums, .total)
    }
}

extension Composer {
    private func fiscalTable() -> Table {
        let named = Set(picture.parties.flatMap(Self.ownYears).map(\.year))
        let years = named.filter { Int($0) != nil }.sorted()
        let shown = Array(years.suffix(Self.fiscalColumns))
        let earlier = years.dropLast(shown.count)
        let unknown = named.filter { Int($0) == nil }
        var table = Table(caption: words.filled(.fiscalCaption, ["unit": figures.unit]), style: .inline)
        table.columns = [.init(words[.partner])]
        if let last = earlier.last { table.columns.append(.init(words.filled(.untilYear, ["year": last]), .figure)) }
        table.columns += shown.map { .init($0, .figure) }
        if !unknown.isEmpty { table.columns.append(.init(words[.yearUnknown], .figure)) }
        table.columns.append(.init(words[.total], .figure))
        var groups: [[String]] = earlier.isEmpty ? [] : [Array(earlier)]
        groups += shown.map { [$0] }
        if !unknown.isEmpty { groups.append(Array(unknown)) }
        for party in partners + otherParties where !Self.ownYears(party).isEmpty { table.rows += fiscalRows(party, groups) }
        return table.printing(first: Self.printedRows) { words.filled(.rowsLeftOut, ["count": figures.count($0)]) }
    }

    /// `October to September` of `United States: October to September`: the line names the party already.
    private static func withoutParty(_ label: String) -> String {
        label.firstRange(of: ": ").map { String(label[$0.upperBound...]) } ?? label
    }

    /// A party's fiscal years; those of the calendar where they are the same.
    private static func ownYears(_ party: PartyMoney) -> [YearMoney] { party.byFiscalYear.isEmpty ? party.byYear : party.byFiscalYear }

    /// The party's line, and below it grants, loans and the rest where there is more than one of them.
    private func fiscalRows(_ party: PartyMoney, _ groups: [[String]]) -> [Table.Row] {
        let years = Self.ownYears(party)
        var label = partyCell(party.party)
        let kinds: [(Phrase, (YearMoney) -> Amount)] = [(.grants, { $0.grants }), (.loans, { $0.loans }), (.notStated, { $0.other })]
        let present = kinds.filter { kind in years.contains { kind.1($0) != .zero } }
        let sole = present.count == 1 ? words[present[0].0] : ""
        let notes = [Self.withoutParty(name(party.fiscalYearLabel)), sole.isEmpty ? "" : words.filled(.allOfIt, ["kind": sole])]
        label.details = [.init(notes.filter { !$0.isEmpty }.joined(separator: " · "))]
        var rows = [Table.Row([label] + fiscalCells(years, groups) { $0.total }, .group)]
        for (phrase, amount) in present where present.count > 1 {
            rows.append(Table.Row([Table.Cell(words[phrase])] + fiscalCells(years, groups, amount), .sub))
        }
        return rows
    }

    private func fiscalCells(_ years: [YearMoney], _ groups: [[String]], _ amount: (YearMoney) -> Amount) -> [Table.Cell] {
        var cells = groups.map { group in
            let found = years.filter { group.contains($0.year) }
            return cell(found.isEmpty ? nil : found.reduce(Amount.zero) { $0 + amount($1) })
        }
        cells.append(cell(years.reduce(Amount.zero) { $0 + amount($1) }))
        return cells
    }
}

extension Composer {
    /// Rule 13: per party, whether any security assistance is reported; what is unknown is never called ODA.
    func security() -> Section {
        let reported = namedParties.filter(\.securityReported)
        let told = namedParties.filter { !$0.securityReported && $0.securityInWorkbook }
        let silent = namedParties.filter { !isSecurityReported($0) }
        var items = reported.map { party in
            words.fill(.securityReportedBy, ["party": name(party.party), "amount": figures.money(party.security)])
        }
        items += told.map { words.fill(.securityInWorkbookOf, ["party": name($0.party)]) }
        if silent.count > Self.silentLines {
            items.append(words.fill(.securityNotReportedBy, [:], lists: ["party": silent.map { name($0.party) }]))
        } else {
            items += silent.map { words.fill(.securityNotReportedBy, ["party": name($0.party)]) }
        }
        return section(.security, .sectionSecurity, [.list(items), rule(.securityNote)])
    }

    /// In a data feed or in a partner workbook.
    func isSecurityReported(_ party: PartyMoney) -> Bool { party.securityReported || party.securityInWorkbook }
}
