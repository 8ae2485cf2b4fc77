import CommandLine
import Picture
import Records
import Store

/// `concord totals`
struct TotalsCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let shipped = try session.shipped()
        let query = try QueryArguments(session.arguments, shipped).totals()
        let (store, reference, visibility) = try session.open(shipped)
        try QueryArguments(session.arguments, reference).check(countries: query.countries, sectors: query.sectors, in: store)
        let columns = query.dimensions.map { Column($0.rawValue) } + [Column("currency"), Column("amount", .money)]
        let table = session.table(columns)
        let rows = try store.withTwins(query.dimensions.contains(.activity) ? 2 : 0) { twins in
            try Totals(store, reference, visibility, twins: twins).rows(query)
        }
        try table.rows(parts: rows.parts) { part, batch in
            rows.forEachRow(in: part) { row in
                row.withTexts { batch.add(utf8: $0) }
                batch.endRow()
            }
        }
        try table.finish()
        return .done
    }
}

/// Turns options into a question, and a user's mistake into one line.
struct QueryArguments {
    private let arguments: Arguments
    private let reference: Reference

    init(_ arguments: Arguments, _ reference: Reference) {
        self.arguments = arguments
        self.reference = reference
    }

    func totals() throws -> TotalsQuery {
        var query = TotalsQuery(by: try dimensions())
        query.flow = arguments.choice("flow") ?? .spend
        query.rule = arguments.string("rule").flatMap(CountingRule.init(name:)) ?? .reporter
        query.currency = try currency()
        query.prices = try prices(query.currency)
        query.year = try year()
        query.borders = arguments.choice("borders") ?? .then
        (query.countries, query.parties, query.sectors) = try (countries(), parties(), Set(arguments.strings("sector")))
        query.markers = try markers()
        (query.firstYear, query.lastYear) = try years()
        return query
    }

    /// What lists and exports take: words and filters.
    func activities() throws -> ActivityFilter {
        var filter = ActivityFilter()
        filter.search = arguments.string("search")
        if filter.search == "" { throw UsageError("--search is empty: give it words, or leave it out") }
        (filter.countries, filter.parties, filter.sectors) = try (countries(), parties(), Set(arguments.strings("sector")))
        filter.markers = try markers()
        (filter.firstYear, filter.lastYear) = try years()
        return filter
    }

    /// What `--by` names, each once.
    func dimensions<Named: RawRepresentable<String> & CaseIterable & Hashable>() throws -> [Named] {
        let found = try arguments.strings("by").map { name in
            guard let dimension = Named(rawValue: name) else {
                let known = Named.allCases.map(\.rawValue).joined(separator: ", ")
                throw UsageError("there is no dimension \(name): use \(known)")
            }
            return dimension
        }
        guard Set(found).count == found.count else { throw UsageError("a dimension stands twice in --by") }
        return found
    }

    private func currency() throws -> TotalsQuery.Currency {
        let code = arguments.string("currency") ?? "USD"
        if code == "original" { return .original }
        let upper = code.uppercased()
        guard upper.utf8.count == 3, upper.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw UsageError("\(code) is no currency: use three letters as in USD, or original")
        }
        return .converted(upper)
    }

    private func prices(_ currency: TotalsQuery.Currency) throws -> TotalsQuery.Prices {
        let text = arguments.string("prices") ?? "current"
        if text == "current" { return .current }
        guard text.hasPrefix("constant:"), let year = Int(text.dropFirst(9)), (1900...2200).contains(year) else {
            throw UsageError("\(text) are no prices: use current, or constant:YEAR")
        }
        guard currency == .converted("USD") else {
            throw UsageError("constant prices are in U.S. dollars: leave --currency at USD")
        }
        return .constant(year)
    }

    private func year() throws -> TotalsQuery.Year {
        let text = arguments.string("year") ?? "calendar"
        if text == "calendar" { return .calendar }
        let party = text.hasPrefix("fiscal:") ? String(text.dropFirst(7)).uppercased() : ""
        guard reference.register.party(party) != nil else {
            throw UsageError("\(text) is no year: use calendar, or fiscal:PARTY as in fiscal:JPN")
        }
        return .fiscal(party)
    }

    /// Codes are taken in either case; what is not a code is taken as it is: `unspecified`, `Sudan (undivided)`.
    func countries() -> Set<String> {
        Set(
            arguments.strings("country").map { name in
                if name.lowercased().hasPrefix("region:") { return "region:" + name.dropFirst(7) }
                return name.utf8.count == 2 ? name.uppercased() : name
            })
    }

    func markers() throws -> [PolicyMarkers.Question] {
        try arguments.strings("marker").map { text in
            guard let question = PolicyMarkers.Question(text) else {
                let known = PolicyMarkers.words.sorted { Int($0.value)! < Int($1.value)! }.map(\.key).joined(separator: ", ")
                throw UsageError("there is no policy marker \(text): use \(known), or as gender:principal")
            }
            return question
        }
    }

    func years() throws -> (first: Int?, last: Int?) {
        let (first, last) = (arguments.int("from"), arguments.int("to"))
        if let first, let last, first > last { throw UsageError("--from \(first) is after --to \(last): turn them round") }
        return (first, last)
    }

    /// What is neither a known code nor met in the store is a slip of the keyboard.
    func check(countries: Set<String>, sectors: Set<String>, in store: Store) throws {
        for country in countries.sorted() where reference.codes.name("Country", country) == nil && !country.hasPrefix("region:") {
            guard try store.knows(.country, country) || country == Split.unspecified else {
                let meant = Self.meant(country, reference)
                throw UsageError(
                    "there is no country code \(country): \(meant ?? "use ISO 3166-1 codes of two letters, region:CODE or unspecified")")
            }
        }
        let themes = Set(reference.themes.themes.map(\.code) + [Themes.unspecified])
        for sector in sectors.sorted() where !themes.contains(sector) && !sector.allSatisfy(\.isNumber) {
            guard try store.knows(.sector, sector) else {
                throw UsageError("there is no sector or theme \(sector): themes are \(themes.sorted().joined(separator: ", "))")
            }
        }
    }

    /// The code of a country that was called by its name.
    static func meant(_ name: String, _ reference: Reference) -> String? {
        reference.codes.countries(named: name).first.map { "did you mean \($0)?" }
    }

    func parties() throws -> Set<String> {
        let words: Set<String> = ["unresolved", "shared", "unknown"]
        return Set(
            try arguments.strings("party").map { name in
                if words.contains(name) { return name }
                guard reference.register.party(name.uppercased()) != nil else {
                    throw UsageError("there is no party \(name): concord parties lists them")
                }
                return name.uppercased()
            })
    }
}
