import Records

/// The facts of one activity: every transaction and budget divided by country, place and sector (rules 5 to 7, 11 to 13, 18).
///
/// What does not change from one transaction to the next is numbered once.
struct FactMaker {
    private let preparation: Preparation
    private let activity: Activity
    private let isSecondary: Bool
    private let places: [String: [String]]
    private let recipients: NumberedSplit
    private let sectors: NumberedSplit
    private let funding: [OrganisationReference]
    private let implementing: [OrganisationReference]
    private var numberedPlaces: [(country: Int32, places: NumberedPlaces)] = []
    private var kinds = AssistanceKinds()
    /// Organisations met, without a number where it depends on the day.
    private var sides: [(term: OrganisationTerm, number: Int32?)] = []
    private var datedSides: [(side: Int, stretch: Int, number: Int32)] = []
    /// The sides met last in each role: transactions that follow one another mostly agree.
    private var lastSides = [Int](repeating: 0, count: Role.allCases.count)
    private enum Role: Int, CaseIterable { case reporter, funder, implementer }
    /// The only recipient country, empty when there are several: whose government a "host government" is.
    private let country: String
    private let hasDatedReporter: Bool
    private var fixed = [Int32](repeating: 0, count: FactColumn.count)
    private var countryParts: [Int128] = []
    private var placeParts: [Int128] = []
    private var sectorParts: [Int128] = []
    private var ownSector: Int32?
    private(set) var mentions: [Int32] = []
    private(set) var standings: [(country: Int32, spend: Double)] = []

    init(preparation: Preparation, activity: Activity, row: Int32, isSecondary: Bool, terms: inout LocalTerms) {
        self.preparation = preparation
        self.activity = activity
        self.isSecondary = isSecondary
        places = preparation.places()
        recipients = NumberedSplit(Recipients.split(activity.recipients), .country, &terms)
        sectors = NumberedSplit(Sectors.split(Sectors.counted(activity.sectors)), .sector, &terms)
        funding = Self.distinct(.funding, of: activity)
        implementing = Self.distinct(.implementing, of: activity)
        country = recipients.division.codes.count == 1 ? recipients.division.codes[0] : ""
        hasDatedReporter = preparation.isDated(OrganisationTerm(activity.reporter))
        fixed[FactColumn.activity.rawValue] = row
        sides.reserveCapacity(4)
    }

    mutating func makeAll(into facts: inout ColumnTable, terms: inout LocalTerms) {
        set(.reporterRef, terms.number(.reporterRef, activity.reporter.ref))
        set(.reporter, terms.number(OrganisationTerm(activity.reporter)))
        noteStanding(&terms)
        for (index, transaction) in activity.transactions.enumerated() {
            make(transaction, entry: Int32(index), &facts, &terms)
        }
        for (index, budget) in activity.budgets.enumerated() { make(budget, entry: -Int32(index) - 1, &facts, &terms) }
    }

    /// The sector with the largest part of the activity, or of its first transaction where only transactions have sectors.
    var mainSector: Int32 { ownSector ?? sectors.largest }

    /// An activity without money is still somewhere, about something.
    private mutating func noteStanding(_ terms: inout LocalTerms) {
        for (index, code) in recipients.division.codes.enumerated() {
            stand(recipients.numbers[index], 0)
            for place in places[code] ?? [] { mentions.append(terms.number(.place, place)) }
        }
        mentions.append(contentsOf: sectors.numbers)
    }

