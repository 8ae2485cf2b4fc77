import Records

/// The facts of one activity: every transaction and budget divided by country, place and sector (rules 5 to 7, 11 to 13, 18).
struct FactMaker {
    private let preparation: Preparation
    private let activity: Activity
    private let isSecondary: Bool
    private let places: [String: [String]]
    private let recipients: Split
    private let sectors: Split
    private let funding: [OrganisationReference]
    private let implementing: [OrganisationReference]
    private var fixed = [Int32](repeating: 0, count: FactColumn.count)
    private(set) var mentions: Set<Int32> = []
    private(set) var standings: [Int32: Double] = [:]

    init(preparation: Preparation, activity: Activity, row: Int32, isSecondary: Bool) {
        self.preparation = preparation
        self.activity = activity
        self.isSecondary = isSecondary
        places = preparation.places(activity)
        recipients = Recipients.split(activity.recipients)
        sectors = Sectors.split(Sectors.counted(activity.sectors))
        funding = Self.distinct(.funding, of: activity)
        implementing = Self.distinct(.implementing, of: activity)
        fixed[FactColumn.activity.rawValue] = row
    }

    mutating func makeAll(into facts: inout ColumnTable, terms: inout LocalTerms) {
        set(.reporterRef, terms.number(.reporterRef, activity.reporter.ref))
        set(.reporter, terms.number(.organisation, OrganisationTerm(activity.reporter).text))
        noteStanding(&terms)
        for (index, transaction) in activity.transactions.enumerated() {
            make(transaction, entry: Int32(index), &facts, &terms)
        }
        for (index, budget) in activity.budgets.enumerated() { make(budget, entry: -Int32(index) - 1, &facts, &terms) }
    }

    /// The sector with the largest part of the activity.
    func mainSector(_ terms: inout LocalTerms) -> Int32 {
        let largest = sectors.entries.max { $0.weight < $1.weight }
        return terms.number(.sector, largest?.code ?? Split.unspecified)
    }

    /// An activity without money is still somewhere, about something.
    private mutating func noteStanding(_ terms: inout LocalTerms) {
        for entry in recipients.entries {
            standings[terms.number(.country, entry.code), default: 0] += 0
            for place in places[entry.code] ?? [] { mentions.insert(terms.number(.place, place)) }
        }
        for entry in sectors.entries { mentions.insert(terms.number(.sector, entry.code)) }
    }

    private mutating func make(_ transaction: Transaction, entry: Int32, _ facts: inout ColumnTable, _ terms: inout LocalTerms) {
        guard let amount = transaction.money.amount, let flow = Flow(transactionType: transaction.type) else { return }
        let funder = funder(of: transaction)
        setMoney(transaction.money, flow: flow, day: transaction.date, entry: entry, &terms)
        set(.funder, terms.number(.organisation, funder.term.text))
        set(.implementer, terms.number(.organisation, implementer(of: transaction).text))
        mentions.formUnion([fixed[FactColumn.funder.rawValue], fixed[FactColumn.implementer.rawValue]])
        let finance = transaction.financeType.isEmpty ? activity.defaultFinanceType : transaction.financeType
        set(.finance, terms.number(.finance, finance))
        let aidType = transaction.aidTypes.first?.code ?? activity.defaultAidTypes.first?.code ?? ""
        set(.aidType, terms.number(.aidType, aidType))
        let kind = preparation.kind(of: transaction, in: activity, source: funder.organisation)
        set(.assistance, terms.number(.assistance, kind.rawValue))
        set(.rules, CountingRule.all & ~(isSecondary ? CountingRule.net.rawValue : 0))
        divide(amount, by: recipients(of: transaction), and: sectors(of: transaction), day: transaction.date, &facts, &terms)
    }

    private func recipients(of transaction: Transaction) -> Split {
        transaction.recipients.isEmpty ? recipients : Recipients.split(for: transaction, in: activity)
    }

    private func sectors(of transaction: Transaction) -> Split {
        transaction.sectors.isEmpty ? sectors : Sectors.split(for: transaction, in: activity)
    }

