import Compression
import Geography
import Ingest
import Records
import Text
import XML

/// Turns raw records into rows and facts: everything that needs no database, so that several threads can do it at once.
final class Preparation {
    private struct CurrencyMonth: Hashable {
        var currency: String
        var month: Int32
    }

    private let reference: Reference
    /// A negative level is faster still; a store grows by a thirtieth.
    private let compressor = ZstdCompressor(level: -1)
    private let gazetteer: Gazetteer
    /// Where the activity that is being read works.
    private var located: [Gazetteer.Located] = []
    private var resolutions = RecentTerms<Resolution>()
    private struct Occasion: Hashable {
        var term: OrganisationTerm
        var stretch: Int
        var country: String
    }

    private var datedTerms = RecentTerms<Bool>()
    private var occasions: [Occasion: OrganisationTerm] = [:]
    private var stretches: [Int: Int] = [:]
    private lazy var register = reference.register
    private lazy var assistance = reference.assistance
    private(set) lazy var borders = reference.borders
    private var factors: [CurrencyMonth: Double] = [:]
    private let titles = PeopleTitles()
    private var batch = PreparedBatch()
    private var terms = LocalTerms()

    init(_ reference: Reference) {
        self.reference = reference
        gazetteer = Gazetteer(places: reference.places, boundaries: reference.boundaries)
    }

    /// Facts of most batches.
    private static let usualFacts = 1 << 11

    func prepare(_ input: RawBatch, parser: RecordParser) -> PreparedBatch {
        batch = PreparedBatch()
        terms = LocalTerms()
        batch.facts.reserve(Self.usualFacts)
        var originals: [UInt8] = []
        if input.known == nil { originals.reserveCapacity(input.bytes) }
        for raw in input.records { prepare(raw, input, parser, &originals) }
        batch.originalBytes = originals.count
        if !originals.isEmpty { batch.originals = compressor.compress(originals) }
        batch.terms = terms.terms
        return batch
    }

    private func prepare(_ raw: NumberedRecord, _ input: RawBatch, _ parser: RecordParser, _ originals: inout [UInt8]) {
        let hash = ContentHash(of: raw.record.bytes)
        if let known = input.known?.take(hash) {
            batch.transactions += known.transactions
            batch.published = max(batch.published, known.lastUpdated)
            batch.kept.append(KeptRecord(activity: known.activity, ordinal: raw.ordinal, line: raw.record.line))
            return
        }
        var made = PreparedActivity()
        made.hash = hash.bytes
        made.ordinal = raw.ordinal
        made.line = raw.record.line
        made.offset = originals.count
        made.length = raw.record.bytes.count
        originals.append(contentsOf: raw.record.bytes)
        read(raw.record, parser, into: &made)
        batch.transactions += made.transactions
        batch.published = max(batch.published, made.lastUpdated)
        batch.read.append(made)
    }

    private func read(_ record: RawRecord, _ parser: RecordParser, into made: inout PreparedActivity) {
        switch parser.read(record) {
        case .activity(let activity, _, let problems):
            located = gazetteer.located(activity)
            made.problems = problems + PlaceProblems.problems(located, identifier: activity.identifier, reference.places)
            describe(activity, &made)
            addFacts(activity, &made)
        case .organisation(let organisation, _, let problems):
            made.problems = problems
            describe(organisation, &made)
        case .lost(_, let problem):
            made.state = .lost
            made.identifier = problem.identifier
            made.reporter = terms.number(.organisation, OrganisationTerm("", "").text)
            made.sector = terms.number(.sector, Split.unspecified)
            made.problems = [problem]
        }
    }
}

// MARK: - Rows

extension Preparation {
    private func describe(_ activity: Activity, _ made: inout PreparedActivity) {
        made.state = activity.identifier.isEmpty ? .apart : .current
        made.identifier = activity.identifier
        made.reporter = term(activity.reporter)
        made.isSecondary = Identity.isSecondary(activity) || isSecondaryReporter(activity.reporter)
        made.lastUpdated = Identity.stamp(activity.lastUpdated)
        made.title = Self.main(activity.titles)
        made.titleJapanese = activity.titles.first { $0.language == "ja" }?.text ?? ""
        made.start = activity.dates.start?.description ?? ""
        made.end = activity.dates.end?.description ?? ""
        made.endIsPlanned = activity.dates.actualEnd == nil && activity.dates.plannedEnd != nil
        made.status = activity.status
        made.hierarchy = Int(activity.hierarchy) ?? 0
        made.humanitarian = activity.isHumanitarian
        made.hasResults = activity.hasResults
        made.reached = ReachedPeople(activity, titles)
        made.spots = located.enumerated().compactMap { PreparedSpot($1, ordinal: $0) }
        made.transactions = activity.transactions.count
        made.links = Self.links(activity)
        made.searchTitle = searchTokens(activity.titles.map(\.text).joined(separator: " "))
        made.searchDescription = searchTokens(activity.descriptions.flatMap(\.texts).map(\.text).joined(separator: " "))
        if batch.publisher.isEmpty { batch.publisher = activity.reporter.name.isEmpty ? activity.reporter.ref : activity.reporter.name }
        mention(activity, &made)
    }

