import Records
import XML

extension Scope {
    /// A transaction with all its parts; a broken part loses itself only.
    mutating func transaction(_ element: Element) -> Transaction {
        var transaction = Transaction()
        if detail == .everything { (transaction.line, transaction.ref) = (element.line, element.value(.ref)) }
        transaction.humanitarian = element.flag(.humanitarian)
        transaction.part = part(element)
        for child in element.children { read(child, into: &transaction) }
        transaction.money = money(in: element)
        transaction.type = transactionType(element)
        transaction.date = date(of: element, valueDate: transaction.money.valueDate)
        checkRecipients(transaction.recipients, line: element.line)
        checkSectors(transaction.sectors, line: element.line)
        return transaction
    }

    private mutating func read(_ child: Element, into transaction: inout Transaction) {
        switch child.kind {
        case .providerOrg: keep(organisation(child, activity: .providerActivityId), in: &transaction.provider)
        case .receiverOrg: keep(organisation(child, activity: .receiverActivityId), in: &transaction.receiver)
        case .sector: transaction.sectors.append(weighted(child))
        case .recipientCountry: transaction.recipients.append(weighted(child))
        case .recipientRegion: transaction.recipients.append(weighted(child, isRegion: true))
        case .flowType: keep(child.value(.code), in: &transaction.flowType)
        case .financeType: keep(child.value(.code), in: &transaction.financeType)
        case .aidType: transaction.aidTypes.append(classification(child))
        default: if detail == .everything { readRest(child, into: &transaction) }
        }
    }

    /// What figures do without.
    private func readRest(_ child: Element, into transaction: inout Transaction) {
        switch child.kind {
        case .description: transaction.descriptions += paragraphs(child)
        case .disbursementChannel: keep(child.value(.code), in: &transaction.disbursementChannel)
        case .tiedStatus: keep(child.value(.code), in: &transaction.tiedStatus)
        default: break
        }
    }

    private mutating func transactionType(_ element: Element) -> String {
        let published = element.code(.transactionType)
        let type = Words.transactionType(published)
        if Flow(transactionType: type) == nil {
            let finding = published.isEmpty ? "A transaction has no type" : "The transaction type \(Quote.quoted(published)) is unknown"
            note(ProblemRules.transactionTypeUnknown, line: element.line, finding)
        }
        return type
    }

    private mutating func date(of element: Element, valueDate: Day?) -> Day? {
        let dated = element.first(.transactionDate)
        let problemsBefore = problems.count
        if let dated, let day = day(dated) { return day }
        if valueDate == nil, problems.count == problemsBefore {
            note(ProblemRules.dateMissing, line: element.line, "A transaction has no date")
        }
        return valueDate
    }
}
