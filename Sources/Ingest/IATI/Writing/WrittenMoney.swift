import Records

/// Transactions and budgets as 2.03 can say them: a transaction of one country or region and without percentages of sectors, a budget undivided.
enum WrittenMoney {
    static func transactions(of activity: Activity) -> [Transaction] {
        activity.transactions.flatMap { transaction in
            transaction.part.map { [stated(transaction, $0, in: activity)] } ?? divided(transaction)
        }
    }

    /// A part that a table gave, with its country and sector as the transaction's own. What is of none would be divided by the activity's
    /// lists: then the DAC's codes for the unspecified stand.
    private static func stated(_ transaction: Transaction, _ part: MoneyPart, in activity: Activity) -> Transaction {
        var made = transaction
        let (isNowhere, isForNothing) = (part.country == Split.unspecified, part.sector == Split.unspecified)
        let country = isNowhere && !activity.recipients.isEmpty ? Recipients.regionPrefix + "998" : part.country
        let sector = isForNothing && !activity.sectors.isEmpty ? "99810" : part.sector
        made.recipients = country == Split.unspecified ? [] : [Recipients.item(country)]
        made.sectors = sector == Split.unspecified ? [] : [WeightedCode(code: sector, vocabulary: vocabulary(sector))]
        return made
    }

    /// SectorVocabulary: 2 is that of three digits.
    private static func vocabulary(_ sector: String) -> String { sector.utf8.count == 3 ? "2" : "1" }

    private static func divided(_ transaction: Transaction) -> [Transaction] {
        divided(transaction, transaction.recipients, Recipients.split) { $0.recipients = $1 }.flatMap { part in
            guard part.sectors.contains(where: { $0.share != nil }) else { return [part] }
            return divided(part, Sectors.counted(part.sectors), Sectors.split) { $0.sectors = $1 }
        }.map(withoutShares)
    }

    private static func divided(
        _ transaction: Transaction, _ items: [WeightedCode], _ split: ([WeightedCode]) -> Split,
        _ set: (inout Transaction, [WeightedCode]) -> Void
    ) -> [Transaction] {
        guard items.count > 1 || items.contains(where: { $0.share != nil }), let amount = transaction.money.amount else {
            return [transaction]
        }
        return split(items).shares(of: amount).map { share in
            var part = transaction
            part.money.amount = share.amount
            let item = items.first { $0.code == share.code || Recipients.code($0) == share.code }
            set(&part, item.map { [bare($0)] } ?? [])
            return part
        }
    }

    /// What divides no money may have percentages too, and 2.03 has no room for them either.
    private static func withoutShares(_ transaction: Transaction) -> Transaction {
        var plain = transaction
        (plain.sectors, plain.recipients) = (plain.sectors.map(bare), plain.recipients.map(bare))
        return plain
    }

    private static func bare(_ item: WeightedCode) -> WeightedCode {
        var bare = item
        bare.share = nil
        return bare
    }

    /// The parts of a budget that a table gave are added up again: the standard divides budgets by their activity.
    static func budgets(of activity: Activity) -> [Budget] {
        var found: [Budget] = []
        for budget in activity.budgets {
            if let known = found.firstIndex(where: { isSame($0, budget) }), let more = budget.money.amount {
                found[known].money.amount = (found[known].money.amount ?? .zero) + more
            } else {
                found.append(budget)
            }
        }
        return found
    }

    private static func isSame(_ one: Budget, _ other: Budget) -> Bool {
        guard one.part != nil, other.part != nil else { return false }
        return (one.type, one.start, one.end, one.money.currency) == (other.type, other.start, other.end, other.money.currency)
            && one.money.valueDate == other.money.valueDate
    }
}
