import Records
import SQL
import Store

/// The largest activities of the countries of a picture, as lists, points and successors need them.
struct Examined {
    struct Item {
        var number: Int64
        var country: String
        var party: String
        var sector: String
        var places: Set<String>
        var start: String
        var end: String
        var endIsPlanned: Bool
        var status: String
        var hasResults: Bool
        var isHumanitarian: Bool

        /// - Parameter row: as `largest` selects it.
        init(_ row: Row, _ country: String) {
            number = row.int64(0)
            self.country = country
            (party, sector, places) = (row.text(1), row.text(2), [])
            (start, end, endIsPlanned) = (row.text(3), row.text(4), row.int(5) == 1)
            (status, hasResults, isHumanitarian) = (row.text(6), row.int(7) == 1, row.int(8) == 1)
        }
    }

    /// Largest spend first.
    private(set) var items: [Item] = []
    private var counts: [String: Int] = [:]
    private(set) var total = 0
    private(set) var active = 0
    private(set) var reporters = 0
    let asOf: Day

    init(_ builder: PictureBuilder, asOf: Day) throws {
        self.asOf = asOf
        var seen: Set<Int64> = []
        var spends: [Int64: Double] = [:]
        for country in builder.countries {
            for (item, spend) in try Self.largest(builder, country) {
                spends[item.number, default: 0] += spend
                if seen.insert(item.number).inserted { items.append(item) }
            }
        }
        items.sort { (spends[$1.number]!, $0.number) < (spends[$0.number]!, $1.number) }
        try count(builder)
    }

    /// How many activities run on the day `?1`: begun, not ended, and neither finished, closed nor cancelled.
    private static let sumOfActive =
        "sum((a.start = '' OR a.start <= ?1) AND (a.\"end\" = '' OR a.\"end\" >= ?1) AND a.status NOT IN ('3', '4', '5'))"

    /// An activity in several of the countries counts once in the whole.
    private mutating func countEachOnce(_ builder: PictureBuilder, _ terms: String, _ today: String) throws {
        let sums = try builder.store.database.first(
            """
            SELECT count(*), \(Self.sumOfActive) FROM activity a
            WHERE a.id IN (SELECT activity FROM standing WHERE country IN (\(terms))) AND \(builder.visibility.sql("a.audience"))
            """, today
        ) { ($0.int(0), $0.int(1)) }
        if let sums { (total, active) = sums }
    }

    func count(_ country: String) -> Int { counts[country] ?? 0 }

    private static func largest(_ builder: PictureBuilder, _ country: String) throws -> [(Item, Double)] {
        guard let term = try builder.store.database.term(.country, country) else { return [] }
        let places = try placeTerms(builder)
        let rows = try builder.store.database.rows(
            """
            SELECT a.id, coalesce(r.party, ''), s.text, a.start, a."end", a.end_planned, a.status, a.has_results, a.humanitarian, st.spend
            FROM standing st JOIN activity a ON a.id = st.activity JOIN term s ON s.id = a.sector LEFT JOIN resolution r ON r.term = a.reporter
            WHERE st.country = ? AND \(builder.visibility.sql("a.audience"))
            ORDER BY st.spend DESC, st.activity DESC LIMIT \(PictureBuilder.examined)
            """, Int(term)
        ) { (Item($0, country), $0.double(9)) }
        return try withPlaces(rows, places, builder)
    }

    private static func placeTerms(_ builder: PictureBuilder) throws -> [Int32: String] {
        let areas = Set(builder.countries.flatMap { builder.reference.places.areas(of: $0) })
        return try builder.store.database.terms(.place).filter { areas.contains(String($0.value.prefix(2))) }
    }

    private static func withPlaces(
        _ rows: [(Item, Double)], _ places: [Int32: String], _ builder: PictureBuilder
    ) throws -> [(Item, Double)] {
        var byNumber: [Int64: Set<String>] = [:]
        let wanted = Set(rows.map(\.0.number))
        for (term, place) in places {
            try builder.store.database.statement("SELECT activity FROM mention WHERE term = ? LIMIT 200000").forEach([Int(term)]) { row in
                if wanted.contains(row.int64(0)) { byNumber[row.int64(0), default: []].insert(place) }
            }
        }
        return rows.map { item, spend in
            var item = item
            item.places = byNumber[item.number] ?? []
            return (item, spend)
        }
    }

    private mutating func count(_ builder: PictureBuilder) throws {
        let today = asOf.description
        let terms = try builder.countryTerms()
        let rows = try builder.store.database.rows(
            """
            SELECT t.text, count(*), \(Self.sumOfActive)
            FROM standing st JOIN activity a ON a.id = st.activity JOIN term t ON t.id = st.country
            WHERE st.country IN (\(terms)) AND \(builder.visibility.sql("a.audience")) GROUP BY 1
            """, today
        ) { ($0.text(0), $0.int(1), $0.int(2)) }
        for row in rows {
            counts[row.0] = row.1
            total += row.1
            active += row.2
        }
        if builder.countries.count > 1 { try countEachOnce(builder, terms, today) }
        reporters = try Self.reporters(builder, terms)
    }

    private static func reporters(_ builder: PictureBuilder, _ terms: String) throws -> Int {
        let select = """
            SELECT count(DISTINCT a.reporter) FROM standing st JOIN activity a ON a.id = st.activity
            WHERE st.country IN (\(terms)) AND \(builder.visibility.sql("a.audience"))
            """
        return try builder.store.database.first(select) { $0.int(0) } ?? 0
    }
}
