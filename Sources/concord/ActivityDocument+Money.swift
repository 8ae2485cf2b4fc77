import CommandLine
import Records

extension ActivityDocument {
    /// On what terms the money is given, where a transaction does not say otherwise.
    static func terms(_ activity: Activity) -> [Field] {
        [
            ("collaboration-type", .string(activity.collaborationType)),
            ("default-flow-type", .string(activity.defaultFlowType)),
            ("default-finance-type", .string(activity.defaultFinanceType)),
            ("default-aid-types", list(activity.defaultAidTypes, classification)),
            ("default-tied-status", .string(activity.defaultTiedStatus)),
            ("default-currency", .string(activity.defaultCurrency)),
            ("capital-spend", .number(activity.capitalSpend)),
        ]
    }

    static func money(_ activity: Activity) -> [Field] {
        [
            ("country-budget-items", list(activity.countryBudgetItems, weighted)),
            ("budget-not-provided", .string(activity.budgetNotProvided)),
            ("budgets", list(activity.budgets, budget)),
            ("planned-disbursements", list(activity.plannedDisbursements, planned)),
            ("transactions", list(activity.transactions, transaction)),
        ]
    }

    private static func money(_ money: Money) -> [Field] {
        [("amount", amount(money.amount)), ("currency", .string(money.currency)), ("value-date", day(money.valueDate))]
    }

    private static func budget(_ budget: Budget) -> JSONValue {
        .record(
            [("type", .string(budget.type)), ("status", .string(budget.status)), ("from", day(budget.start)), ("to", day(budget.end))]
                + money(budget.money) + [("line", .int(budget.line))])
    }

    private static func planned(_ planned: PlannedDisbursement) -> JSONValue {
        .record(
            [("type", .string(planned.type)), ("from", day(planned.start)), ("to", day(planned.end))] + money(planned.money)
                + sides(planned.provider, planned.receiver) + [("line", .int(planned.line))])
    }

    private static func sides(_ provider: OrganisationReference?, _ receiver: OrganisationReference?) -> [Field] {
        [("provider", provider.map(organisation) ?? .null), ("receiver", receiver.map(organisation) ?? .null)]
    }

    private static func transaction(_ transaction: Transaction) -> JSONValue {
        .record(
            [("ref", .string(transaction.ref)), ("type", .string(transaction.type)), ("date", day(transaction.date))]
                + money(transaction.money) + sides(transaction.provider, transaction.receiver) + subject(transaction) + [
                    ("flow-type", .string(transaction.flowType)),
                    ("finance-type", .string(transaction.financeType)),
                    ("aid-types", list(transaction.aidTypes, classification)),
                    ("tied-status", .string(transaction.tiedStatus)),
                    ("disbursement-channel", .string(transaction.disbursementChannel)),
                    ("line", .int(transaction.line)),
                ])
    }

    private static func subject(_ transaction: Transaction) -> [Field] {
        [
            ("description", texts(transaction.descriptions)),
            ("humanitarian", flag(transaction.humanitarian)),
            ("recipients", list(transaction.recipients, weighted)),
            ("sectors", list(transaction.sectors, weighted)),
        ]
    }
}

// MARK: - For the DAC

extension ActivityDocument {
    static func creditorReport(_ report: CreditorReport) -> JSONValue {
        .record([
            ("flags", list(report.flags) { classification($0, detail: "significance") }),
            ("channel", .string(report.channel)),
            ("loan-terms", report.terms.map(loanTerms) ?? .null),
            ("loans", list(report.loans, loan)),
        ])
    }

    private static func loanTerms(_ terms: LoanTerms) -> JSONValue {
        .record([
            ("first-rate", .number(terms.firstRate)),
            ("second-rate", .number(terms.secondRate)),
            ("repayment-type", .string(terms.repaymentType)),
            ("repayment-plan", .string(terms.repaymentPlan)),
            ("commitment", day(terms.commitment)),
            ("first-repayment", day(terms.firstRepayment)),
            ("final-repayment", day(terms.finalRepayment)),
        ])
    }

    private static func loan(_ loan: LoanStatus) -> JSONValue {
        .record([
            ("year", .string(loan.year)),
            ("currency", .string(loan.currency)),
            ("value-date", day(loan.valueDate)),
            ("interest-received", amount(loan.interestReceived)),
            ("principal-outstanding", amount(loan.principalOutstanding)),
            ("principal-arrears", amount(loan.principalArrears)),
            ("interest-arrears", amount(loan.interestArrears)),
            ("line", .int(loan.line)),
        ])
    }

    static func forwardSpending(_ spending: ForwardSpending) -> JSONValue {
        .record([
            ("extracted", day(spending.extracted)),
            ("priority", flag(spending.isPriority)),
            ("phase-out-year", .string(spending.phaseOutYear)),
            ("forecasts", list(spending.forecasts) { .record([("year", .string($0.year))] + money($0.money) + [("line", .int($0.line))]) }),
        ])
    }
}
