import Picture
import Records

/// A picture that could be: South Sudan in May 2016, or with Sudan as a region. Names are real, every figure is invented.
enum SamplePicture {
    static let usa = NamedCode(code: "USA", english: "United States", japanese: "米国")
    static let japan = NamedCode(code: "JPN", english: "Japan", japanese: "日本")
    static let britain = NamedCode(code: "GBR", english: "United Kingdom", japanese: "英国")
    static let union = NamedCode(code: "EU", english: "European Union", japanese: "欧州連合")
    static let nations = NamedCode(code: "UN", english: "United Nations", japanese: "国際連合")
    static let ngos = NamedCode(code: "NGO", english: "Non-governmental organisations", japanese: "非政府組織（NGO）")
    static let bank = NamedCode(code: "WBG", english: "World Bank Group", japanese: "世界銀行グループ")
    static let parties = [usa, japan, britain, union, nations, ngos, bank]

    static let southSudan = NamedCode(code: "SS", english: "South Sudan", japanese: "南スーダン")
    static let sudan = NamedCode(code: "SD", english: "Sudan", japanese: "スーダン")

    static func country() -> CountryPicture { picture(of: [southSudan]) }
    static func region() -> CountryPicture { picture(of: [southSudan, sudan]) }

    /// An envoy without quantity or money.
    static let contribution = PartnerContribution(
        party: japan, kind: NamedCode(code: "envoy", english: "Envoy", japanese: "特使"),
        sums: ContributionTotals.Row(values: ["JPN", "envoy"]), underWay: ContributionTotals.Row(values: ["JPN", "envoy"]))

    static func millions(_ tenths: Int) -> Amount { Amount(micros: Int128(tenths) * 100_000 * Amount.scale + 123_450_000) }

    static func day(_ text: String) -> Day? { Day(parts: text.split(separator: "-").compactMap { Int($0) }) }
}

extension Day {
    fileprivate init?(parts: [Int]) {
        guard parts.count == 3 else { return nil }
        self.init(year: parts[0], month: parts[1], day: parts[2])
    }
}

extension SamplePicture {
    static func picture(of countries: [NamedCode]) -> CountryPicture {
        let codes = Set(countries.map(\.code))
        let samples = SampleActivity.all.filter { codes.contains($0.country) }
        var picture = CountryPicture()
        picture.countries = countries
        picture.madeOn = Day(year: 2016, month: 5, day: 31)
        picture.reader = "JPN"
        picture.isWithheld = true
        picture.firstYear = 2010
        picture.lastYear = 2016
        picture.parties = parties.map { money($0, samples) }
        picture.headlines = headlines(samples)
        picture.heat = heat(samples)
        picture.streams = streams(samples)
        picture.map = map(countries, samples)
        fillActivities(&picture, samples)
        picture.milestones = milestones.filter { codes.contains($0.country) }
        picture.people = people
        picture.presence = countries.map { country in
            let themes = SampleActivity.themes.prefix(2).map { (theme: $0, organisations: 20) }
            return PlacePresence(place: country, isWholeCountry: true, organisations: 42, themes: themes)
        }
        picture.situation = situation(countries)
        picture.context = countries.map(debt)
        picture.contributions = [contribution]
        picture.priorities = countries.map { country in
            var row = PriorityRow(
                country: country, theme: SampleActivity.themes[0], place: nil, priority: "1",
                target: NamedCode(code: "", english: "Posts in every county"),
                date: "2011", document: "A plan")
            row.spend = millions(12)
            return row
        }
        if countries.count > 1 { picture.region = countries.map { regionRow($0, samples) } }
        fillSources(&picture)
        return picture
    }

    private static func debt(_ country: NamedCode) -> ContextLedger.Series {
        let points = [(2009, 35), (2010, 36), (2011, 37)].map { year, billions in
            ContextLedger.Series.Point(
                date: IndicatorDate(year: year), value: Amount(micros: Int128(billions) * Amount.scale), source: "A ministry")
        }
        return ContextLedger.Series(
            country: country, name: NamedCode(code: "External debt", english: "External debt", japanese: "対外債務"),
            unit: NamedCode(code: "billion USD", english: "billion USD", japanese: "10億米ドル"),
            points: points)
    }

