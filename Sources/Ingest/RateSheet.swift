import Records
import Sheets

/// A sheet of exchange rates or deflators.
///
/// Layouts: `Date,Country,Exchange rate` (monthly or annual, units for one dollar); `Date,Rate,Currency,Frequency,Source,...` as the IMF
/// lists are passed on; `name,ISO3,1980,1981,...` for deflators, base year 1.
public struct RateSheet: Sendable {
    public enum Kind: String, Sendable { case rates, deflators }

    public struct Rate: Sendable {
        public var currency: String
        /// Year * 12 + month - 1; for an annual rate the year alone.
        public var period: Int32
        public var isAnnual: Bool
        /// Units for one dollar, as published.
        public var value: String
    }

    public struct Deflator: Sendable {
        /// ISO 3166-1 alpha-3.
        public var country: String
        public var year: Int
        public var value: String
    }

    public var kind: Kind
    public var rates: [Rate] = []
    public var deflators: [Deflator] = []
    public var problems: [Problem] = []
    /// Rows with data in them, those with problems included.
    public var rows = 0

    /// Nil when the file is no such sheet.
    public static func read(path: String) throws -> RateSheet? {
        guard let header = try SmallFile.head(path, rows: 1).first, let layout = Layout(header) else { return nil }
        var sheet = RateSheet(kind: layout.isDeflators ? .deflators : .rates)
        let rows = try SheetFile(path: path).rows()
        _ = try rows.next()
        while let row = try rows.next() {
            if row.count > 0 { sheet.read(row.texts, row.line, layout) }
        }
        sheet.problems += rows.drainProblems().map(Problem.init)
        sheet.settleFrequency(layout)
        return sheet
    }

    private mutating func read(_ row: [String], _ line: Int, _ layout: Layout) {
        rows += 1
        let isRead = layout.isDeflators ? readDeflators(row, layout) : readRate(row, layout)
        guard !isRead else { return }
        problems.append(
            Problem(
                rule: "rate-unreadable", line: line,
                message: "The row has no date, currency or rate that can be read: give yyyy-mm-dd, a currency and a number above zero."))
    }

    private mutating func readRate(_ row: [String], _ layout: Layout) -> Bool {
        guard let date = layout.cell(row, layout.date), let day = Day(iso: date), let value = layout.cell(row, layout.rate),
            PublishedRate.parse(value) != nil, let name = layout.cell(row, layout.currency)
        else { return false }
        guard let currency = layout.isByCountry ? CurrencyOfCountry.code(name) : Optional(name) else { return false }
        let isAnnual = layout.cell(row, layout.frequency) == "A"
        rates.append(
            Rate(currency: currency, period: isAnnual ? Int32(day.year) : PublishedMonth.number(day), isAnnual: isAnnual, value: value))
        return true
    }

    private mutating func readDeflators(_ row: [String], _ layout: Layout) -> Bool {
        guard let country = layout.cell(row, layout.currency), country.utf8.count == 3 else { return false }
        for (column, year) in layout.years where column < row.count && PublishedRate.parse(row[column]) != nil {
            deflators.append(Deflator(country: country, year: year, value: row[column]))
        }
        return true
    }

    /// A sheet that says nothing of frequency and has no date outside January is annual.
    private mutating func settleFrequency(_ layout: Layout) {
        guard layout.isByCountry, rates.allSatisfy({ $0.period % 12 == 0 }) else { return }
        for index in rates.indices {
            rates[index].period /= 12
            rates[index].isAnnual = true
        }
    }
}

private struct Layout {
    var date = -1
    var rate = -1
    var currency = -1
    var frequency = -1
    var isByCountry = false
    var isDeflators = false
    var years: [(column: Int, year: Int)] = []

    init?(_ header: [String]) {
        func column(_ name: String) -> Int { header.firstIndex { $0.lowercased() == name } ?? -1 }
        date = column("date")
        frequency = column("frequency")
        if column("iso3") >= 0 {
            isDeflators = true
            currency = column("iso3")
            years = header.enumerated().compactMap { index, name in Int(name).flatMap { (1900...2200).contains($0) ? (index, $0) : nil } }
            guard !years.isEmpty else { return nil }
        } else if column("exchange rate") >= 0 {
            (rate, currency, isByCountry) = (column("exchange rate"), column("country"), true)
            guard date >= 0, currency >= 0 else { return nil }
        } else {
            (rate, currency) = (column("rate"), column("currency"))
            guard date >= 0, rate >= 0, currency >= 0 else { return nil }
        }
    }

    func cell(_ row: [String], _ column: Int) -> String? {
        guard column >= 0, column < row.count else { return nil }
        let text = WhiteSpace.trimmed(row[column])
        return text.isEmpty ? nil : text
    }
}

enum PublishedMonth {
    static func number(_ day: Day) -> Int32 { Int32(day.year * 12 + min(12, max(1, day.month)) - 1) }
}

/// Currencies of countries as lists of exchange rates by country mean them: euro members before the euro.
enum CurrencyOfCountry {
    private static let codes = [
        "Australia": "AUD", "Austria": "ATS", "Belgium": "BEF", "Brazil": "BRL", "Canada": "CAD", "China": "CNY", "Denmark": "DKK",
        "Euro": "EUR", "Finland": "FIM", "France": "FRF", "Germany": "DEM", "Greece": "GRD", "Hong Kong": "HKD", "India": "INR",
        "Ireland": "IEP", "Italy": "ITL", "Japan": "JPY", "Malaysia": "MYR", "Mexico": "MXN", "Netherlands": "NLG", "New Zealand": "NZD",
        "Norway": "NOK", "Portugal": "PTE", "Singapore": "SGD", "South Africa": "ZAR", "South Korea": "KRW", "Spain": "ESP",
        "Sri Lanka": "LKR", "Sweden": "SEK", "Switzerland": "CHF", "Taiwan": "TWD", "Thailand": "THB", "United Kingdom": "GBP",
        "Venezuela": "VEB",
    ]

    static func code(_ country: String) -> String? { codes[country] }
}