    private func describe(_ organisation: OrganisationRecord, _ made: inout PreparedActivity) {
        made.state = .organisation
        made.identifier = organisation.identifier
        made.reporter = term(organisation.reporter)
        made.sector = terms.number(.sector, Split.unspecified)
        made.lastUpdated = Identity.stamp(organisation.lastUpdated)
        made.title = Self.main(organisation.names)
        if batch.publisher.isEmpty { batch.publisher = made.title.isEmpty ? organisation.identifier : made.title }
    }

    private func mention(_ activity: Activity, _ made: inout PreparedActivity) {
        made.mentions.append(made.reporter)
        made.mentions.append(terms.number(.reporterRef, activity.reporter.ref))
        for participant in activity.participants { made.mentions.append(term(participant.organisation)) }
        for (code, significance) in PolicyMarkers.scored(activity.policyMarkers) {
            made.mentions.append(terms.number(.policyMarker, PolicyMarkers.term(code, significance)))
        }
    }

    private func term(_ organisation: OrganisationReference) -> Int32 { terms.number(OrganisationTerm(organisation)) }

    private func isSecondaryReporter(_ reporter: OrganisationReference) -> Bool {
        register.organisation(resolve(reporter).organisation)?.isSecondaryReporter ?? false
    }

    /// The term with the body that was meant on `day` in `country`, where the register says that it depends on them.
    func dated(_ term: OrganisationTerm, on day: Day?, in country: String) -> OrganisationTerm {
        guard isDated(term) else { return term }
        let occasion = Occasion(term: term, stretch: stretch(of: day), country: country)
        if let known = occasions[occasion] { return known }
        let found = body(of: term, on: day, in: country)
        if occasions.count > 50_000 { occasions.removeAll() }
        occasions[occasion] = found
        return found
    }

    /// Days in one stretch mean the same body by the same name.
    func stretch(of day: Day?) -> Int {
        let number = day.map { ($0.year * 13 + $0.month) * 32 + $0.day } ?? .min
        if let known = stretches[number] { return known }
        let found = register.stretch(of: day)
        if stretches.count > 50_000 { stretches.removeAll() }
        stretches[number] = found
        return found
    }

    private func body(of term: OrganisationTerm, on day: Day?, in country: String) -> OrganisationTerm {
        let (base, found) = (
            register.resolve(ref: term.ref, name: term.name), register.resolve(ref: term.ref, name: term.name, on: day, in: country)
        )
        guard found != base else { return term }
        var dated = term
        dated.body = found.organisation.isEmpty ? "party:\(found.party)" : found.organisation
        return dated
    }

    func isDated(_ term: OrganisationTerm) -> Bool {
        if term.mark == .shared || term.mark == .unknown { return false }
        if let known = datedTerms.find(term) { return known }
        let found = register.isDated(ref: term.ref, name: term.name)
        datedTerms.remember(found, for: term)
        return found
    }

    func resolve(_ organisation: OrganisationReference) -> Resolution {
        let term = OrganisationTerm(organisation)
        if let known = resolutions.find(term) { return known }
        let found = register.resolve(ref: organisation.ref, name: organisation.name)
        resolutions.remember(found, for: term)
        return found
    }

    private static func main(_ texts: [LocalText]) -> String {
        (texts.first { $0.language == "en" && !$0.text.isEmpty } ?? texts.first { !$0.text.isEmpty })?.text ?? ""
    }
}

// MARK: - Links

extension Preparation {
    private static func links(_ activity: Activity) -> [PreparedLink] {
        var found: [PreparedLink] = activity.relatedActivities.map {
            PreparedLink(kind: kind($0.type), to: Identity.normalised($0.identifier))
        }
        for participant in activity.participants where !participant.organisation.activityIdentifier.isEmpty {
            found.append(PreparedLink(kind: kind(participant.role), to: Identity.normalised(participant.organisation.activityIdentifier)))
        }
        for transaction in activity.transactions { add(transaction, isCore(transaction, activity), to: &found) }
        return found.filter { !$0.to.isEmpty && $0.to != activity.identifier }
    }

    private static func kind(_ type: String) -> PreparedLink.Kind {
        switch type {
        case "1": .parent
        case "2": .child
        case "3": .sibling
        case "4": .cofunded
        default: .related
        }
    }