    private static func situation(_ countries: [NamedCode]) -> Situation {
        var situation = Situation()
        situation.kinds = [
            .init(measure: .inNeed, group: .all, isHouseholds: false), .init(measure: .affected, group: .displaced, isHouseholds: true),
        ]
        let deaths = ConflictEvent.Deaths(low: 80, best: 95, high: 120)
        let newest = Situation.Violence(dataset: .ucdp, year: "2015", events: 61, deaths: deaths)
        situation.newest = newest
        situation.years = [newest, .init(dataset: .ucdp, year: "2014", events: 74, deaths: .init(low: 140, best: 140, high: 140))]
        let december = Situation.Course.Month(year: 2014, month: 12, events: 74, deaths: .init(low: 140, best: 140, high: 140))
        let march = Situation.Course.Month(year: 2015, month: 3, events: 60, deaths: .init(low: 79, best: 94, high: 119))
        situation.courses = [.init(dataset: .ucdp, months: [december, march], undated: 1)]
        situation.rows = countries.map { country in
            var row = Situation.Row(place: country, country: country.code, isWholeCountry: true)
            row.spend = millions(940)
            row.organisations = 42
            row.people = [.init(maximum: 310_000, sum: 4_800_000), nil]
            row.violence = newest
            return row
        }
        return situation
    }

    private static func headlines(_ samples: [SampleActivity]) -> [Headline] {
        let spend = sum(samples.map(\.total))
        return [
            Headline(kind: .spend, amount: spend, rule: "net"),
            Headline(kind: .commitments, amount: sum(samples.map(\.committed)), rule: "net"),
            Headline(kind: .spendAsPublished, amount: spend + millions(1874), rule: "reporter"),
            Headline(kind: .activities, count: 1_284),
            Headline(kind: .activeNow, count: 317),
            Headline(kind: .organisations, count: 143),
            Headline(kind: .peopleReached, count: 1_640_000),
        ]
    }

    static func sum(_ amounts: [Amount]) -> Amount { amounts.reduce(.zero, +) }

    private static func money(_ party: NamedCode, _ samples: [SampleActivity]) -> PartyMoney {
        let own = samples.filter { $0.party == party }
        var money = PartyMoney(party: party)
        money.total = sum(own.map(\.total))
        money.commitments = sum(own.map(\.committed))
        money.grants = sum(own.filter { $0.kind == .grant }.map(\.total))
        money.loans = sum(own.filter { $0.kind == .loan }.map(\.total))
        money.otherFinance = sum(own.filter { $0.kind == .notStated }.map(\.total))
        money.activities = own.count * 9 + 4
        money.isPartner = party == usa || party == japan
        money.securityReported = party == usa || party == britain
        if money.securityReported { money.security = millions(party == usa ? 411 : 63) }
        for year in 2010...2016 {
            let rows = own.map { ($0.kind, $0.spend(in: year)) }
            guard rows.contains(where: { $0.1 != .zero }) else { continue }
            func part(_ kind: SampleActivity.Kind) -> Amount { sum(rows.filter { $0.0 == kind }.map(\.1)) }
            money.byYear.append(YearMoney(year: String(year), grants: part(.grant), loans: part(.loan), other: part(.notStated)))
        }
        money.byFiscalYear = money.byYear
        money.fiscalYearLabel = fiscalYears[party.code] ?? money.fiscalYearLabel
        return money
    }

    private static let fiscalYears = [
        "USA": NamedCode(code: "us", english: "Oct–Sep, named by its end", japanese: "10月〜9月（終了年で呼称）"),
        "JPN": NamedCode(code: "jp", english: "Apr–Mar, named by its start", japanese: "4月〜3月（開始年で呼称）"),
        "GBR": NamedCode(code: "uk", english: "Apr–Mar, named by its start", japanese: "4月〜3月（開始年で呼称）"),
        "WBG": NamedCode(code: "july-end", english: "Jul–Jun, named by its end", japanese: "7月〜6月（終了年で呼称）"),
    ]

