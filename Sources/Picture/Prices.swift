import Records
import Store

/// Turns sums in published currencies into the money a query asks for (rule 9). What cannot be converted
/// stays as it is; what cannot be deflated is `USD current`.
struct Prices {
    private let query: TotalsQuery
    private let rates: ExchangeRates
    private let deflators: Deflators?
    private let alpha3: [String: String]
    /// By currency and month; nothing where there is no rate.
    private var known: [Int64: ExchangeRates.Pair?] = [:]

    init(_ query: TotalsQuery, store: Store, rates: ExchangeRates, reference: Reference) throws {
        self.query = query
        self.rates = rates
        if case .constant = query.prices {
            let found = try Deflators(store)
            guard !found.isEmpty else { throw NoDeflators() }
            deflators = found
            alpha3 = reference.codes.alpha3
        } else {
            (deflators, alpha3) = (nil, [:])
        }
    }

    /// - Parameter number: of the currency's term.
    mutating func money(
        _ micros: Int128, _ number: Int32, _ currency: String, month: Int32, year: Int32, country: String
    ) -> (micros: Int128, currency: String) {
        guard case .converted(let wanted) = query.currency else { return (micros, currency) }
        guard let pair = pair(number, currency, wanted, month) else { return (micros, currency) }
        let converted = pair.convert(micros)
        guard case .constant(let base) = query.prices else { return (converted, wanted) }
        let deflated = deflators?.convert(converted, country: alpha3[country] ?? "USA", from: Int(year), to: base)
        return deflated.map { ($0, wanted) } ?? (converted, "\(wanted) current")
    }

    private mutating func pair(_ number: Int32, _ currency: String, _ wanted: String, _ month: Int32) -> ExchangeRates.Pair? {
        let key = Int64(number) << 32 | Int64(month)
        if let known = known[key] { return known }
        let found = rates.pair(from: currency, to: wanted, month: month)
        known[key] = .some(found)
        return found
    }
}

/// Constant prices were asked for and nothing says how prices changed.
struct NoDeflators: Error, CustomStringConvertible {
    var description: String {
        "the store holds no deflators: import a sheet of them (name,ISO3,year,year,...), or leave --prices at current"
    }
}

/// Price levels by country and year, in U.S. dollars: exchange rate and domestic prices in one.
struct Deflators {
    private var values: [String: Int128] = [:]

    init(_ store: Store) throws {
        try store.database.statement("SELECT country, year, value FROM deflator").forEach([]) { row in
            values["\(row.text(0)) \(row.int(1))"] = PublishedRate.parse(row.text(2))
        }
    }

    var isEmpty: Bool { values.isEmpty }

    /// Nil when a year has no deflator.
    func convert(_ micros: Int128, country: String, from year: Int, to base: Int) -> Int128? {
        guard let then = values["\(country) \(year)"], let now = values["\(country) \(base)"] else { return nil }
        return ExchangeRates.scaled(micros, by: now, over: then)
    }
}
