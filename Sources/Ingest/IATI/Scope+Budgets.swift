import Records
import XML

extension Scope {
    mutating func budget(_ element: Element) -> Budget {
        var budget = Budget()
        if detail == .everything { budget.line = element.line }
        budget.type = Words.budgetType(element.value(.type))
        budget.status = element.value(.status)
        (budget.start, budget.end) = period(element)
        budget.money = money(in: element)
        budget.part = part(element)
        return budget
    }

    mutating func plannedDisbursement(_ element: Element) -> PlannedDisbursement {
        var planned = PlannedDisbursement()
        if detail == .everything { planned.line = element.line }
        planned.type = Words.budgetType(element.value(.type))
        (planned.start, planned.end) = period(element)
        planned.money = money(in: element)
        planned.provider = element.first(.providerOrg).map { organisation($0, activity: .providerActivityId) }
        planned.receiver = element.first(.receiverOrg).map { organisation($0, activity: .receiverActivityId) }
        return planned
    }

    /// Nil for what was published as IATI.
    func part(_ element: Element) -> MoneyPart? {
        let country = element.value(.concordCountry)
        if country.isEmpty { return nil }
        return MoneyPart(country: country, sector: element.value(.concordSector), place: element.value(.concordPlace))
    }

    /// `period-start` and `period-end`, each an `iso-date` or text.
    mutating func period(_ element: Element) -> (start: Day?, end: Day?) {
        let start = element.first(.periodStart).flatMap { day($0) }
        let end = element.first(.periodEnd).flatMap { day($0) }
        checkPeriod(start, end, line: element.line)
        return (start, end)
    }
}