    private static func kind(_ role: OrganisationRole) -> PreparedLink.Kind {
        switch role {
        case .funding: .funding
        case .accountable: .accountable
        case .extending: .extending
        case .implementing: .implementing
        case .unknown: .related
        }
    }

    private static func isCore(_ transaction: Transaction, _ activity: Activity) -> Bool {
        (transaction.aidTypes.isEmpty ? activity.defaultAidTypes : transaction.aidTypes).contains { $0.code == "B02" }
    }

    private static func add(_ transaction: Transaction, _ isCore: Bool, to links: inout [PreparedLink]) {
        guard let flow = Flow(transactionType: transaction.type) else { return }
        let provider = transaction.provider?.activityIdentifier ?? ""
        let receiver = transaction.receiver?.activityIdentifier ?? ""
        if !provider.isEmpty { add(.provider, provider, flow, transaction, isCore, &links) }
        if !receiver.isEmpty { add(.receiver, receiver, flow, transaction, isCore, &links) }
    }

    private static func add(
        _ kind: PreparedLink.Kind, _ to: String, _ flow: Flow, _ transaction: Transaction, _ isCore: Bool, _ links: inout [PreparedLink]
    ) {
        let to = Identity.normalised(to)
        let month = PackedMonth.pack(transaction.money.valueDate ?? transaction.date)
        let amount = LinkedAmount(
            flow: flow, currency: transaction.money.currency, month: month, micros: transaction.money.amount?.micros ?? 0,
            isCore: isCore)
        let index = links.firstIndex { $0.kind == kind && $0.to == to }
        guard let index else {
            links.append(PreparedLink(kind: kind, to: to, amounts: [amount]))
            return
        }
        let same = links[index].amounts.firstIndex {
            $0.flow == flow && $0.currency == amount.currency && $0.month == month && $0.isCore == isCore
        }
        if let same { links[index].amounts[same].micros += amount.micros } else { links[index].amounts.append(amount) }
    }
}

// MARK: - Facts

extension Preparation {
    private func addFacts(_ activity: Activity, _ made: inout PreparedActivity) {
        made.firstFact = batch.facts.count
        let row = batch.read.count
        var maker = FactMaker(preparation: self, activity: activity, row: Int32(row), isSecondary: made.isSecondary, terms: &terms)
        maker.makeAll(into: &batch.facts, terms: &terms)
        made.facts = batch.facts.count - made.firstFact
        made.sector = maker.mainSector
        made.mentions.append(contentsOf: maker.mentions)
        made.standings = maker.standings
        let countries = made.standings.map(\.country)
        for index in made.spots.indices { made.spots[index].countries = self.countries(countries, showing: made.spots[index]) }
    }

    /// A place that was found shows in the country where it lies, as borders are or were; one that was not, in each.
    private func countries(_ countries: [Int32], showing spot: PreparedSpot) -> [Int32] {
        if spot.area.isEmpty { return countries }
        return countries.filter { reference.places.areas(of: terms.terms[Int($0)].text).contains(spot.area) }
    }

    func kind(of transaction: Transaction?, in activity: Activity, source: OrganisationReference) -> Assistance {
        let flow = transaction.map(\.flowType) ?? ""
        let finance = transaction.map(\.financeType) ?? ""
        let reporter = resolve(activity.reporter)
        var resolved = resolve(source)
        // A government named as a whole gives the money of the agency that reports it.
        if resolved.organisation == resolved.party || resolved.organisation.isEmpty, reporter.party == resolved.party {
            resolved = reporter
        }
        let military = register.organisation(resolved.organisation)?.posture == .military
        return assistance.kind(
            flow: flow.isEmpty ? activity.defaultFlowType : flow, finance: finance.isEmpty ? activity.defaultFinanceType : finance,
            sectors: transaction.map { $0.sectors.isEmpty ? activity.sectors : $0.sectors + activity.sectors } ?? activity.sectors,
            source: .init(
                organisation: resolved.organisation, party: resolved.party, kind: register.party(resolved.party)?.kind ?? "",
                isMilitary: military), reporterParty: reporter.party)
    }

    func now(_ country: String, _ place: String, _ day: Day?) -> String { borders.now(country, place: place, day: day) }

    /// U.S. dollars for a millionth of a currency, 0 without a rate; for order only.
    func dollarFactor(_ currency: String, _ month: Int32) -> Double {
        let key = CurrencyMonth(currency: currency, month: month)
        if let known = factors[key] { return known }
        let perDollar = reference.rates.perDollar(currency, month: month) ?? 0
        let factor = perDollar > 0 ? Double(ExchangeRates.scale) / Double(perDollar) / 1_000_000 : 0
        factors[key] = factor
        return factor
    }

    /// Admin 1 places by country, of the activity that is being read.
    func places() -> [String: [String]] { Gazetteer.places(of: located) }
}
