import Ingest
import Records
import Text

/// A row of a partner workbook being understood: names become codes, and what cannot be understood is said.
struct WorkbookReading {
    private(set) var row: WorkbookRow
    private let reference: Reference

    init(_ row: WorkbookRow, _ reference: Reference) { (self.row, self.reference) = (row, reference) }

    // MARK: The two sheets

    /// Nil when the row is left out.
    mutating func contribution() -> StoredContribution? {
        guard row.hasWhatItNeeds() else { return nil }
        let (kind, provider, country) = (code(.kind, .kind, isNeeded: true), self.provider(), self.country())
        guard let kind, let provider, let country else { return nil }
        var one = StoredContribution(
            line: row.line, reference: row.text(.ref), kind: kind, party: provider.party, organisation: provider.organisation,
            title: row.text(.title), country: country)
        (one.recipient, one.source, one.note, one.budgetCode) = (
            row.text(.recipient), row.text(.document), row.text(.note), row.text(.budgetCode)
        )
        (one.place, one.theme) = (place(in: country), theme(isNeeded: false) ?? "")
        (one.budget, one.status) = (code(.budget, .budget) ?? "", code(.status, .status) ?? "")
        (one.start, one.end) = row.period()
        (one.amount, one.currency) = money()
        (one.quantity, one.unit) = quantity()
        return one
    }

    /// Nil when the row is left out.
    mutating func priority() -> HostPriority? {
        guard row.hasWhatItNeeds() else { return nil }
        let (country, theme) = (self.country(), theme(isNeeded: true))
        guard let country, let theme else { return nil }
        var one = HostPriority(
            line: row.line, country: country, theme: theme, place: place(in: country), priority: row.text(.priority),
            target: row.text(.target), japanese: "", date: row.date(.date)?.description ?? "", document: row.text(.document))
        one.budgetCode = row.text(.budgetCode)
        one.budget = code(.budget, .budget).flatMap { Contribution.Budget(rawValue: $0) }
        (one.amount, one.currency) = money()
        return one
    }

    mutating func tellRepeated() {
        row.tell(ProblemRules.workbookReferenceRepeated, .ref, "the reference stands in a row above, and this row is left out")
    }

    // MARK: Cells

    private mutating func code(_ column: WorkbookSheet.Column, _ list: WorkbookWords.List, isNeeded: Bool = false) -> String? {
        let text = row.text(column)
        guard !text.isEmpty else { return nil }
        if let code = reference.workbook.code(list, folded: fold(text)) { return code }
        tellUnknown(column, text, "no \(list == .budget ? "side of the budget" : list.rawValue)", isNeeded)
        return nil
    }

    private mutating func tellUnknown(_ column: WorkbookSheet.Column, _ text: String, _ what: String, _ isNeeded: Bool) {
        let end = isNeeded ? "the row is left out" : "the cell is left out"
        row.tell(ProblemRules.workbookNameUnknown, column, "\(Quote.quoted(text)) is \(what) that is known; \(end)")
    }

    private mutating func country() -> String? {
        let text = row.text(.country)
        if let country = reference.places.country(text) { return country }
        tellUnknown(.country, text, "no country", true)
        return nil
    }

    /// What was written is not repeated: it may be the name of a person.
    private mutating func provider() -> Resolution? {
        if let found = Provider(reference.register).find(row.text(.provider)) { return found }
        row.tell(ProblemRules.workbookNameUnknown, .provider, "it names no party or agency that is known; the row is left out")
        return nil
    }

    /// Empty for none.
    private mutating func place(in country: String) -> String {
        let text = row.text(.place)
        guard !text.isEmpty else { return "" }
        if let place = reference.admin1(text, in: country) { return place }
        tellUnknown(.place, text, "no place of \(country)", false)
        return ""
    }

    private mutating func theme(isNeeded: Bool) -> String? {
        let text = row.text(.theme)
        guard !text.isEmpty else { return nil }
        if let theme = reference.workbook.code(.theme, folded: fold(text)) ?? reference.theme(text) { return theme }
        tellUnknown(.theme, text, "no theme", isNeeded)
        return nil
    }

    /// An amount without a currency is no money.
    private mutating func money() -> (Amount?, String) {
        let (amount, text) = (row.number(.amount), row.text(.currency))
        guard let amount else { return (nil, "") }
        if let currency = reference.workbook.code(.currency, folded: fold(text)) { return (amount, currency) }
        if text.isEmpty {
            row.tell(ProblemRules.workbookCurrencyMissing, .amount, "the amount has no currency, and is left out")
        } else {
            row.tell(
                ProblemRules.workbookNameUnknown, .currency, "\(Quote.quoted(text)) is no currency that is known; the amount is left out")
        }
        return (nil, "")
    }

    private mutating func quantity() -> (Amount?, String) {
        let (quantity, unit) = (row.number(.quantity), row.text(.unit))
        guard quantity != nil, unit.isEmpty else { return (quantity, quantity == nil ? "" : unit) }
        row.tell(ProblemRules.workbookUnitMissing, .quantity, "the quantity has no unit, and is left out")
        return (nil, "")
    }
}

/// Who gives, by a code or a name in any language that the register knows.
private struct Provider {
    private let register: Register

    init(_ register: Register) { self.register = register }

    func find(_ text: String) -> Resolution? {
        let code = text.uppercased()
        if let party = register.party(code) ?? party(named: text) {
            return Resolution(organisation: "", party: party.code, basis: .name)
        }
        if let found = register.organisation(code) { return Resolution(organisation: found.code, party: found.party, basis: .reference) }
        let isReference = !text.contains(" ") && text.contains("-")
        let found = register.resolve(ref: isReference ? text : "", name: text)
        return found.party.isEmpty ? nil : found
    }

    private func party(named name: String) -> Party? {
        let wanted = fold(name)
        return register.parties.first { [fold($0.english), fold($0.japanese)].contains(wanted) }
    }
}

/// A contribution by codes, as a row of the store has it.
struct StoredContribution {
    var line: Int
    var reference: String
    var kind: String
    var party: String
    /// Empty when only the party is named.
    var organisation: String
    var title: String
    var country: String
    var recipient = ""
    var place = ""
    var theme = ""
    var start: IndicatorDate?
    var end: IndicatorDate?
    var quantity: Amount?
    var unit = ""
    var amount: Amount?
    var currency = ""
    var budget = ""
    var budgetCode = ""
    var status = ""
    var source = ""
    var note = ""

    init(
        line: Int, reference: String, kind: String, party: String, organisation: String, title: String, country: String
    ) {
        (self.line, self.reference, self.kind, self.party) = (line, reference, kind, party)
        (self.organisation, self.title, self.country) = (organisation, title, country)
    }
}