    private mutating func make(_ transaction: Transaction, entry: Int32, _ facts: inout ColumnTable, _ terms: inout LocalTerms) {
        guard let amount = transaction.money.amount, let flow = Flow(transactionType: transaction.type) else { return }
        setMoney(transaction.money, flow: flow, day: transaction.date, entry: entry, &terms)
        let finance = transaction.financeType.isEmpty ? activity.defaultFinanceType : transaction.financeType
        set(.finance, terms.number(.finance, finance))
        let aidType = transaction.aidTypes.first?.code ?? activity.defaultAidTypes.first?.code ?? ""
        set(.aidType, terms.number(.aidType, aidType))
        setSides(transaction, on: transaction.date, &terms)
        mentions.append(fixed[FactColumn.funder.rawValue])
        mentions.append(fixed[FactColumn.implementer.rawValue])
        set(.rules, CountingRule.all & ~(isSecondary ? CountingRule.net.rawValue : 0))
        if let part = transaction.part { return append(amount, part, day: transaction.date, &facts, &terms) }
        divide(
            amount, by: recipients(of: transaction, &terms), and: sectors(of: transaction, &terms), day: transaction.date, &facts, &terms)
    }

    private func recipients(of transaction: Transaction, _ terms: inout LocalTerms) -> NumberedSplit {
        transaction.recipients.isEmpty ? recipients : NumberedSplit(Recipients.split(for: transaction, in: activity), .country, &terms)
    }

    private mutating func sectors(of transaction: Transaction, _ terms: inout LocalTerms) -> NumberedSplit {
        if transaction.sectors.isEmpty { return sectors }
        let own = NumberedSplit(Sectors.split(for: transaction, in: activity), .sector, &terms)
        mentions.append(contentsOf: own.numbers)
        if activity.sectors.isEmpty, ownSector == nil { ownSector = own.largest }
        return own
    }

    private mutating func make(_ budget: Budget, entry: Int32, _ facts: inout ColumnTable, _ terms: inout LocalTerms) {
        guard let amount = budget.money.amount else { return }
        setMoney(budget.money, flow: .budgets, day: budget.start, entry: entry, &terms)
        set(.finance, terms.number(.finance, activity.defaultFinanceType))
        set(.aidType, terms.number(.aidType, activity.defaultAidTypes.first?.code ?? ""))
        setSides(nil, on: budget.start, &terms)
        let isRestated = isSecondary || isRevised(budget)
        set(.rules, CountingRule.all & ~(isRestated ? CountingRule.net.rawValue : 0))
        if let part = budget.part { return append(amount, part, day: budget.start, &facts, &terms) }
        divide(amount, by: recipients, and: sectors, day: budget.start, &facts, &terms)
    }

    /// An original budget counts once with its revision: under `net` the revision speaks for the period.
    private func isRevised(_ budget: Budget) -> Bool {
        guard budget.type != "2", budget.start != nil else { return false }
        return activity.budgets.contains { $0.type == "2" && $0.start == budget.start && $0.end == budget.end && $0.money.amount != nil }
    }

    private mutating func setMoney(_ money: Money, flow: Flow, day: Day?, entry: Int32, _ terms: inout LocalTerms) {
        set(.entry, entry)
        set(.flow, FlowNumber.number(flow))
        set(.currency, terms.number(.currency, money.currency))
        set(.day, PackedDay.pack(day))
        set(.rateMonth, PackedMonth.pack(money.valueDate ?? day))
    }

    private mutating func set(_ column: FactColumn, _ value: Int32) { fixed[column.rawValue] = value }
}

// MARK: - Division

extension FactMaker {
    private mutating func divide(
        _ amount: Amount, by countries: NumberedSplit, and sectors: NumberedSplit, day: Day?, _ facts: inout ColumnTable,
        _ terms: inout LocalTerms
    ) {
        let factor = dollarFactor(terms)
        countries.division.divide(amount, into: &countryParts)
        for (index, country) in countries.numbers.enumerated() {
            let micros = countryParts[index]
            set(.country, country)
            stand(country, factor * micros.approximate)
            let code = countries.division.codes[index]
            let places = places(of: country, code, &terms)
            places.divide(micros, into: &placeParts)
            for (place, part) in zip(places.places, placeParts) {
                set(.place, place.number)
                set(.countryNow, place.now ?? terms.number(.country, preparation.now(code, place.code, day)))
                append(part, by: sectors, to: &facts)
            }
        }
    }

