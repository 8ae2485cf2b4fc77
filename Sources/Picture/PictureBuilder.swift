import Records
import SQL
import Store
import Threads

/// Computes the picture of one country or a region for one reader.
public struct PictureBuilder {
    let store: Store
    let reference: Reference
    let visibility: Visibility
    let countries: [String]
    let partners: Set<String>
    let today: Day
    let totals: Totals
    let labels: Labels

    /// - Parameters:
    ///   - partners: the parties whose brief it is; the others are shown beside them.
    ///   - today: the day of the brief.
    public init(
        _ store: Store, _ reference: Reference, _ visibility: Visibility, countries: [String], partners: Set<String>,
        today: Day = Clock.today()
    ) {
        self.store = store
        self.reference = reference
        self.visibility = visibility
        self.countries = countries
        self.partners = partners
        self.today = today
        totals = Totals(store, reference, visibility, manyQuestions: true)
        labels = totals.labels
    }

    /// Money is added up here, while another thread goes through the activities and then surveys what else is shown of them.
    public func build() throws -> CountryPicture {
        try store.withTwin { twin in
            let builder: @Sendable () -> PictureBuilder = { [reference, visibility, countries, partners, today] in
                PictureBuilder(twin, reference, visibility, countries: countries, partners: partners, today: today)
            }
            let activities = Background { try Examined(builder()) }
            let survey = Background { try Survey(builder(), of: try activities.value()) }
            return try build(activities, survey)
        }
    }

    private func build(_ activities: Background<Examined, any Error>, _ survey: Background<Survey, any Error>) throws -> CountryPicture {
        var picture = CountryPicture()
        picture.countries = countries.map { named(country: $0) }
        picture.madeOn = today
        picture.reader = visibility.reader.name
        picture.isWithheld = visibility.isWithheld
        try addMoney(to: &picture)
        try addThemes(to: &picture)
        try addStreams(to: &picture)
        try addMap(to: &picture)
        try addRegion(to: &picture)
        picture.milestones = try milestones()
        picture.priorities = try priorities()
        try addContributions(to: &picture)
        let unresolved = try unresolvedFunders()
        try add(activities.value(), unresolved, to: &picture)
        add(try survey.value(), to: &picture)
        return picture
    }

    private func add(_ activities: Examined, _ unresolved: [UnresolvedFunder], to picture: inout CountryPicture) throws {
        addCounts(activities, to: &picture)
        try addActivities(activities, to: &picture)
        picture.unresolved = unresolved.map { $0.counted(in: activities) }
    }

    private func add(_ survey: Survey, to picture: inout CountryPicture) {
        survey.add(to: &picture)
        addOutlines(to: &picture.map)
        picture.situation = situation(survey.situation, beside: picture)
    }

    /// Country codes in whose areas a place may lie that an activity in these countries names.
    var areas: Set<String> { Set(countries.flatMap { reference.places.areas(of: $0) }) }

    func query(by dimensions: [Dimension], _ rule: CountingRule = .net, flow: Flow = .spend) -> TotalsQuery {
        var query = TotalsQuery(by: dimensions)
        query.rule = rule
        query.flow = flow
        query.countries = Set(countries)
        return query
    }
}

// MARK: - Names

extension PictureBuilder {
    func named(country: String) -> NamedCode {
        let name = reference.codes.place(country)
        return NamedCode(code: country, english: name.english, japanese: name.japanese)
    }

    func named(party code: String) -> NamedCode {
        if let party = reference.register.party(code) { return NamedCode(code: code, english: party.english, japanese: party.japanese) }
        return Self.words[code] ?? NamedCode(code: code, english: code)
    }

    func named(organisation code: String) -> NamedCode {
        if let found = reference.register.organisation(code) {
            return NamedCode(code: code, english: found.english, japanese: found.japanese)
        }
        return Self.words[code] ?? NamedCode(code: code, english: code)
    }

    func named(theme code: String) -> NamedCode {
        guard let theme = reference.themes.themes.first(where: { $0.code == code }) else {
            return Self.words[code] ?? NamedCode(code: code, english: code)
        }
        return NamedCode(code: code, english: theme.english, japanese: theme.japanese)
    }

    func named(place code: String) -> NamedCode {
        NamedCode(code: code, english: reference.places.name(code) ?? code, japanese: reference.places.japanese(code) ?? "")
    }

    private static let words = [
        "shared": NamedCode(code: "shared", english: "several funders, shares not published", japanese: "複数の資金提供者（内訳未公表）"),
        "unknown": NamedCode(code: "unknown", english: "not published", japanese: "未公表"),
        "unresolved": NamedCode(code: "unresolved", english: "not in the register", japanese: "登録なし"),
        "unspecified": NamedCode(code: "unspecified", english: "not specified", japanese: "特定なし"),
        "other": NamedCode(code: "other", english: "others", japanese: "その他"),
    ]

    static func other() -> NamedCode { words["other"]! }
}

// MARK: - Money

extension PictureBuilder {
    private func addMoney(to picture: inout CountryPicture) throws {
        let spend = try totals.answer(query(by: [.party, .year, .finance])).rows
        let converted = spend.filter { $0.currency == picture.currency }
        addYears(converted, to: &picture)
        picture.notConverted = Self.unconverted(spend, picture.currency)
        picture.parties = try parties(converted, picture.currency)
        picture.headlines = try headlines(converted, picture)
    }

