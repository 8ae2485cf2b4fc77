import Records
import XML

extension Scope {
    /// An `iati-activity` of any version, by its elements alone: a file's version attribute is often wrong.
    mutating func activity(_ element: Element) -> Activity {
        var activity = Activity()
        readAttributes(element, into: &activity)
        activity.transactions.reserveCapacity(element.children.count { $0.kind == .transaction })
        for child in element.children { read(child, into: &activity) }
        checkIdentity(element, &activity)
        checkRecipients(activity.recipients, line: element.first(.recipientCountry)?.line ?? element.line)
        checkSectors(activity.sectors, line: element.first(.sector)?.line ?? element.line)
        return activity
    }

    private mutating func readAttributes(_ element: Element, into activity: inout Activity) {
        currency = element.value(.defaultCurrency)
        language = element.language ?? language
        if detail == .everything { activity.line = element.line }
        activity.defaultCurrency = Currency.normalised(currency)
        activity.defaultLanguage = language
        activity.lastUpdated = Identity.stamp(element.value(.lastUpdatedDatetime))
        activity.hierarchy = element.value(.hierarchy)
        activity.humanitarian = element.flag(.humanitarian)
        activity.budgetNotProvided = element.value(.budgetNotProvided)
        activity.linkedData = element.value(.linkedDataUri)
    }

    private mutating func read(_ child: Element, into activity: inout Activity) {
        switch child.kind {
        case .transaction: activity.transactions.append(transaction(child))
        case .budget: activity.budgets.append(budget(child))
        case .plannedDisbursement: activity.plannedDisbursements.append(plannedDisbursement(child))
        case .location: activity.locations.append(location(child))
        case .title: activity.titles += names(child)
        case .description: readDescription(child, into: &activity)
        case .participatingOrg: if !child.isUnstated { activity.participants.append(participant(child)) }
        case .activityDate: readDate(child, into: &activity.dates)
        case .relatedActivity: activity.relatedActivities.append(relatedActivity(child))
        default: readClassification(child, into: &activity)
        }
    }

    private mutating func readClassification(_ child: Element, into activity: inout Activity) {
        switch child.kind {
        case .recipientCountry: activity.recipients.append(weighted(child))
        case .recipientRegion: activity.recipients.append(weighted(child, isRegion: true))
        case .sector: activity.sectors.append(weighted(child))
        case .humanitarianScope: activity.humanitarianScopes.append(classification(child, detail: .type))
        case .countryBudgetItems: activity.countryBudgetItems += budgetItems(child)
        case .defaultAidType: activity.defaultAidTypes.append(classification(child))
        case .policyMarker: readMarker(child, into: &activity)
        default: readCode(child, into: &activity)
        }
    }

    /// Figures go by what is aimed at alone.
    private func readMarker(_ child: Element, into activity: inout Activity) {
        if detail == .figures, ["", "0"].contains(child.value(.significance)) { return }
        activity.policyMarkers.append(classification(child, detail: .significance))
    }

    private mutating func readCode(_ child: Element, into activity: inout Activity) {
        switch child.kind {
        case .activityStatus: if !child.isUnstated { keep(status(child), in: &activity.status) }
        case .defaultFlowType: keep(child.value(.code), in: &activity.defaultFlowType)
        case .defaultFinanceType: keep(child.value(.code), in: &activity.defaultFinanceType)
        default:
            if child.kind == .result { readResult(child, into: &activity) }
            if detail == .everything { readRest(child, into: &activity) }
        }
    }

    private mutating func readResult(_ child: Element, into activity: inout Activity) {
        activity.hasResults = true
        activity.results.append(detail == .everything ? result(child) : figures(child))
    }

