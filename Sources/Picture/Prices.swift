import Records
import Store

/// Turns sums in published currencies into the money a query asks for (rule 9). What cannot be converted
/// stays as it is; what cannot be deflated is `USD current`.
struct Prices {
    private let query: TotalsQuery
    private let rates: ExchangeRates
    private let deflators: Deflators?
    private let alpha3: [String: String]
    /// Currencies with the months of their rates, numbered as they are met.
    private var published: [Published] = []
    private var met = Numbering()
    private var months: [Months] = []
    /// What sums are in, by number.
    private(set) var currencies: [String] = []
    /// The number of what was converted and could not be deflated.
    private var undeflated: Int32 = 0

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
        if deflators != nil, case .converted(let wanted) = query.currency { undeflated = number(ofCurrency: "\(wanted) current") }
    }

    /// How many numbers were given to published money.
    var count: Int { published.count }

    /// What the money of each row was published in, as a number: a currency, and the month of the rate where one is needed.
    mutating func numbers(_ slab: Slab, _ labels: Labels) -> [Int32] {
        let (currencies, rateMonths) = (slab.column(.currency), slab.column(.rateMonth))
        var numbers = [Int32](repeating: 0, count: currencies.count)
        var last: (currency: Int32, month: Int32, number: Int32) = (-1, 0, 0)
        for row in currencies.indices {
            let (currency, month) = (currencies[row], rateMonths.isEmpty ? 0 : rateMonths[row])
            if currency != last.currency || month != last.month { last = (currency, month, number(currency, month, labels)) }
            numbers[row] = last.number
        }
        return numbers
    }

    /// - Parameter number: of what the money was published in.
    func money(_ micros: Int128, _ number: Int32, year: Int?, country: String) -> (micros: Int128, currency: Int32) {
        let published = published[Int(number)]
        guard let pair = published.pair else { return (micros, published.currency) }
        let converted = pair.convert(micros)
        guard case .constant(let base) = query.prices, let year else { return (converted, published.currency) }
        let deflated = deflators?.convert(converted, country: alpha3[country] ?? "USA", from: year, to: base)
        return deflated.map { ($0, published.currency) } ?? (converted, undeflated)
    }

    /// Currencies are few: looking through them is cheaper than hashing.
    mutating func number(ofCurrency text: String) -> Int32 {
        if let known = currencies.firstIndex(of: text) { return Int32(known) }
        currencies.append(text)
        return Int32(currencies.count - 1)
    }

    private mutating func number(_ currency: Int32, _ month: Int32, _ labels: Labels) -> Int32 {
        let index = Int(met.number(currency))
        if index == months.count { months.append(Months(labels.term(currency), query)) }
        let month = months[index].needsRate ? month : 0
        if let known = months[index][month] { return known }
        published.append(published(months[index].currency, month))
        months[index][month] = Int32(published.count - 1)
        return Int32(published.count - 1)
    }

    private mutating func published(_ currency: String, _ month: Int32) -> Published {
        guard case .converted(let wanted) = query.currency, let pair = rates.pair(from: currency, to: wanted, month: month) else {
            return Published(currency: number(ofCurrency: currency), pair: nil)
        }
        return Published(currency: number(ofCurrency: wanted), pair: pair)
    }
}

/// What becomes of money as it was published: the currency that it is answered in; no pair where it stays as it is.
private struct Published {
    var currency: Int32
    var pair: ExchangeRates.Pair?
}

/// The numbers of one currency by the month of the rate.
private struct Months {
    let currency: String
    /// Money is to be converted, and is in another currency than the wanted one.
    let needsRate: Bool
    private var numbers: [Int32] = []

    init(_ currency: String, _ query: TotalsQuery) {
        self.currency = currency
        if case .converted(let wanted) = query.currency { needsRate = currency != wanted } else { needsRate = false }
    }

    subscript(month: Int32) -> Int32? {
        get { Int(month) < numbers.count && numbers[Int(month)] >= 0 ? numbers[Int(month)] : nil }
        set {
            let missing = Int(month) + 1 - numbers.count
            if missing > 0 { numbers.append(contentsOf: repeatElement(-1, count: missing)) }
            numbers[Int(month)] = newValue ?? -1
        }
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
