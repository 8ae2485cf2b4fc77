import Records
import XML

/// Values by rules 2 to 4.
extension Scope {
    /// The money of the first `value` of a transaction, budget or disbursement.
    mutating func money(in parent: Element) -> Money {
        guard let value = parent.first(.value) else {
            note(ProblemRules.valueMissing, line: parent.line, "There is no value")
            return Money(amount: nil, currency: Currency.resolve(own: "", default: currency))
        }
        return money(value)
    }

    /// The money of an element that is itself a value.
    mutating func money(_ value: Element) -> Money {
        Money(amount: amount(value), currency: currency(of: value), valueDate: valueDate(value))
    }

    mutating func amount(_ value: Element) -> Amount? {
        let parsed = value.withTextBytes { PublishedNumber.parse($0) }
        switch parsed {
        case .value(_, hadCommas: false): break
        case .value: note(ProblemRules.numberCommas, line: value.line, "The value \(quoted(value)) has commas between its digits")
        case .unreadable: note(ProblemRules.numberUnreadable, line: value.line, "The value \(quoted(value)) is no number")
        case .outOfRange: note(ProblemRules.numberOutOfRange, line: value.line, "The value \(quoted(value)) is too large to be true")
        }
        return parsed.amount
    }

    mutating func currency(of value: Element) -> String {
        let own = value.value(.currency)
        let code = Currency.resolve(own: own, default: currency)
        guard code == Currency.unknown else { return code }
        let published = own.isEmpty ? currency : own
        if Currency.normalised(published) != Currency.unknown {
            let finding = published.isEmpty ? "The value has no currency" : "The currency \(Quote.quoted(published)) is no three letters"
            note(ProblemRules.currencyUnknown, line: value.line, finding)
        }
        return code
    }

    private func quoted(_ value: Element) -> String { Quote.quoted(value.ownText) }
}
