import CommandLine
import Picture
import Records
import Store

/// An activity as a tree of values, in the order in which a person asks.
struct ActivityDocument {
    let value: JSONValue

    /// - Parameter places: names to show instead of the locations as published; nil shows those.
    init(_ listed: ListedActivity, _ activity: Activity, places: [String]?) {
        var members: [JSONValue.Member] = []
        func add(_ key: String, _ value: JSONValue) { if !Self.isEmpty(value) { members.append(.init(key, value)) } }
        add("identifier", .string(activity.identifier))
        add("title", Self.texts(activity.titles))
        add("reporter", Self.organisation(activity.reporter))
        add("party", .string(listed.party))
        add("organisation", .string(listed.organisation))
        add("secondary-reporter", activity.isSecondaryReporter ? true : .null)
        add("source", .string("\(listed.file):\(listed.line)"))
        add("last-updated", .string(activity.lastUpdated))
        add("status", .string(activity.status))
        add("start", .string(listed.start))
        add("end", .string(listed.end))
        add("end-is-planned", listed.endIsPlanned ? true : .null)
        add(
            "descriptions",
            .array(activity.descriptions.map { .object([.init("type", .string($0.type)), .init("text", Self.texts($0.texts))]) }))
        add("participants", .array(activity.participants.map(Self.participant)))
        add("recipients", .array(activity.recipients.map(Self.weighted)))
        add("sectors", .array(activity.sectors.map(Self.weighted)))
        add("locations", .array(places.map { $0.map(JSONValue.string) } ?? activity.locations.map(Self.location)))
        add("tags", .array(activity.tags.map(Self.classification)))
        add("policy-markers", .array(activity.policyMarkers.map(Self.classification)))
        add("humanitarian", activity.humanitarian.map(JSONValue.bool) ?? .null)
        add("humanitarian-scopes", .array(activity.humanitarianScopes.map(Self.classification)))
        add("collaboration-type", .string(activity.collaborationType))
        add("default-flow-type", .string(activity.defaultFlowType))
        add("default-finance-type", .string(activity.defaultFinanceType))
        add("default-aid-types", .array(activity.defaultAidTypes.map(Self.classification)))
        add("budgets", .array(activity.budgets.map(Self.budget)))
        add("planned-disbursements", .array(activity.plannedDisbursements.map(Self.planned)))
        add("transactions", .array(activity.transactions.map(Self.transaction)))
        add("results", .array(activity.results.map(Self.result)))
        add(
            "related-activities",
            .array(
                activity.relatedActivities.map { .object([.init("identifier", .string($0.identifier)), .init("type", .string($0.type))]) }))
        add(
            "other-identifiers",
            .array(
                activity.otherIdentifiers.map { .object([.init("identifier", .string($0.identifier)), .init("type", .string($0.type))]) }))
        add(
            "conditions",
            .array(activity.conditions.map { .object([.init("type", .string($0.type)), .init("text", Self.texts($0.texts))]) }))
        add(
            "documents", .array(activity.documents.map { .object([.init("url", .string($0.url)), .init("title", Self.texts($0.titles))]) }))
        value = .object(members)
    }

    static func isEmpty(_ value: JSONValue) -> Bool {
        switch value {
        case .null: true
        case .string(let text): text.isEmpty
        case .array(let items): items.isEmpty
        case .object(let members): members.isEmpty
        default: false
        }
    }

    /// Members that say nothing are left out.
    private static func object(_ pairs: [(String, JSONValue)]) -> JSONValue {
        .object(pairs.filter { !isEmpty($0.1) }.map { .init($0.0, $0.1) })
    }

    private static func texts(_ texts: [LocalText]) -> JSONValue {
        if texts.count == 1 { return .string(texts[0].text) }
        return .array(texts.map { object([("language", .string($0.language)), ("text", .string($0.text))]) })
    }

    private static func organisation(_ organisation: OrganisationReference) -> JSONValue {
        object([
            ("ref", .string(organisation.ref)), ("name", texts(organisation.names)), ("type", .string(organisation.type)),
            ("activity", .string(organisation.activityIdentifier)),
        ])
    }

    private static func participant(_ participant: Participant) -> JSONValue {
        object([("role", .string("\(participant.role)")), ("organisation", organisation(participant.organisation))])
    }

    private static func weighted(_ code: WeightedCode) -> JSONValue {
        object([
            ("code", .string(code.isRegion ? "region:\(code.code)" : code.code)), ("vocabulary", .string(code.vocabulary)),
            ("name", .string(code.name)),
            ("percentage", code.share.map { .number("\(Double($0) / Double(PublishedPercentage.unit))") } ?? .null),
        ])
    }

    private static func classification(_ item: Classification) -> JSONValue {
        object([
            ("code", .string(item.code)), ("vocabulary", .string(item.vocabulary)), ("detail", .string(item.detail)),
            ("name", .string(item.name)),
        ])
    }

    private static func location(_ location: Location) -> JSONValue {
        object([
            ("name", texts(location.names)), ("point", location.point.map { .string("\($0.latitude) \($0.longitude)") } ?? .null),
            ("exactness", .string(location.exactness)), ("administrative", .array(location.administrative.map(classification))),
            ("identifiers", .array(location.identifiers.map(classification))),
        ])
    }

    private static func money(_ money: Money) -> [(String, JSONValue)] {
        [
            ("amount", money.amount.map { .number($0.description) } ?? .null), ("currency", .string(money.currency)),
            ("value-date", .string(money.valueDate?.description ?? "")),
        ]
    }

    private static func budget(_ budget: Budget) -> JSONValue {
        object(
            [("type", .string(budget.type)), ("status", .string(budget.status)), ("from", day(budget.start)), ("to", day(budget.end))]
                + money(budget.money) + [("line", .int(budget.line))])
    }

    private static func planned(_ planned: PlannedDisbursement) -> JSONValue {
        object([("from", day(planned.start)), ("to", day(planned.end))] + money(planned.money) + [("line", .int(planned.line))])
    }

    private static func day(_ day: Day?) -> JSONValue { .string(day?.description ?? "") }

    private static func transaction(_ transaction: Transaction) -> JSONValue {
        object(
            [("type", .string(transaction.type)), ("date", day(transaction.date))] + money(transaction.money) + [
                ("provider", transaction.provider.map(organisation) ?? .null),
                ("receiver", transaction.receiver.map(organisation) ?? .null),
                ("description", texts(transaction.descriptions)), ("recipients", .array(transaction.recipients.map(weighted))),
                ("sectors", .array(transaction.sectors.map(weighted))), ("flow-type", .string(transaction.flowType)),
                ("finance-type", .string(transaction.financeType)), ("aid-types", .array(transaction.aidTypes.map(classification))),
                ("line", .int(transaction.line)),
            ])
    }

    private static func result(_ result: ActivityResult) -> JSONValue {
        object([
            ("type", .string(result.type)), ("title", texts(result.titles)),
            (
                "indicators",
                .array(result.indicators.map { object([("title", texts($0.titles)), ("periods", .array($0.periods.map(period)))]) })
            ),
        ])
    }

    private static func period(_ period: IndicatorPeriod) -> JSONValue {
        object([
            ("from", day(period.start)), ("to", day(period.end)), ("targets", .array(period.targets.map { .string($0.value) })),
            ("actuals", .array(period.actuals.map { .string($0.value) })),
        ])
    }
}
