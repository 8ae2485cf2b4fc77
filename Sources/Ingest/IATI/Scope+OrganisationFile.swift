import Records
import XML

extension Scope {
    /// An `iati-organisation`; 1.x files name it by `iati-identifier`.
    mutating func organisationRecord(_ element: Element) -> OrganisationRecord {
        var record = OrganisationRecord()
        currency = element.value(.defaultCurrency)
        language = element.language ?? language
        record.line = element.line
        record.lastUpdated = Identity.stamp(element.value(.lastUpdatedDatetime))
        record.defaultCurrency = Currency.normalised(currency)
        for child in element.children { read(child, into: &record) }
        if record.identifier.isEmpty { note(ProblemRules.identifierMissing, line: element.line, "The organisation has no identifier") }
        if let reporter = element.first(.reportingOrg) {
            record.reporter = organisation(reporter)
            record.isSecondaryReporter = reporter.flag(.secondaryReporter) ?? false
        }
        return record
    }

    private mutating func read(_ child: Element, into record: inout OrganisationRecord) {
        switch child.kind {
        case .organisationIdentifier, .iatiIdentifier, .identifier: keep(Identity.normalised(child.text), in: &record.identifier)
        case .name: record.names += names(child)
        case .totalBudget: record.budgets.append(line(child, .total))
        case .recipientOrgBudget: record.budgets.append(line(child, .recipientOrganisation))
        case .recipientRegionBudget: record.budgets.append(line(child, .recipientRegion))
        case .recipientCountryBudget: record.budgets.append(line(child, .recipientCountry))
        case .totalExpenditure: record.budgets.append(line(child, .totalExpenditure))
        case .documentLink: if detail == .everything { record.documents.append(document(child)) }
        default: break
        }
    }

    private mutating func line(_ element: Element, _ kind: OrganisationBudget.Kind) -> OrganisationBudget {
        var budget = OrganisationBudget(kind: kind)
        budget.line = element.line
        budget.status = element.value(.status)
        (budget.start, budget.end) = period(element)
        budget.money = money(in: element)
        if let recipient = element.first(.recipientOrg) { budget.recipient = organisation(recipient) }
        budget.place = place(element)
        return budget
    }

    private func place(_ element: Element) -> String {
        let country = element.code(.recipientCountry)
        return country.isEmpty ? element.code(.recipientRegion) : country.uppercased()
    }
}