    /// What a table has divided already.
    private mutating func append(
        _ amount: Amount, _ part: MoneyPart, day: Day?, _ facts: inout ColumnTable, _ terms: inout LocalTerms
    ) {
        let (country, sector) = (terms.number(.country, part.country), terms.number(.sector, part.sector))
        let place = NumberedPlaces([part.place], country: part.country, preparation.borders, &terms).places[0]
        set(.country, country)
        set(.sector, sector)
        set(.place, place.number)
        set(.countryNow, place.now ?? terms.number(.country, preparation.now(part.country, part.place, day)))
        mentions += [sector, place.number]
        stand(country, dollarFactor(terms) * amount.micros.approximate)
        if amount.micros != 0 { facts.append(fixed, amount.micros) }
    }

    private mutating func append(_ micros: Int128, by sectors: NumberedSplit, to facts: inout ColumnTable) {
        sectors.division.divide(Amount(micros: micros), into: &sectorParts)
        for (index, sector) in sectors.numbers.enumerated() where sectorParts[index] != 0 {
            set(.sector, sector)
            facts.append(fixed, sectorParts[index])
        }
    }

    /// U.S. dollars for a millionth of the fact's currency where the fact is spend, else 0.
    private func dollarFactor(_ terms: LocalTerms) -> Double {
        guard fixed[FactColumn.flow.rawValue] == FlowNumber.number(.spend) else { return 0 }
        return preparation.dollarFactor(terms.terms[Int(fixed[FactColumn.currency.rawValue])].text, fixed[FactColumn.rateMonth.rawValue])
    }

    private mutating func stand(_ country: Int32, _ dollars: Double) {
        if let known = standings.firstIndex(where: { $0.country == country }) {
            standings[known].spend += dollars
        } else {
            standings.append((country, dollars))
        }
    }

    private mutating func places(of country: Int32, _ code: String, _ terms: inout LocalTerms) -> NumberedPlaces {
        for index in numberedPlaces.indices where numberedPlaces[index].country == country { return numberedPlaces[index].places }
        let made = NumberedPlaces(places[code] ?? [], country: code, preparation.borders, &terms)
        if places[code] != nil { mentions.append(contentsOf: made.places.map(\.number)) }
        numberedPlaces.append((country, made))
        return made
    }
}

extension Int128 {
    /// Nearest binary value; for order only.
    fileprivate var approximate: Double { Int64(exactly: self).map(Double.init) ?? Double(self) }
}

// MARK: - Sides (rule 12)

extension FactMaker {
    private mutating func setSides(_ transaction: Transaction?, on day: Day?, _ terms: inout LocalTerms) {
        if hasDatedReporter { set(.reporter, number(activity.reporter, .published, .reporter, on: day, &terms)) }
        let (funder, mark) = funder(of: transaction)
        let number = number(funder, mark, .funder, on: day, &terms)
        set(.funder, number)
        let (implementer, isKnown) = implementer(of: transaction)
        set(.implementer, self.number(implementer, isKnown ? .published : .unknown, .implementer, on: day, &terms))
        set(.assistance, terms.number(.assistance, kind(of: transaction, funder, number).rawValue))
    }

    private mutating func kind(of transaction: Transaction?, _ funder: OrganisationReference, _ number: Int32) -> Assistance {
        if let known = kinds.find(transaction, funder: number) { return known }
        let found = preparation.kind(of: transaction, in: activity, source: funder)
        kinds.remember(found, transaction, funder: number)
        return found
    }

    /// An activity deals with few organisations, on few days: comparing is cheaper than hashing.
    private mutating func number(
        _ organisation: OrganisationReference, _ mark: OrganisationTerm.Mark, _ role: Role, on day: Day?, _ terms: inout LocalTerms
    ) -> Int32 {
        guard let side = side(of: organisation, mark, role, &terms) else {
            return terms.number(preparation.dated(OrganisationTerm(organisation, mark), on: day, in: country))
        }
        if let number = sides[side].number { return number }
        let stretch = preparation.stretch(of: day)
        for known in datedSides where known.side == side && known.stretch == stretch { return known.number }
        let number = terms.number(preparation.dated(sides[side].term, on: day, in: country))
        if datedSides.count < Self.mostRemembered { datedSides.append((side, stretch, number)) }
        return number
    }