    private func addYears(_ rows: [TotalsTable.Row], to picture: inout CountryPicture) {
        let years = rows.filter { $0.amount != .zero }.compactMap { Int($0.keys[1]) }.filter { (1960...today.year + 1).contains($0) }
        picture.firstYear = years.min() ?? today.year
        picture.lastYear = years.max() ?? today.year
        picture.asOf = min(today, Day(year: picture.lastYear, month: 12, day: 31))
    }

    private static func unconverted(_ rows: [TotalsTable.Row], _ currency: String) -> [UnconvertedMoney] {
        let sums = Dictionary(rows.filter { $0.currency != currency }.map { ($0.currency, $0.amount) }, uniquingKeysWith: +)
        return sums.sorted { $0.key < $1.key }.map { UnconvertedMoney(currency: $0.key, amount: $0.value) }
    }

    private func parties(_ rows: [TotalsTable.Row], _ currency: String) throws -> [PartyMoney] {
        var found: [String: PartyMoney] = [:]
        for (party, rows) in Dictionary(grouping: rows, by: { $0.keys[0] }) {
            var money = PartyMoney(party: named(party: party))
            money.byYear = years(rows)
            money.grants = money.byYear.reduce(.zero) { $0 + $1.grants }
            money.loans = money.byYear.reduce(.zero) { $0 + $1.loans }
            money.otherFinance = money.byYear.reduce(.zero) { $0 + $1.other }
            money.total = money.grants + money.loans + money.otherFinance
            money.isPartner = partners.contains(party)
            found[party] = money
        }
        for partner in partners where found[partner] == nil {
            found[partner] = PartyMoney(party: named(party: partner))
            found[partner]?.isPartner = true
        }
        try addCommitments(to: &found, currency)
        try addSecurity(to: &found, currency)
        try addFiscalYears(to: &found, currency)
        return found.values.sorted { ($0.isPartner ? 0 : 1, $1.total, $0.party.code) < ($1.isPartner ? 0 : 1, $0.total, $1.party.code) }
    }

    /// Rows of one party: party, year, finance type.
    private func years(_ rows: [TotalsTable.Row]) -> [YearMoney] {
        let byYear = Dictionary(grouping: rows, by: { $0.keys[1] })
        return byYear.keys.sorted().map { year in
            var money = YearMoney(year: year, grants: .zero, loans: .zero, other: .zero)
            for row in byYear[year]! {
                switch reference.assistance.finance(row.keys[2]) {
                case "grant": money.grants += row.amount
                case "loan": money.loans += row.amount
                default: money.other += row.amount
                }
            }
            return money
        }
    }

    private func addCommitments(to found: inout [String: PartyMoney], _ currency: String) throws {
        for row in try totals.answer(query(by: [.party], flow: .commitments)).rows where row.currency == currency {
            found[row.keys[0], default: PartyMoney(party: named(party: row.keys[0]))].commitments = row.amount
        }
    }

    /// Rule 13: reported means that any money under the rules of security assistance stands in a record.
    private func addSecurity(to found: inout [String: PartyMoney], _ currency: String) throws {
        for flow in [Flow.spend, .commitments] {
            for row in try totals.answer(query(by: [.party, .assistance], flow: flow)).rows
            where row.keys[1] == Assistance.security.rawValue && row.amount != .zero {
                found[row.keys[0]]?.securityReported = true
                if flow == .spend, row.currency == currency { found[row.keys[0]]?.security = row.amount }
            }
        }
    }

    private func addFiscalYears(to found: inout [String: PartyMoney], _ currency: String) throws {
        let calendars = Dictionary(grouping: found.keys) { reference.register.fiscalYear(of: $0).key }
        for (key, parties) in calendars where key != FiscalCalendar.calendar.key {
            var query = query(by: [.party, .year, .finance])
            query.year = .fiscal(parties[0])
            query.parties = Set(parties)
            let rows = try totals.answer(query).rows.filter { $0.currency == currency }
            for (party, rows) in Dictionary(grouping: rows, by: { $0.keys[0] }) {
                found[party]?.byFiscalYear = years(rows)
                found[party]?.fiscalYearLabel = fiscalLabel(party)
            }
        }
    }

    private func fiscalLabel(_ party: String) -> NamedCode {
        let calendar = reference.register.fiscalYear(of: party)
        let start = "\(calendar.startMonth)月\(calendar.startDay)日開始"
        let name = calendar.isNamedByEnd ? "終わりの年で呼ぶ" : "始まりの年で呼ぶ"
        return NamedCode(code: calendar.key, english: calendar.english, japanese: "\(start)（\(name)）")
    }

    private func addCounts(_ examined: Examined, to picture: inout CountryPicture) {
        let counts = examined.countsByParty()
        for index in picture.parties.indices { picture.parties[index].activities = counts[picture.parties[index].party.code] ?? 0 }
    }

    private func headlines(_ rows: [TotalsTable.Row], _ picture: CountryPicture) throws -> [Headline] {
        let spend = rows.reduce(Amount.zero) { $0 + $1.amount }
        let commitments = picture.parties.reduce(Amount.zero) { $0 + $1.commitments }
        let published = try totals.answer(query(by: [.country], .reporter)).sum(picture.currency)
        return [
            Headline(kind: .spend, amount: spend, rule: CountingRule.net.name),
            Headline(kind: .commitments, amount: commitments, rule: CountingRule.net.name),
            Headline(kind: .spendAsPublished, amount: published, rule: CountingRule.reporter.name),
        ]
    }
}
