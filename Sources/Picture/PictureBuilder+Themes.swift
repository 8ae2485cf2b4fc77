import Records
import Store

// Who does what, and who funds whom to do it.

extension PictureBuilder {
    func addThemes(to picture: inout CountryPicture) throws {
        let rows = try totals.answer(query(by: [.party, .agency, .theme])).rows.filter { $0.currency == picture.currency }
        let used = Set(rows.map { $0.keys[2] })
        let order =
            reference.themes.themes.map(\.code).filter(used.contains) + (used.contains(Themes.unspecified) ? [Themes.unspecified] : [])
        picture.heat.themes = order.map { named(theme: $0) }
        let byParty = Dictionary(grouping: rows, by: { $0.keys[0] })
        for party in picture.parties where byParty[party.party.code] != nil {
            picture.heat.rows += heatRows(byParty[party.party.code]!, party.party, order)
        }
    }

    /// The party's whole row, then its agencies by money where it has more than one.
    private func heatRows(_ rows: [TotalsTable.Row], _ party: NamedCode, _ themes: [String]) -> [HeatMap.Row] {
        let whole = HeatMap.Row(party: party, agency: NamedCode(code: "", english: ""), cells: Self.cells(rows, themes))
        let agencies = Dictionary(grouping: rows, by: { $0.keys[1] })
        guard agencies.count > 1 else { return [whole] }
        let sorted = agencies.sorted {
            Self.sum($1.value) == Self.sum($0.value) ? $0.key < $1.key : Self.sum($1.value) < Self.sum($0.value)
        }
        return [whole] + sorted.map { HeatMap.Row(party: party, agency: named(organisation: $0.key), cells: Self.cells($0.value, themes)) }
    }

    private static func cells(_ rows: [TotalsTable.Row], _ themes: [String]) -> [Amount?] {
        let sums = Dictionary(rows.map { ($0.keys[2], $0.amount) }, uniquingKeysWith: +)
        return themes.map { sums[$0] }
    }

    private static func sum(_ rows: [TotalsTable.Row]) -> Amount { rows.reduce(.zero) { $0 + $1.amount } }

    func addStreams(to picture: inout CountryPicture) throws {
        let rows = try totals.answer(query(by: [.party, .implementer, .theme])).rows.filter {
            $0.currency == picture.currency && $0.amount != .zero
        }
        let largest = Self.largest(rows, 24)
        var sums: [[String]: Amount] = [:]
        for row in rows {
            let implementer = largest.contains(row.keys[1]) ? row.keys[1] : "other"
            sums[[row.keys[0], implementer, row.keys[2]], default: .zero] += row.amount
        }
        let sorted = sums.sorted { $0.value == $1.value ? $0.key.lexicographicallyPrecedes($1.key) : $0.value > $1.value }
        picture.streams = sorted.map { key, amount in
            Stream(funder: named(party: key[0]), implementer: named(organisation: key[1]), theme: named(theme: key[2]), amount: amount)
        }
    }

    /// The implementers with the most money.
    private static func largest(_ rows: [TotalsTable.Row], _ count: Int) -> Set<String> {
        let sums = Dictionary(rows.map { ($0.keys[1], $0.amount) }, uniquingKeysWith: +)
        return Set(sums.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.prefix(count).map(\.key))
    }

    func addRegion(to picture: inout CountryPicture) throws {
        let rows = try totals.answer(query(by: [.country, .party])).rows.filter { $0.currency == picture.currency }
        picture.region = countries.map { country in
            var made = RegionRow(country: named(country: country))
            let mine = rows.filter { $0.keys[0] == country }.sorted { $1.amount < $0.amount }
            made.byParty = mine.map { (named(party: $0.keys[1]), $0.amount) }
            made.total = mine.reduce(.zero) { $0 + $1.amount }
            return made
        }
    }
}
