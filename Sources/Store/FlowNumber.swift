import Records

/// A flow as a column value. The numbers are stored: none changes, and a new flow takes a new one.
public enum FlowNumber {
    public static func number(_ flow: Flow) -> Int32 {
        switch flow {
        case .incoming: 0
        case .commitments: 1
        case .spend: 2
        case .interest: 3
        case .repayments: 4
        case .equity: 5
        case .equitySales: 6
        case .guarantees: 7
        case .incomingCommitments: 8
        case .pledges: 9
        case .incomingPledges: 10
        case .budgets: 11
        }
    }

    /// For numbers that `number` gives.
    public static func flow(_ number: Int32) -> Flow { flows[Int(number)] }

    private static let flows = Flow.allCases.sorted { number($0) < number($1) }
}
