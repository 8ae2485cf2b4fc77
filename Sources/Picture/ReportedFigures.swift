import Records
import SQL
import Store

/// What sources beside the activities say that parties gave, by source, country, party and year, from what the reader may see.
///
/// Of several files of one source the one written last counts, party by party, recipient by recipient and year by year.
struct ReportedFigures {
    struct Key: Hashable {
        var source: ReportedAid.Source
        var country: String
        var party: String
        var year: String
    }

    /// One kind of money.
    struct Sum {
        /// In U.S. dollars; nil where nothing could be converted.
        var amount: Amount?
        var byAgency: [String: Amount] = [:]
        /// What the source itself calls no official development assistance.
        var other = Amount.zero
        var notConverted: Set<String> = []
    }

    /// What one source covers at all, whoever is asked about.
    struct Scope {
        var years: Set<String> = []
        var countries: Set<String> = []
    }

    typealias Figure = [ReportedAid.Measure: Sum]

    private(set) var figures: [Key: Figure] = [:]
    private(set) var scopes: [ReportedAid.Source: Scope] = [:]
    private let labels: Labels
    private let rates: ExchangeRates

    init(_ query: SourceComparison.Query, _ store: Store, _ visibility: Visibility, _ labels: Labels, _ rates: ExchangeRates) throws {
        (self.labels, self.rates) = (labels, rates)
        var (ofDocument, document): ([Key: Figure], Int64) = ([:], 0)
        let select = """
            SELECT d.id, d.format, r.year, r.donor, r.agency, r.country, r.measure, r.development, r.currency, r.micros
            FROM reported_aid r JOIN document d ON d.id = r.document
            WHERE \(visibility.documentSQL("d")) ORDER BY d.turn, d.id
            """
        try store.database.statement(select).forEach([]) { row in
            if row.int64(0) != document {
                figures.merge(ofDocument) { $1 }
                (ofDocument, document) = ([:], row.int64(0))
            }
            guard let key = key(row, query) else { return }
            add(row, to: &ofDocument[key, default: [:]][ReportedAid.Measure(rawValue: row.int(6)) ?? .spent, default: Sum()])
        }
        figures.merge(ofDocument) { $1 }
        if let failure = labels.failure { throw failure }
    }

    /// Nil for what is not asked for.
    private mutating func key(_ row: Row, _ query: SourceComparison.Query) -> Key? {
        guard let source = ReportedAid.Source(rawValue: row.text(1)), query.sources.isEmpty || query.sources.contains(source) else {
            return nil
        }
        let (year, country, party) = (row.int(2), labels.term(Int32(row.int(5))), labels.party(Int32(row.int(3))))
        scopes[source, default: Scope()].years.insert(String(year))
        scopes[source]?.countries.insert(country)
        guard query.parties.contains(party), country != Split.unspecified, query.countries.isEmpty || query.countries.contains(country),
            year >= query.firstYear ?? year, year <= query.lastYear ?? year
        else { return nil }
        return Key(source: source, country: country, party: party, year: String(year))
    }

    private func add(_ row: Row, to sum: inout Sum) {
        let currency = labels.term(Int32(row.int(8)))
        guard let amount = dollars(Int128(row.text(9)) ?? 0, currency, year: row.int(2)) else {
            sum.notConverted.insert(currency)
            return
        }
        sum.amount = (sum.amount ?? .zero) + amount
        sum.byAgency[agency(Int32(row.int(4))), default: .zero] += amount
        if row.int(7) == 0 { sum.other += amount }
    }

    /// As a payment in the middle of the year would be converted.
    private func dollars(_ micros: Int128, _ currency: String, year: Int) -> Amount? {
        let found = rates.convert(micros, from: currency, to: "USD", month: Int32(year * 12 + 6))
        // Beyond any money, and near the end of what can be added.
        return found.flatMap { $0.magnitude < Self.most ? Amount(micros: $0) : nil }
    }

    private static let most: UInt128 = 1_000_000_000_000_000_000_000_000_000_000

    private func agency(_ number: Int32) -> String {
        let code = labels.agency(number)
        return code == Labels.unresolved ? labels.organisation(number) : code
    }
}