    private static func heat(_ samples: [SampleActivity]) -> HeatMap {
        var heat = HeatMap()
        heat.themes = SampleActivity.themes.filter { theme in samples.contains { $0.theme == theme } }
        for party in parties {
            let own = samples.filter { $0.party == party }
            guard !own.isEmpty else { continue }
            let none = NamedCode(code: "", english: "")
            heat.rows.append(HeatMap.Row(party: party, agency: none, cells: cells(own, heat.themes)))
            var agencies: [NamedCode] = []
            for sample in own where !agencies.contains(sample.agency) { agencies.append(sample.agency) }
            guard agencies.count > 1 else { continue }
            for agency in agencies {
                let rows = own.filter { $0.agency == agency }
                heat.rows.append(HeatMap.Row(party: party, agency: agency, cells: cells(rows, heat.themes)))
            }
        }
        return heat
    }

    private static func cells(_ samples: [SampleActivity], _ themes: [NamedCode]) -> [Amount?] {
        themes.map { theme in
            let found = samples.filter { $0.theme == theme }
            return found.isEmpty ? nil : sum(found.map(\.total))
        }
    }

    private static func streams(_ samples: [SampleActivity]) -> [Stream] {
        var streams: [Stream] = []
        for sample in samples {
            let at = streams.firstIndex {
                $0.funder == sample.party && $0.implementer == sample.implementer && $0.theme == sample.theme
            }
            if let at {
                streams[at].amount += sample.total
            } else {
                streams.append(Stream(funder: sample.party, implementer: sample.implementer, theme: sample.theme, amount: sample.total))
            }
        }
        return streams
    }

    private static func map(_ countries: [NamedCode], _ samples: [SampleActivity]) -> PlaceMap {
        var map = PlaceMap()
        for country in countries {
            for code in SampleGeography.places where code.code.hasPrefix(country.code) {
                map.places.append(place(code, country.code, samples))
            }
        }
        let unplaced = samples.filter(\.places.isEmpty)
        map.unplaced = sum(unplaced.map(\.total))
        map.unplacedActivities = 212
        map.unknownNames = [
            ("Greater Upper Nile", 17), ("Countrywide", 12), ("Akobo corridor", 5), ("Juba & environs", 4), ("POC sites", 3),
        ]
        map.points = SampleGeography.points(in: Set(countries.map(\.code)), samples)
        map.pointCount = map.points.count
        map.boundaries = SampleGeography.boundaries(of: Set(countries.map(\.code)))
        return map
    }

    private static func place(_ code: NamedCode, _ country: String, _ samples: [SampleActivity]) -> PlaceMap.Place {
        var place = PlaceMap.Place(place: code, country: country)
        for party in parties {
            let found = samples.filter { $0.party == party && $0.places.contains(code.code) }
            let shares = found.map { Amount(micros: $0.total.micros / Int128($0.places.count)) }
            guard !found.isEmpty else { continue }
            place.byParty.append((party, sum(shares)))
            place.activities += found.count
        }
        place.byParty.sort { $0.amount > $1.amount }
        place.amount = sum(place.byParty.map(\.amount))
        return place
    }

    private static func fillActivities(_ picture: inout CountryPicture, _ samples: [SampleActivity]) {
        let activities = samples.map(\.timeline)
        picture.timeline = activities
        picture.largest = Array(activities.sorted { $0.spend > $1.spend }.prefix(20))
        picture.ending = activities.filter { activity in
            guard let end = activity.end else { return false }
            return end > Day(year: 2015, month: 9, day: 1) && end < Day(year: 2017, month: 5, day: 31)
        }
    }

    private static func regionRow(_ country: NamedCode, _ samples: [SampleActivity]) -> RegionRow {
        var row = RegionRow(country: country)
        let own = samples.filter { $0.country == country.code }
        for party in parties {
            let found = own.filter { $0.party == party }
            if !found.isEmpty { row.byParty.append((party, sum(found.map(\.total)))) }
        }
        row.total = sum(own.map(\.total))
        row.activities = own.count * 21
        return row
    }

