import Records
import Store

/// People reached, as results publish them (rule 17): never added across organisations, themes or months.
///
/// For each place the largest figure of any indicator and period; then an organisation's places are added. The range runs from the largest
/// place to the sum of the places.
struct PeopleCounter {
    private struct Key: Hashable {
        var organisation: String
        var theme: String
        var country: String
    }

    private typealias Largest = (value: Int, activity: Int64)

    private struct Found {
        var organisation: NamedCode
        var largest: Largest
        var byPlace: [String: Int] = [:]
    }

    private let builder: PictureBuilder

    init(_ builder: PictureBuilder) { self.builder = builder }

    func people(_ examined: Examined) throws -> [PeopleReached] {
        var found: [Key: Found] = [:]
        for item in examined.items where item.standing.reached > 0 {
            add((item.standing.reached, item.number), reporter(item.standing.reporter), item, to: &found)
        }
        return try found.map { try reached($0.key, $0.value) }
            .sorted { ($1.maximum, $0.identifier, $0.indicator) < ($0.maximum, $1.identifier, $1.indicator) }
    }

    private func add(_ largest: Largest, _ organisation: NamedCode, _ item: Examined.Item, to found: inout [Key: Found]) {
        let key = Key(organisation: organisation.code, theme: builder.reference.themes.theme(of: item.sector), country: item.country)
        let place = item.places.count == 1 ? item.places.first! : item.country
        var known = found[key] ?? Found(organisation: organisation, largest: largest)
        if largest.value > known.largest.value { known.largest = largest }
        known.byPlace[place] = max(known.byPlace[place] ?? 0, largest.value)
        found[key] = known
    }

    private func reporter(_ number: Int32) -> NamedCode {
        let resolution = builder.labels.resolution(number)
        if !resolution.organisation.isEmpty { return builder.named(organisation: resolution.organisation) }
        let term = OrganisationTerm(text: builder.labels.term(number))
        return NamedCode(code: term.ref, english: term.name.isEmpty ? term.ref : term.name)
    }

    private func reached(_ key: Key, _ found: Found) throws -> PeopleReached {
        let select = "SELECT a.identifier, r.indicator, r.period FROM activity a JOIN reached r ON r.activity = a.id WHERE a.id = ?"
        let said = try builder.store.database.first(select, found.largest.activity) { ($0.text(0), $0.text(1), $0.text(2)) } ?? ("", "", "")
        let only = found.byPlace.count == 1 ? found.byPlace.keys.first! : key.country
        return PeopleReached(
            place: only == key.country ? builder.named(country: only) : builder.named(place: only), theme: builder.named(theme: key.theme),
            organisation: found.organisation, indicator: said.1, period: said.2,
            maximum: found.largest.value, sum: found.byPlace.values.reduce(0, +), identifier: said.0)
    }
}
