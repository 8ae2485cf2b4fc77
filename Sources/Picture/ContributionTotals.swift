import Records
import Store
import Text

/// Contributions of partner workbooks counted, their quantities added up unit by unit and their money currency by currency.
///
/// Never added to what activities say: the same help may stand in a data feed.
public struct ContributionTotals {
    public enum Dimension: String, CaseIterable, Sendable {
        case party, agency, kind, country, place, theme, year, status, budget
    }

    public struct Query: Sendable {
        public var by: [Dimension] = []
        public init(by: [Dimension] = []) { self.by = by }
    }

    public struct Row: Sendable {
        /// Parallel to the query's dimensions.
        public var values: [String]
        public var contributions = 0
        public var onBudget = 0
        public var offBudget = 0
        public var quantities = Sums()
        public var money = Sums()

        public init(values: [String], of entries: [ContributionLedger.Entry] = []) {
            self.values = values
            for entry in entries { add(entry) }
        }
    }

    /// Amounts of several units, or currencies, side by side.
    public struct Sums: Sendable {
        /// By the first way in which a unit was written, bytewise.
        public private(set) var items: [(unit: String, amount: Amount)] = []

        /// Units that differ by case, width or punctuation only are the same.
        mutating func add(_ amount: Amount, _ unit: String) {
            let key = fold(unit)
            if let place = items.firstIndex(where: { fold($0.unit) == key }) {
                items[place].amount += amount
            } else {
                items.append((unit, amount))
                items.sort { Bytewise.order($0.unit, $1.unit) < 0 }
            }
        }
    }

    private let ledger: ContributionLedger

    public init(_ ledger: ContributionLedger) { self.ledger = ledger }

    /// Sorted by the dimensions, bytewise.
    public func rows(_ query: Query) -> [Row] {
        var found: [[String]: Row] = [:]
        for entry in ledger.entries {
            let values = query.by.map { entry.value($0) }
            found[values, default: Row(values: values)].add(entry)
        }
        return found.values.sorted { a, b in
            zip(a.values, b.values).lazy.map { Bytewise.order($0, $1) }.first { $0 != 0 }.map { $0 < 0 } ?? false
        }
    }
}

extension ContributionTotals.Row {
    mutating func add(_ entry: ContributionLedger.Entry) {
        contributions += 1
        if entry.budget == Contribution.Budget.onBudget.rawValue { onBudget += 1 }
        if entry.budget == Contribution.Budget.offBudget.rawValue { offBudget += 1 }
        if let quantity = entry.quantity { quantities.add(quantity, entry.unit) }
        if let amount = entry.amount { money.add(amount, entry.currency) }
    }
}

extension ContributionLedger.Entry {
    fileprivate func value(_ dimension: ContributionTotals.Dimension) -> String {
        switch dimension {
        case .party: party
        case .agency: Self.told(organisation)
        case .kind: kind
        case .country: country
        case .place: Self.told(place)
        case .theme: Self.told(theme)
        case .year: start.isEmpty ? "unknown" : String(start.prefix(4))
        case .status: Self.told(status)
        case .budget: Self.told(budget)
        }
    }

    private static func told(_ code: String) -> String { code.isEmpty ? Split.unspecified : code }
}