    /// Nil where too many were met to remember one more.
    private mutating func side(
        of organisation: OrganisationReference, _ mark: OrganisationTerm.Mark, _ role: Role, _ terms: inout LocalTerms
    ) -> Int? {
        let name = organisation.name
        let last = lastSides[role.rawValue]
        if last < sides.count, isSide(last, organisation.ref, name, mark) { return last }
        for index in sides.indices where isSide(index, organisation.ref, name, mark) {
            lastSides[role.rawValue] = index
            return index
        }
        guard sides.count < Self.mostRemembered else { return nil }
        let term = OrganisationTerm(organisation, mark)
        sides.append((term, preparation.isDated(term) ? nil : terms.number(term)))
        return sides.count - 1
    }

    private func isSide(_ index: Int, _ ref: String, _ name: String, _ mark: OrganisationTerm.Mark) -> Bool {
        sides[index].term.mark == mark && ExactText.isSame(sides[index].term.ref, ref) && ExactText.isSame(sides[index].term.name, name)
    }

    private static let mostRemembered = 16

    private func funder(of transaction: Transaction?) -> (OrganisationReference, OrganisationTerm.Mark) {
        if let provider = transaction?.provider, !provider.ref.isEmpty || !provider.name.isEmpty { return (provider, .published) }
        if funding.count == 1 { return (funding[0], .published) }
        if funding.count > 1 { return (OrganisationReference(), .shared) }
        return (activity.reporter, .sourceUnknown)
    }

    private func implementer(of transaction: Transaction?) -> (OrganisationReference, isKnown: Bool) {
        if let receiver = transaction?.receiver, !receiver.ref.isEmpty || !receiver.name.isEmpty { return (receiver, true) }
        return implementing.count == 1 ? (implementing[0], true) : (OrganisationReference(), false)
    }

    private static func distinct(_ role: OrganisationRole, of activity: Activity) -> [OrganisationReference] {
        var found: [OrganisationReference] = []
        for participant in activity.participants where participant.role == role {
            let organisation = participant.organisation
            guard !organisation.ref.isEmpty || !organisation.name.isEmpty else { continue }
            if !found.contains(where: { isSame($0, organisation) }) { found.append(organisation) }
        }
        return found
    }

    /// A reference tells who it is; without one on either side the name does.
    private static func isSame(_ one: OrganisationReference, _ other: OrganisationReference) -> Bool {
        if !one.ref.isEmpty, !other.ref.isEmpty { return one.ref.uppercased() == other.ref.uppercased() }
        return !one.name.isEmpty && one.name == other.name
    }
}

/// The kinds of assistance found for an activity's transactions: most of them ask the same question.
private struct AssistanceKinds {
    private struct Question: Equatable {
        var funder: Int32
        var flow: String
        var finance: String
        var sectors: [WeightedCode]

        init(_ transaction: Transaction?, funder: Int32) {
            self.funder = funder
            flow = transaction?.flowType ?? ""
            finance = transaction?.financeType ?? ""
            sectors = transaction?.sectors ?? []
        }
    }

    private static let mostRemembered = 8
    private var known: [(question: Question, kind: Assistance)] = []

    func find(_ transaction: Transaction?, funder: Int32) -> Assistance? {
        let question = Question(transaction, funder: funder)
        return known.first { $0.question == question }?.kind
    }

    mutating func remember(_ kind: Assistance, _ transaction: Transaction?, funder: Int32) {
        guard known.count < Self.mostRemembered else { return }
        known.append((Question(transaction, funder: funder), kind))
    }
}