    /// What figures and search do without.
    private mutating func readRest(_ child: Element, into activity: inout Activity) {
        switch child.kind {
        case .documentLink: activity.documents.append(document(child))
        case .contactInfo: activity.contacts.append(contact(child))
        case .crsAdd: keep(creditorReport(child), in: &activity.creditorReport)
        case .fss: keep(forwardSpending(child), in: &activity.forwardSpending)
        case .legacyData: activity.legacyData.append(legacyDatum(child))
        case .activityWebsite: activity.websites.append(child.ownText)
        case .conditions:
            keep(child.flag(.attached), in: &activity.hasConditions)
            activity.conditions += conditions(child)
        case .otherIdentifier: activity.otherIdentifiers.append(otherIdentifier(child))
        case .tag: activity.tags.append(classification(child))
        default: readRestOfCodes(child, into: &activity)
        }
    }

    private func readRestOfCodes(_ child: Element, into activity: inout Activity) {
        switch child.kind {
        case .activityScope: keep(child.value(.code), in: &activity.scope)
        case .collaborationType: keep(child.value(.code), in: &activity.collaborationType)
        case .defaultTiedStatus: keep(child.value(.code), in: &activity.defaultTiedStatus)
        case .capitalSpend: keep(child.value(.percentage), in: &activity.capitalSpend)
        default: break
        }
    }
}

/// Parts of an activity that have a rule of their own.
extension Scope {
    private func readDescription(_ element: Element, into activity: inout Activity) {
        if element.isUnstated { return }
        let type = element.value(.type)
        var description = Description()
        description.type = type
        description.texts = paragraphs(element)
        if !description.texts.isEmpty { activity.descriptions.append(description) }
    }

    /// The first readable date of each type wins.
    private mutating func readDate(_ element: Element, into dates: inout ActivityDates) {
        if element.isUnstated { return }
        let published = element.value(.type)
        let type = Words.dateType(published)
        switch type {
        case 1: keep(day(element), in: &dates.plannedStart)
        case 2: keep(day(element), in: &dates.actualStart)
        case 3: keep(day(element), in: &dates.plannedEnd)
        case 4: keep(day(element), in: &dates.actualEnd)
        default: note(ProblemRules.dateTypeUnknown, line: element.line, "The activity date's type \(Quote.quoted(published)) is unknown")
        }
    }

    private func legacyDatum(_ element: Element) -> LegacyDatum {
        LegacyDatum(name: element.value(.name), value: element.value(.value), equivalent: element.value(.iatiEquivalent))
    }

    private func status(_ element: Element) -> String {
        let code = element.value(.code)
        return Words.status(code.isEmpty ? element.ownText : code)
    }

    private func relatedActivity(_ element: Element) -> RelatedActivity {
        RelatedActivity(identifier: Identity.normalised(element.value(.ref)), type: element.value(.type))
    }

    private mutating func budgetItems(_ element: Element) -> [WeightedCode] {
        let vocabulary = element.value(.vocabulary)
        var items: [WeightedCode] = []
        for child in element.children where child.kind == .budgetItem {
            var item = weighted(child)
            item.vocabulary = vocabulary
            if detail == .everything, let description = child.first(.description) { keep(name(description), in: &item.name) }
            items.append(item)
        }
        return items
    }

    private mutating func checkIdentity(_ element: Element, _ activity: inout Activity) {
        let identifiers = element.children.filter { $0.kind == .iatiIdentifier }
        activity.identifier = identifiers.first.map { Identity.normalised($0.text) } ?? ""
        if activity.identifier.isEmpty { note(ProblemRules.identifierMissing, line: element.line, "The activity has no identifier") }
        if identifiers.count > 1 {
            note(ProblemRules.identifierRepeated, line: identifiers[1].line, "The activity has \(identifiers.count) identifiers")
        }
        guard let reporter = element.first(.reportingOrg) else {
            note(ProblemRules.reporterMissing, line: element.line, "The activity has no reporting organisation")
            return
        }
        activity.reporter = organisation(reporter)
        activity.isSecondaryReporter = reporter.flag(.secondaryReporter) ?? false
    }
}
