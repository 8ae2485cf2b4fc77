import Records
import SQL
import Store

/// The activities of the countries of a picture, as lists, points and successors need them: each country is gone through once.
struct Examined {
    struct Item {
        var country: String
        /// In all of the countries, in U.S. dollars; for order only.
        var spend: Double
        /// Code, empty when the reporter is not resolved.
        var party: String
        var sector: String
        /// Codes, each once.
        var places: [String]
        var standing: Standing

        var number: Int64 { standing.activity }

        func isActive(on day: String) -> Bool {
            (standing.start.isEmpty || standing.start <= day) && (standing.end.isEmpty || standing.end >= day)
                && !["3", "4", "5"].contains(standing.status)
        }
    }

    /// Largest spend first; an activity in several of the countries stands once, under the first of them.
    private(set) var items: [Item] = []
    private var counts: [String: Int] = [:]

    init(_ builder: PictureBuilder) throws {
        let places = try PlaceTerms(builder)
        var ranks: [Int64: Int] = [:]
        for country in builder.countries {
            let found = try Self.activities(builder, country, places)
            counts[country] = found.count
            if builder.countries.count == 1 { items = found } else { for item in found { add(item, &ranks) } }
        }
        let keys = items.map { (spend: $0.spend, number: $0.number) }
        let order = items.indices.sorted { (keys[$1].spend, keys[$0].number) < (keys[$0].spend, keys[$1].number) }
        items = order.map { items[$0] }
        if let failure = builder.labels.failure { throw failure }
    }

    private mutating func add(_ item: Item, _ ranks: inout [Int64: Int]) {
        if let known = ranks[item.number] {
            items[known].spend += item.spend
        } else {
            ranks[item.number] = items.count
            items.append(item)
        }
    }

    var total: Int { items.count }
    func active(on day: Day) -> Int { items.count { [day = day.description] in $0.isActive(on: day) } }
    var reporters: Int { Set(items.map(\.standing.reporter)).count }
    var documents: Set<Int64> { Set(items.map(\.standing.document)) }

    func count(_ country: String) -> Int { counts[country] ?? 0 }

    /// Activities by the party that reports them.
    func countsByParty() -> [String: Int] { items.reduce(into: [:]) { $0[$1.party, default: 0] += 1 } }

    func countsByPlace() -> [String: Int] {
        items.reduce(into: [:]) { counts, item in for place in item.places { counts[place, default: 0] += 1 } }
    }

    /// Where each activity stands among the items, by its number.
    func ranks() -> [Int64: Int] { Dictionary(uniqueKeysWithValues: items.indices.map { (items[$0].number, $0) }) }

    private static func activities(_ builder: PictureBuilder, _ country: String, _ places: PlaceTerms) throws -> [Item] {
        let labels = builder.labels
        var found: [Item] = []
        try Standing.forEach(in: country, builder.store, builder.visibility) { standing in
            found.append(
                Item(
                    country: country, spend: standing.spend, party: labels.resolution(standing.reporter).party,
                    sector: labels.term(standing.sector),
                    places: places.named(by: standing), standing: standing))
        }
        return found
    }

}

/// Terms of the admin 1 places in the areas of a picture.
private struct PlaceTerms {
    private let codes: [Int32: String]
    /// By term: a record names many that are no places.
    private var isPlace: [Bool]

    init(_ builder: PictureBuilder) throws {
        codes = try builder.areas.reduce(into: [:]) { codes, area in
            codes.merge(try builder.store.database.terms(.place, beginningWith: area)) { first, _ in first }
        }
        isPlace = [Bool](repeating: false, count: Int(codes.keys.max() ?? -1) + 1)
        for term in codes.keys { isPlace[Int(term)] = true }
    }

    func named(by standing: Standing) -> [String] {
        standing.named.compactMap { Int($0) < isPlace.count && isPlace[Int($0)] ? codes[$0] : nil }
    }
}
