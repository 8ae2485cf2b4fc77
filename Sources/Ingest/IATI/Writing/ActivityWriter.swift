import Records
import XML

/// Writes activities as IATI 2.03, valid to its schema, so that reading them again gives the same money.
///
/// Left out: contacts, which are personal; what is carried for the DAC's surveys alone; the publisher's own data. What the standard requires
/// and the publisher did not give is filled in and marked `Unstated`. Source: https://iatistandard.org/en/iati-standard/203/.
public struct ActivityWriter {
    public static let version = "2.03"

    let activity: Activity
    /// Stands where a date is required and the activity has none at all.
    let placeholder: Day
    let out: MarkupWriter

    /// The start tag of the file. `generated` is a datetime.
    public static func head(generated: String) -> [UInt8] {
        Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <iati-activities version="\(version)" generated-datetime="\(generated)">

            """.utf8)
    }

    public static let foot = Array("</iati-activities>\n".utf8)

    /// The element, indented and with a line break at its end.
    public static func element(_ activity: Activity, placeholder: Day) -> [UInt8] {
        let writer = ActivityWriter(activity: activity, placeholder: placeholder, out: MarkupWriter(depth: 1))
        writer.write()
        writer.out.breakLine()
        return writer.out.bytes
    }

    private func write() {
        out.element("iati-activity", attributes) { writeContent() }
    }

    private var attributes: [MarkupWriter.Attribute] {
        [
            ("last-updated-datetime", Written.datetime(activity.lastUpdated)),
            ("default-currency", Written.some(activity.defaultCurrency)),
            ("humanitarian", Written.flag(activity.humanitarian)),
            ("hierarchy", Int32(activity.hierarchy).map { String($0) }),
            ("linked-data-uri", Written.some(Written.address(activity.linkedData))),
            ("budget-not-provided", Written.some(activity.budgetNotProvided)),
        ]
    }

    /// In the schema's order.
    private func writeContent() {
        out.element("iati-identifier", text: activity.identifier)
        writeReporter()
        write("title", activity.titles)
        writeDescriptions()
        writeParticipants()
        writeOtherIdentifiers()
        writeStatusAndDates()
        code("activity-scope", activity.scope)
        for recipient in activity.recipients where !recipient.isRegion { write(recipient: recipient) }
        for recipient in activity.recipients where recipient.isRegion { write(recipient: recipient) }
        for location in activity.locations { write(location) }
        for sector in activity.sectors { write(sector: sector) }
        writeClassifications()
        for budget in WrittenMoney.budgets(of: activity) { write(budget) }
        for planned in activity.plannedDisbursements { write(planned) }
        if let spend = Written.number(activity.capitalSpend) { out.element("capital-spend", [("percentage", spend)]) }
        for transaction in WrittenMoney.transactions(of: activity) { write(transaction) }
        for document in activity.documents { write(document) }
        writeRelations()
        writeConditions()
        for result in activity.results { write(result) }
    }
}

// MARK: - Who and when

extension ActivityWriter {
    private func writeReporter() {
        let reporter = activity.reporter
        let isSecondary = activity.isSecondaryReporter ? true : nil
        out.element("reporting-org", [("ref", reporter.ref), ("type", reporter.type), ("secondary-reporter", Written.flag(isSecondary))]) {
            Written.narratives(reporter.names, required: true, to: out)
        }
    }

    private func writeDescriptions() {
        for description in activity.descriptions {
            out.element("description", [("type", Written.some(description.type))]) {
                Written.narratives(description.texts, required: true, to: out)
            }
        }
        guard activity.descriptions.isEmpty else { return }
        out.element("description", [Unstated.mark]) { Written.narratives([], required: true, to: out) }
    }

    private func writeParticipants() {
        for participant in activity.participants {
            let organisation = participant.organisation
            out.element(
                "participating-org",
                [
                    ("ref", Written.some(organisation.ref)), ("type", Written.some(organisation.type)), ("role", participant.role.rawValue),
                    ("activity-id", Written.some(organisation.activityIdentifier)), ("crs-channel-code", Written.some(participant.channel)),
                ]
            ) { Written.narratives(organisation.names, to: out) }
        }
        guard activity.participants.isEmpty else { return }
        out.element("participating-org", [("role", OrganisationRole.accountable.rawValue), Unstated.mark])
    }

    private func writeOtherIdentifiers() {
        for other in activity.otherIdentifiers where !other.identifier.isEmpty {
            out.element("other-identifier", [("ref", other.identifier), ("type", other.type)]) {
                guard let owner = other.owner else { return }
                out.element("owner-org", [("ref", Written.some(owner.ref))]) { Written.narratives(owner.names, to: out) }
            }
        }
    }

    private func writeStatusAndDates() {
        if activity.status.isEmpty {
            out.element("activity-status", [("code", likelyStatus), Unstated.mark])
        } else {
            out.element("activity-status", [("code", activity.status)])
        }
        let dates = activity.dates
        for (type, day) in zip(1..., [dates.plannedStart, dates.actualStart, dates.plannedEnd, dates.actualEnd]) {
            if let day { out.element("activity-date", [("type", "\(type)"), ("iso-date", Written.day(day))]) }
        }
        guard dates.start == nil, dates.end == nil else { return }
        out.element("activity-date", [("type", "1"), ("iso-date", Written.day(earliestDay)), Unstated.mark])
    }

    /// ActivityStatus: 4 closed, 2 implementation.
    private var likelyStatus: String { activity.dates.actualEnd != nil ? "4" : "2" }

    /// For what must have a date and has none.
    var earliestDay: Day {
        let moneys = activity.transactions.map(\.date) + activity.budgets.map(\.start) + activity.plannedDisbursements.map(\.start)
        return activity.dates.start ?? activity.dates.end ?? moneys.compactMap { $0 }.min() ?? placeholder
    }
}

// MARK: - Codes

extension ActivityWriter {
    func code(_ name: String, _ code: String) {
        if !code.isEmpty { out.element(name, [("code", code)]) }
    }

    func write(_ name: String, _ texts: [LocalText]) {
        out.element(name) { Written.narratives(texts, required: true, to: out) }
    }

    func write(recipient: WeightedCode) {
        let name = recipient.isRegion ? "recipient-region" : "recipient-country"
        write(name, recipient, vocabulary: recipient.isRegion ? recipient.vocabulary : "")
    }

    func write(sector: WeightedCode) { write("sector", sector, vocabulary: sector.vocabulary) }

    private func write(_ name: String, _ item: WeightedCode, vocabulary: String) {
        guard !item.code.isEmpty else { return }
        let names = item.name.isEmpty ? [] : [LocalText(language: "", text: item.name)]
        out.element(
            name, [("code", item.code), ("vocabulary", Written.some(vocabulary)), ("percentage", item.share.map(Percent.text))]
        ) { Written.narratives(names, to: out) }
    }

    private func writeClassifications() {
        for tag in activity.tags { out.element("tag", [("code", tag.code), ("vocabulary", tag.vocabulary)]) }
        writeBudgetItems()
        for scope in activity.humanitarianScopes {
            out.element("humanitarian-scope", [("type", scope.detail), ("vocabulary", scope.vocabulary), ("code", scope.code)])
        }
        for marker in activity.policyMarkers {
            out.element(
                "policy-marker",
                [("vocabulary", Written.some(marker.vocabulary)), ("code", marker.code), ("significance", Written.some(marker.detail))])
        }
        code("collaboration-type", activity.collaborationType)
        code("default-flow-type", activity.defaultFlowType)
        code("default-finance-type", activity.defaultFinanceType)
        for type in activity.defaultAidTypes { write("default-aid-type", aidType: type) }
        code("default-tied-status", activity.defaultTiedStatus)
    }

    func write(_ name: String, aidType: Classification) {
        guard !aidType.code.isEmpty else { return }
        out.element(name, [("code", aidType.code), ("vocabulary", Written.some(aidType.vocabulary))])
    }

    /// The schema has room for one vocabulary.
    private func writeBudgetItems() {
        let vocabulary = activity.countryBudgetItems.first?.vocabulary ?? ""
        let items = activity.countryBudgetItems.filter { $0.vocabulary == vocabulary && !$0.code.isEmpty }
        guard !items.isEmpty else { return }
        out.element("country-budget-items", [("vocabulary", vocabulary)]) {
            for item in items {
                out.element("budget-item", [("code", item.code), ("percentage", item.share.map(Percent.text))]) {
                    guard !item.name.isEmpty else { return }
                    out.element("description") { Written.narratives([LocalText(language: "", text: item.name)], to: out) }
                }
            }
        }
    }

    private func writeRelations() {
        for related in activity.relatedActivities where !related.identifier.isEmpty {
            out.element("related-activity", [("ref", related.identifier), ("type", related.type)])
        }
    }

    private func writeConditions() {
        guard let attached = activity.hasConditions else { return }
        out.element("conditions", [("attached", Written.flag(attached))]) {
            for condition in activity.conditions {
                out.element("condition", [("type", condition.type)]) { Written.narratives(condition.texts, required: true, to: out) }
            }
        }
    }
}
