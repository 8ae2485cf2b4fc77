import Ingest
import Picture
import Records

/// An activity and the parts of its money as the cells of a table.
enum ActivityCells {
    static func cells(_ activity: Activity) -> TableCells {
        var cells = TableCells()
        cells[.identifier] = activity.identifier
        cells[.title] = (activity.titles.first { $0.language == "en" } ?? activity.titles.first)?.text ?? ""
        (cells[.reporterRef], cells[.reporterName]) = (activity.reporter.ref, activity.reporter.name)
        cells[.reporterType] = activity.reporter.type
        cells[.secondaryReporter] = activity.isSecondaryReporter ? "1" : ""
        (cells[.status], cells[.hierarchy], cells[.updated]) = (activity.status, activity.hierarchy, activity.lastUpdated)
        cells[.humanitarian] = activity.isHumanitarian ? "1" : ""
        (cells[.defaultFlowType], cells[.defaultFinanceType]) = (activity.defaultFlowType, activity.defaultFinanceType)
        cells[.defaultAidType] = activity.defaultAidTypes.first?.code ?? ""
        fill(&cells, activity.dates)
        fillLists(&cells, activity)
        return cells
    }

    private static func fill(_ cells: inout TableCells, _ dates: ActivityDates) {
        (cells[.startPlanned], cells[.startActual]) = (text(dates.plannedStart), text(dates.actualStart))
        (cells[.endPlanned], cells[.endActual]) = (text(dates.plannedEnd), text(dates.actualEnd))
    }

    private static func text(_ day: Day?) -> String { day?.description ?? "" }

    private static func fillLists(_ cells: inout TableCells, _ activity: Activity) {
        cells[.organisations] = TableList.text(
            activity.participants.map {
                let one = $0.organisation
                return [$0.role.rawValue, one.ref, one.type, one.activityIdentifier, one.name]
            })
        cells[.related] = TableList.text(activity.relatedActivities.map { [$0.type, $0.identifier] })
        cells[.countries] = TableList.text(
            activity.recipients.filter { !Recipients.code($0).isEmpty }.map { [Recipients.code($0)] + share($0) })
        cells[.sectors] = list(activity.sectors)
        cells[.markers] = TableList.text(activity.policyMarkers.filter { !$0.code.isEmpty }.map { [$0.code, $0.vocabulary, $0.detail] })
    }

    private static func list(_ sectors: [WeightedCode]) -> String {
        TableList.text(sectors.filter { !$0.code.isEmpty }.map { [$0.code, $0.vocabulary] + share($0) })
    }

    private static func share(_ item: WeightedCode) -> [String] { item.share.map { [Percent.text($0)] } ?? [] }

    static func fill(_ cells: inout TableCells, _ part: ActivityPart, of activity: Activity) {
        (cells[.flow], cells[.country], cells[.place]) = (part.flow.rawValue, part.part.country, part.part.place)
        (cells[.sector], cells[.amount]) = (part.part.sector, part.amount.exact)
        cells[.usd] = part.dollars?.description ?? ""
        switch part.entry {
        case .transaction(let place):
            cells[.entry] = "\(place + 1)"
            fill(&cells, activity.transactions[place])
        case .budget(let place):
            cells[.entry] = "\(place + 1)"
            fill(&cells, activity.budgets[place])
        }
    }

    private static func fill(_ cells: inout TableCells, _ transaction: Transaction) {
        (cells[.type], cells[.date]) = (transaction.type, text(transaction.date))
        (cells[.valueDate], cells[.currency]) = (text(transaction.money.valueDate), transaction.money.currency)
        (cells[.flowType], cells[.financeType]) = (transaction.flowType, transaction.financeType)
        (cells[.aidType], cells[.ownSectors]) = (transaction.aidTypes.first?.code ?? "", list(transaction.sectors))
        if let provider = transaction.provider {
            (cells[.providerRef], cells[.providerName]) = (provider.ref, provider.name)
            cells[.providerActivity] = provider.activityIdentifier
        }
        if let receiver = transaction.receiver {
            (cells[.receiverRef], cells[.receiverName]) = (receiver.ref, receiver.name)
            cells[.receiverActivity] = receiver.activityIdentifier
        }
    }

    private static func fill(_ cells: inout TableCells, _ budget: Budget) {
        (cells[.type], cells[.budgetType]) = (TableColumn.budget, budget.type)
        (cells[.date], cells[.dateEnd]) = (text(budget.start), text(budget.end))
        (cells[.valueDate], cells[.currency]) = (text(budget.money.valueDate), budget.money.currency)
    }
}
