import Records
import XML

extension ActivityWriter {
    /// A transaction without a value that can be read has nothing to add, and no valid form.
    func write(_ transaction: Transaction) {
        guard transaction.money.amount != nil else { return }
        out.element(
            "transaction", [("ref", Written.some(transaction.ref)), ("humanitarian", Written.flag(transaction.humanitarian))]
        ) {
            writeContent(of: transaction)
        }
    }

    private func writeContent(of transaction: Transaction) {
        out.element("transaction-type", [("code", transaction.type)])
        writeDate("transaction-date", transaction.date)
        write(transaction.money, day: transaction.date)
        if !transaction.descriptions.isEmpty { write("description", transaction.descriptions) }
        write("provider", transaction.provider)
        write("receiver", transaction.receiver)
        code("disbursement-channel", transaction.disbursementChannel)
        for sector in transaction.sectors { write(sector: sector) }
        for recipient in transaction.recipients where !recipient.isRegion { write(recipient: recipient) }
        for recipient in transaction.recipients where recipient.isRegion { write(recipient: recipient) }
        code("flow-type", transaction.flowType)
        code("finance-type", transaction.financeType)
        for type in transaction.aidTypes { write("aid-type", aidType: type) }
        code("tied-status", transaction.tiedStatus)
    }

    func writeDate(_ name: String, _ day: Day?) {
        out.element(name, [("iso-date", Written.day(day ?? earliestDay)), Unstated.mark(day == nil)])
    }

    /// - Parameter day: that of the transaction or period, by which money without a date of its own is converted.
    func write(_ money: Money, day: Day?) {
        let date = money.valueDate ?? day
        out.element(
            "value",
            [
                ("currency", money.currency == activity.defaultCurrency ? nil : money.currency),
                ("value-date", Written.day(date ?? earliestDay)), Unstated.mark(date == nil),
            ], text: (money.amount ?? .zero).exact)
    }

    /// - Parameter end: `provider` or `receiver`.
    private func write(_ end: String, _ organisation: OrganisationReference?) {
        guard let organisation else { return }
        out.element(
            "\(end)-org",
            [
                ("ref", Written.some(organisation.ref)), ("\(end)-activity-id", Written.some(organisation.activityIdentifier)),
                ("type", Written.some(organisation.type)),
            ]
        ) { Written.narratives(organisation.names, to: out) }
    }

    func write(_ budget: Budget) {
        guard budget.money.amount != nil else { return }
        out.element("budget", [("type", Written.some(budget.type)), ("status", Written.some(budget.status))]) {
            writePeriod(budget.start, budget.end)
            write(budget.money, day: budget.start)
        }
    }

    func writePeriod(_ start: Day?, _ end: Day?) {
        writeDate("period-start", start)
        out.element("period-end", [("iso-date", Written.day(end ?? start ?? earliestDay)), Unstated.mark(end == nil)])
    }

    func write(_ planned: PlannedDisbursement) {
        guard planned.money.amount != nil else { return }
        out.element("planned-disbursement", [("type", Written.some(planned.type))]) {
            writePeriod(planned.start, planned.end)
            write(planned.money, day: planned.start)
            write("provider", planned.provider)
            write("receiver", planned.receiver)
        }
    }
}