    private mutating func make(_ budget: Budget, entry: Int32, _ facts: inout ColumnTable, _ terms: inout LocalTerms) {
        guard let amount = budget.money.amount else { return }
        setMoney(budget.money, flow: .budgets, day: budget.start, entry: entry, &terms)
        let funder = funder(of: nil)
        set(.funder, terms.number(.organisation, funder.term.text))
        set(.implementer, terms.number(.organisation, implementer(of: nil).text))
        set(.finance, terms.number(.finance, activity.defaultFinanceType))
        set(.aidType, terms.number(.aidType, activity.defaultAidTypes.first?.code ?? ""))
        let kind = preparation.kind(of: nil, in: activity, source: funder.organisation)
        set(.assistance, terms.number(.assistance, kind.rawValue))
        let isRestated = isSecondary || isRevised(budget)
        set(.rules, CountingRule.all & ~(isRestated ? CountingRule.net.rawValue : 0))
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

    private mutating func divide(
        _ amount: Amount, by countries: Split, and sectors: Split, day: Day?, _ facts: inout ColumnTable, _ terms: inout LocalTerms
    ) {
        for country in countries.shares(of: amount) {
            set(.country, terms.number(.country, country.code))
            stand(country, &terms)
            for (place, part) in atPlaces(country) {
                set(.place, terms.number(.place, place))
                set(.countryNow, terms.number(.country, preparation.now(country.code, place, day)))
                for sector in sectors.shares(of: part) where sector.amount.micros != 0 {
                    set(.sector, terms.number(.sector, sector.code))
                    facts.append(fixed, sector.amount.micros)
                }
            }
        }
    }

    private mutating func stand(_ country: Share, _ terms: inout LocalTerms) {
        let number = fixed[FactColumn.country.rawValue]
        guard fixed[FactColumn.flow.rawValue] == FlowNumber.number(.spend) else {
            standings[number, default: 0] += 0
            return
        }
        let currency = terms.terms[Int(fixed[FactColumn.currency.rawValue])].text
        standings[number, default: 0] += preparation.dollars(country.amount.micros, currency, fixed[FactColumn.rateMonth.rawValue])
    }

    /// Money of a country goes in equal parts to the places that the activity names in it: publishers give places no amounts.
    private func atPlaces(_ country: Share) -> [(String, Amount)] {
        guard let names = places[country.code], !names.isEmpty else { return [(Split.unspecified, country.amount)] }
        if names.count == 1 { return [(names[0], country.amount)] }
        return Split(names.map { WeightedCode(code: $0) }, code: \.code).shares(of: country.amount).map { ($0.code, $0.amount) }
    }
}

// MARK: - Sides (rule 12)

extension FactMaker {
    private func funder(of transaction: Transaction?) -> (term: OrganisationTerm, organisation: OrganisationReference) {
        if let provider = transaction?.provider, !provider.ref.isEmpty || !provider.name.isEmpty {
            return (OrganisationTerm(provider), provider)
        }
        if funding.count == 1 { return (OrganisationTerm(funding[0]), funding[0]) }
        if funding.count > 1 { return (.shared, OrganisationReference()) }
        return (OrganisationTerm(activity.reporter, .sourceUnknown), activity.reporter)
    }

    private func implementer(of transaction: Transaction?) -> OrganisationTerm {
        if let receiver = transaction?.receiver, !receiver.ref.isEmpty || !receiver.name.isEmpty { return OrganisationTerm(receiver) }
        return implementing.count == 1 ? OrganisationTerm(implementing[0]) : .unknown
    }

    private static func distinct(_ role: OrganisationRole, of activity: Activity) -> [OrganisationReference] {
        var found: [OrganisationReference] = []
        for participant in activity.participants where participant.role == role {
            let organisation = participant.organisation
            guard !organisation.ref.isEmpty || !organisation.name.isEmpty else { continue }
            if !found.contains(where: { $0.ref == organisation.ref && $0.name == organisation.name }) { found.append(organisation) }
        }
        return found
    }
}

/// A flow as a column value: its place in the list of flows.
public enum FlowNumber {
    private static let numbers = Dictionary(uniqueKeysWithValues: Flow.allCases.enumerated().map { ($1, Int32($0)) })
    public static func number(_ flow: Flow) -> Int32 { numbers[flow]! }
    public static func flow(_ number: Int32) -> Flow { Flow.allCases[Int(number)] }
}
