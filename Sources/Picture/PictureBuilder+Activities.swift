import Records
import SQL
import Store

// Activities over time, the largest, and those that end without a successor.

extension PictureBuilder {
    func addActivities(_ examined: Examined, to picture: inout CountryPicture) throws {
        picture.headlines += [
            Headline(kind: .activities, count: examined.total), Headline(kind: .activeNow, count: examined.active(on: picture.asOf)),
            Headline(kind: .organisations, count: examined.reporters),
        ]
        let largest = Array(examined.items.prefix(60))
        let rows = try timeline(largest)
        picture.largest = Array(rows.prefix(25))
        picture.timeline = rows.filter { $0.start != nil }
        let ending = Successors(examined, reference.themes, asOf: picture.asOf).withoutSuccessor
        picture.endingCount = ending.count
        picture.ending = try timeline(Array(ending.prefix(40)))
    }

    private func timeline(_ items: [Examined.Item]) throws -> [TimelineActivity] {
        let listed = try ActivityList(store, reference, visibility).rows(items.map(\.number))
        let byNumber = Dictionary(uniqueKeysWithValues: items.map { ($0.number, $0) })
        let money = ActivityMoney(self, try totals.rates())
        return try listed.map { row in try activity(row, byNumber[row.number]!, money) }
    }

    private func activity(_ row: ListedActivity, _ item: Examined.Item, _ money: ActivityMoney) throws -> TimelineActivity {
        let organisation =
            row.organisation.isEmpty
            ? NamedCode(code: "", english: row.reporter.name.isEmpty ? row.reporter.ref : row.reporter.name)
            : named(organisation: row.organisation)
        var made = TimelineActivity(
            identifier: row.identifier, title: row.title.isEmpty ? row.identifier : row.title,
            party: named(party: row.party.isEmpty ? Labels.unresolved : row.party), agency: organisation,
            theme: named(theme: reference.themes.theme(of: row.sector)))
        made.titleJapanese = row.titleJapanese
        made.places = item.places.sorted().map { named(place: $0) }
        made.start = Day(iso: row.start)
        made.end = Day(iso: row.end)
        made.endIsPlanned = row.endIsPlanned
        made.status = row.status
        (made.spend, made.commitments) = try money.of(row.number)
        made.source = "\(row.file.split(separator: "/").last.map(String.init) ?? row.file):\(row.line)"
        return made
    }

    func milestones() throws -> [Milestone] {
        let imported = try store.database.rows(
            """
            SELECT m.country, m.date, m.title_en, m.title_ja, m.source FROM milestone m JOIN document d ON d.id = m.document
            WHERE \(visibility.markSQL("d.handling")) ORDER BY m.date, m.title_en, m.country, d.path, m.rowid
            """
        ) { Self.milestone($0.text(0), $0.text(1), $0.text(2), $0.text(3), $0.text(4)) }
        let known =
            imported.isEmpty
            ? try reference.milestones().map { Self.milestone($0.country, $0.day.description, $0.english, $0.japanese, $0.source) }
            : imported
        var seen: Set<String> = []
        return known.compactMap { $0 }.filter { countries.contains($0.country) && seen.insert("\($0.day) \($0.title.english)").inserted }
    }

    private static func milestone(_ country: String, _ date: String, _ english: String, _ japanese: String, _ source: String) -> Milestone?
    {
        Day(iso: date).map {
            Milestone(country: country, day: $0, title: NamedCode(code: "", english: english, japanese: japanese), source: source)
        }
    }

    func sources(_ examined: Examined) throws -> [SourceQuality] {
        let (used, sheets) = (examined.documents, try SheetSources(self).newest)
        let all = try SourceStatus.all(store, visibility).filter { source in
            used.contains(source.document) || sheets[source.document] != nil && source.state != "withdrawn"
        }
        return all.map { source in
            SourceQuality(
                publisher: source.publisher, file: Self.shortName(source.source),
                format: source.format, published: sheets[source.document] ?? source.published, lastRead: source.lastRead,
                records: source.records,
                problems: source.problems, licence: source.licence, handling: source.handling, isStale: source.isStale(on: today))
        }
    }

    /// Of a path its end, for folders tell of the machine; an address whole.
    private static func shortName(_ source: String) -> String {
        source.hasPrefix("/") ? source.split(separator: "/").last.map(String.init) ?? source : source
    }
}

/// What activities spent and committed in the countries of a picture, as published, in U.S. dollars.
struct ActivityMoney {
    private let builder: PictureBuilder
    private let rates: ExchangeRates

    init(_ builder: PictureBuilder, _ rates: ExchangeRates) {
        self.builder = builder
        self.rates = rates
    }

    func of(_ activity: Int64) throws -> (spend: Amount, commitments: Amount) {
        try Originals.withFacts(of: activity, in: builder.store.database) { facts, rows in sums(facts, rows) } ?? (.zero, .zero)
    }

    private func sums(_ facts: PackedTable, _ rows: Range<Int>) -> (spend: Amount, commitments: Amount) {
        func column(_ column: FactColumn) -> [Int32] { facts.column(column.rawValue) }
        let (countries, flows, currencies, months) = (column(.country), column(.flow), column(.currency), column(.rateMonth))
        let amounts = facts.amounts()
        var money: (spend: Amount, commitments: Amount) = (.zero, .zero)
        for row in rows where builder.countries.contains(builder.labels.term(countries[row])) {
            let currency = builder.labels.term(currencies[row])
            guard let dollars = rates.convert(amounts[row], from: currency, to: "USD", month: months[row]) else { continue }
            switch FlowNumber.flow(flows[row]) {
            case .spend: money.spend += Amount(micros: dollars)
            case .commitments: money.commitments += Amount(micros: dollars)
            default: continue
            }
        }
        return money
    }
}

/// Which activities ended or end within a year, with no later one by anyone for the same theme in the same place.
struct Successors {
    private struct Cell: Hashable {
        var country: String
        var theme: String
        var place: String
    }

    let withoutSuccessor: [Examined.Item]

    init(_ examined: Examined, _ themes: Themes, asOf day: Day) {
        let first = Day(year: day.year - 1, month: day.month, day: day.day).description
        let last = Day(year: day.year + 1, month: day.month, day: day.day).description
        var latest: [Cell: String] = [:]
        for item in examined.items where item.standing.status != "5" {
            let end = item.standing.end.isEmpty ? "9999" : item.standing.end
            // What ended before follows on nothing that ends within the time.
            guard end >= first else { continue }
            for cell in Self.cells(item, themes) { latest[cell] = max(latest[cell] ?? "", end) }
        }
        withoutSuccessor = examined.items.filter { item in
            let end = item.standing.end
            guard !end.isEmpty, end >= first, end <= last, item.standing.status != "5" else { return false }
            return Self.cells(item, themes).allSatisfy { latest[$0]! <= end }
        }
    }

    /// An activity that names no place stands for its whole country.
    private static func cells(_ item: Examined.Item, _ themes: Themes) -> [Cell] {
        let theme = themes.theme(of: item.sector)
        let places = item.places.isEmpty ? [""] : item.places.sorted()
        return places.map { Cell(country: item.country, theme: theme, place: $0) }
    }
}