    private static let milestones = [
        milestone("SS", "2011-01-09", "Referendum on independence", "独立を問う住民投票"),
        milestone("SS", "2011-07-09", "Independence of South Sudan", "南スーダン独立"),
        milestone("SD", "2011-07-14", "Doha Document for Peace in Darfur", "ダルフール和平ドーハ文書"),
        milestone("SD", "2012-09-27", "Cooperation Agreement between Sudan and South Sudan", "スーダン・南スーダン協力協定"),
        milestone("SS", "2013-12-15", "Fighting breaks out in Juba", "ジュバで戦闘発生"),
        milestone("SS", "2015-08-17", "Agreement on the Resolution of the Conflict (ARCSS)", "衝突解決合意（ARCSS）"),
        milestone("SS", "2016-04-29", "Transitional Government of National Unity formed", "国民統一暫定政府の発足"),
    ]

    private static func milestone(_ country: String, _ date: String, _ english: String, _ japanese: String) -> Milestone {
        let title = NamedCode(code: date, english: english, japanese: japanese)
        return Milestone(country: country, day: day(date) ?? Day(year: 2011, month: 7, day: 9), title: title, source: "milestones.tsv:14")
    }

    private static let people = [
        reached("SS-UY", "food", "WFP", "People receiving food assistance", "2015", 318_400, 402_150, "XM-DAC-41140-SS-200859"),
        reached(
            "SS-JG", "health", "Save the Children", "Children vaccinated against measles", "2015", 96_200, 96_200, "GB-CHC-213890-SS-H7"),
        reached(
            "SS-EC", "water", "UNICEF", "People with access to safe water", "2014-07 – 2015-06", 141_000, 188_300, "XM-DAC-41122-SS-WASH"),
        reached("SS-NU", "displacement", "UNHCR", "Refugees sheltered in Maban", "2015", 134_000, 134_000, "XM-DAC-41121-SSD-2015"),
    ]

    private static func reached(
        _ place: String, _ theme: String, _ organisation: String, _ indicator: String, _ period: String, _ maximum: Int, _ sum: Int,
        _ identifier: String
    ) -> PeopleReached {
        let place = SampleGeography.places.first { $0.code == place } ?? southSudan
        let theme = SampleActivity.themes.first { $0.code == theme } ?? SampleActivity.themes[0]
        return PeopleReached(
            place: place, theme: theme, organisation: NamedCode(code: organisation, english: organisation), indicator: indicator,
            period: period, maximum: maximum, sum: sum, identifier: identifier)
    }

    private static func fillSources(_ picture: inout CountryPicture) {
        picture.sources = [
            source("U.S. Agency for International Development", "usaid-ss.xml", "2016-03-31T00:00:00", 612, 41),
            source("U.S. Department of State", "state-southsudan.xml.gz", "2015-12-18T00:00:00", 344, 187),
            source("Japan International Cooperation Agency", "jica-ss.xml", "2016-02-02T09:12:44", 58, 3),
            source("Ministry of Foreign Affairs of Japan", "mofa-grants.xlsx", "2014-11-20T00:00:00", 41, 9, handling: "partners"),
            source("Department for International Development", "dfid-ss.xml", "2016-05-01T00:00:00", 73, 0),
            source("European Commission – Development", "ec-devco-ss.xml", "2016-04-11T00:00:00", 102, 12),
            source("UNHCR", "unhcr-ss.xml", "", 38, 2),
            source("OCHA 3W, South Sudan", "ssd-3w-2016q1.xlsx", "2016-04-20T00:00:00", 2_911, 64, format: "HXL 3W"),
        ]
        picture.notConverted = [UnconvertedMoney(currency: "SSP", amount: millions(310))]
        picture.unresolved = [
            UnresolvedOrganisation(ref: "2", name: "", amount: millions(41), activities: 7),
            UnresolvedOrganisation(ref: "", name: "Local partners (various)", amount: millions(23), activities: 11),
            UnresolvedOrganisation(ref: "US-GOV-99", name: "Other U.S. agencies", amount: millions(4), activities: 3),
        ]
    }

    private static func source(
        _ publisher: String, _ file: String, _ published: String, _ records: Int, _ problems: Int, format: String = "IATI 2.03",
        handling: String = "public"
    ) -> SourceQuality {
        SourceQuality(
            publisher: publisher, file: file, format: format, published: published, lastRead: "2016-05-30T06:00:00", records: records,
            problems: problems, licence: handling == "public" ? "CC BY 4.0" : "as agreed", handling: handling)
    }
}
