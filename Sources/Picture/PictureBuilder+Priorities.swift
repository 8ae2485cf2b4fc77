import Records
import SQL
import Store

/// A priority of a host government, with what was spent on its theme.
public struct PriorityRow: Sendable {
    public var country: NamedCode
    public var theme: NamedCode
    /// Nil for the whole country.
    public var place: NamedCode?
    public var priority: String
    public var target: NamedCode
    public var date: String
    public var document: String
    /// The government's own code in its budget, empty when not given.
    public var budgetCode = ""
    /// Nil when not said.
    public var budget: Contribution.Budget?
    /// What its budget has for it, in its own currency.
    public var amount: Amount?
    public var currency = ""
    /// Under `net`, of all years, in the country or the place; nil where nothing is reported or the theme is not known.
    public var spend: Amount?

    public init(
        country: NamedCode, theme: NamedCode, place: NamedCode?, priority: String, target: NamedCode, date: String, document: String
    ) {
        self.country = country
        self.theme = theme
        self.place = place
        self.priority = priority
        self.target = target
        self.date = date
        self.document = document
    }
}

extension PictureBuilder {
    /// As the sheets list them, country by country.
    func priorities() throws -> [PriorityRow] {
        let select = """
            SELECT p.country, p.theme, p.place, p.priority, p.target, p.target_ja, p.date, p.source, p.budget_code,
                p.budget, p.amount, p.currency FROM priority p
            JOIN document d ON d.id = p.document WHERE \(visibility.documentSQL("d")) ORDER BY d.id, p.line, p.rowid
            """
        var found = try store.database.rows(select, read: priority).filter { countries.contains($0.country.code) }
        guard !found.isEmpty else { return [] }
        let spend = try totals.answer(query(by: [.country, .theme, .place])).rows.filter { $0.currency == "USD" }
        for index in found.indices where found[index].theme.code != Themes.unspecified {
            let (country, theme, place) = (found[index].country.code, found[index].theme.code, found[index].place?.code)
            let sum = spend.filter { $0.keys[0] == country && $0.keys[1] == theme && (place == nil || $0.keys[2] == place) }
                .reduce(Amount.zero) { $0 + $1.amount }
            found[index].spend = sum == .zero ? nil : sum
        }
        return found
    }

    private func priority(_ row: Row) -> PriorityRow {
        var found = PriorityRow(
            country: named(country: row.text(0)), theme: named(theme: row.text(1)),
            place: row.text(2).isEmpty ? nil : named(place: row.text(2)), priority: row.text(3),
            target: NamedCode(code: "", english: row.text(4), japanese: row.text(5)), date: row.text(6), document: row.text(7))
        (found.budgetCode, found.budget) = (row.text(8), Contribution.Budget(rawValue: row.text(9)))
        (found.amount, found.currency) = (Int128(row.text(10)).map { Amount(micros: $0) }, row.text(11))
        return found
    }
}
