/// What an activity carries for the DAC's Creditor Reporting System alone: `crs-add`, since 1.03.
public struct CreditorReport: Hashable, Sendable {
    /// CRSAddOtherFlags (1 free-standing technical cooperation, 2 programme-based, 3 investment, 4 associated financing); `detail` is the significance.
    public var flags: [Classification] = []
    public var terms: LoanTerms?
    public var loans: [LoanStatus] = []
    /// CRS channel code, empty when absent.
    public var channel = ""
    public init() {}
}

/// How a loan is to be repaid.
public struct LoanTerms: Hashable, Sendable {
    /// Interest in per cent, as published; `secondRate` holds after the first.
    public var firstRate = ""
    public var secondRate = ""
    /// LoanRepaymentType.
    public var repaymentType = ""
    /// LoanRepaymentPeriod: how many times a year.
    public var repaymentPlan = ""
    public var commitment: Day?
    public var firstRepayment: Day?
    public var finalRepayment: Day?
    public init() {}
}

/// Where a loan stands in a year.
public struct LoanStatus: Hashable, Sendable {
    public var year = ""
    public var currency = "XXX"
    public var valueDate: Day?
    public var interestReceived: Amount?
    public var principalOutstanding: Amount?
    public var principalArrears: Amount?
    public var interestArrears: Amount?
    public var line = 0
    public init() {}
}

/// What a provider told the DAC's Forward Spending Survey: `fss`, since 1.03.
public struct ForwardSpending: Hashable, Sendable {
    public var extracted: Day?
    public var isPriority: Bool?
    /// Year in which the partnership is to end, empty when absent.
    public var phaseOutYear = ""
    public var forecasts: [Forecast] = []
    public init() {}

    public struct Forecast: Hashable, Sendable {
        public var year: String
        public var money: Money
        public var line: Int
        public init(year: String, money: Money, line: Int) {
            self.year = year
            self.money = money
            self.line = line
        }
    }
}
