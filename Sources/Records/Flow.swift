/// What a sum of money is, by its transaction type (rule 11). Flows never add together.
public enum Flow: String, Sendable, CaseIterable, Hashable {
    case incoming
    case commitments
    /// Disbursements and expenditure, gross.
    case spend
    case interest
    /// Repaid loans and reimbursements, beside the spend and never netted against it.
    case repayments
    case equity
    case equitySales = "equity-sales"
    case guarantees
    case incomingCommitments = "incoming-commitments"
    case pledges
    case incomingPledges = "incoming-pledges"
    case budgets

    /// The flow of a 2.x TransactionType code; nil for an unknown one.
    public init?(transactionType code: String) {
        switch code {
        case "1": self = .incoming
        case "2": self = .commitments
        case "3", "4": self = .spend
        case "5": self = .interest
        case "6", "7": self = .repayments
        case "8": self = .equity
        case "9": self = .equitySales
        case "10": self = .guarantees
        case "11": self = .incomingCommitments
        case "12": self = .pledges
        case "13": self = .incomingPledges
        default: return nil
        }
    }
}
