import Geography
import Ingest
import Records
import Text

/// A row of a partner workbook being understood: names become codes, and what cannot be understood is said.
struct WorkbookReading {
    private(set) var row: WorkbookRow
    private let reference: Reference
    private let gazetteer: Gazetteer

    init(_ row: WorkbookRow, _ reference: Reference, _ gazetteer: Gazetteer) {
        (self.row, self.reference, self.gazetteer) = (row, reference, gazetteer)
    }

    // MARK: The two sheets

    /// Nil when the row is left out.
    mutating func contribution() -> Contribution? {
        guard row.hasWhatItNeeds() else { return nil }
        let (kind, provider, country) = (code(.kind, .kind, isNeeded: true), self.provider(), self.country())
        guard let kind = kind.flatMap(Contribution.Kind.init(rawValue:)), let provider, let country else { return nil }
        var one = Contribution(
            line: row.line, reference: row.text(.ref), kind: kind, party: provider.party, organisation: provider.organisation,
            title: row.text(.title), country: country)
        (one.recipient, one.document, one.note) = (row.text(.recipient), row.text(.document), row.text(.note))
        (one.place, one.theme) = (place(in: country), theme(isNeeded: false) ?? "")
        (one.budget, one.budgetCode) = (budget(), row.text(.budgetCode))
        one.status = code(.status, .status).flatMap(Contribution.Status.init(rawValue:))
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
        (one.budget, one.budgetCode) = (budget(), row.text(.budgetCode))
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

    private mutating func budget() -> Contribution.Budget? {
        code(.budget, .budget).flatMap(Contribution.Budget.init(rawValue:))
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
        if let place = gazetteer.admin1(text, in: country) { return place }
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
