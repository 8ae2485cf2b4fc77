import Compression
import Geography
import Ingest
import Locks
import Records
import Text

/// The tables that ship with Concord: register, themes, codes, rates, borders, places. Each is read when it is first asked for.
public final class Reference: Sendable {
    public let folder: String
    private let additions: String
    /// Imported code lists, in the layout of `codelists/iati.tsv` without its header.
    private let codelists: String
    private let deferredRegister: Deferred<Register>
    private let deferredPlaces: Deferred<PlaceNames>
    private let deferredAssistance: Deferred<AssistanceRules>
    private let deferredThemes: Deferred<Themes>
    private let deferredBorders: Deferred<Borders>
    private let deferredRates: Deferred<ExchangeRates>
    private let deferredCodes: Deferred<CodeNames>
    private let deferredCountries: Deferred<CountryCodes>
    private let deferredBoundaries: Deferred<Boundaries>
    private let deferredWorkbook: Deferred<WorkbookWords>
    private let deferredUnits: Deferred<UnitNames>
    /// Changes when the register does.
    var registerFingerprint: String { deferredFingerprint.value }
    /// Changes when a table does that facts are made with: then even unchanged files are read again.
    var basis: String { deferredBasis.value }
    private let deferredFingerprint: Deferred<String>
    private let deferredBasis: Deferred<String>

    public var register: Register { deferredRegister.value }
    public var places: PlaceNames { deferredPlaces.value }
    public var boundaries: Boundaries { deferredBoundaries.value }
    public var assistance: AssistanceRules { deferredAssistance.value }
    public var themes: Themes { deferredThemes.value }
    public var borders: Borders { deferredBorders.value }
    /// Yearly averages of the main currencies.
    public var rates: ExchangeRates { deferredRates.value }
    public var codes: CodeNames { deferredCodes.value }
    public var countries: CountryCodes { deferredCountries.value }
    /// What the partner workbook calls things.
    public var workbook: WorkbookWords { deferredWorkbook.value }
    public var units: UnitNames { deferredUnits.value }

    /// - Parameters:
    ///   - additions: lines a user added to the register, in the layout of `organisations.tsv`, header included.
    ///   - codelists: codes that were imported, in the layout of `codelists/iati.tsv` without its header.
    ///   - imported: places and boundaries that were imported; asked for when the first place is.
    public init(folder: String, additions: String = "", codelists: String = "", imported: ImportedPlaces = ImportedPlaces()) throws {
        self.folder = folder
        self.additions = additions
        self.codelists = codelists
        for name in Self.names where !Files.exists(folder + "/" + name) { throw ReferenceError(path: folder + "/" + name) }
        @Sendable func table(_ name: String) -> Tabular { Tabular(bytes: Files.bytes(folder + "/" + name) ?? []) }
        deferredRegister = Deferred {
            Register(
                parties: table("organisations/parties.tsv"),
                organisations: [table("organisations/organisations.tsv"), Tabular(additions)],
                prefixes: table("organisations/prefixes.tsv"), fiscalYears: table("organisations/fiscal-years.tsv"),
                solarYears: table("organisations/afghan-years.tsv"), fold: { fold($0) })
        }
        deferredAssistance = Deferred {
            AssistanceRules(
                flows: table("assistance/flow-types.tsv"), finances: table("assistance/finance-types.tsv"),
                sources: table("assistance/sources.tsv"), sectors: table("assistance/security-sectors.tsv"),
                organisations: table("assistance/security-organisations.tsv"))
        }
        deferredThemes = Deferred {
            Themes(
                themes: table("themes/themes.tsv"), sectors: table("themes/dac-sectors.tsv"), goals: table("themes/goals.tsv"),
                clusters: table("themes/clusters.tsv"), fold: { fold($0) })
        }
        let places = Deferred { imported.additions() }
        let borders = Deferred { Borders(table("geography/history.tsv")) }
        deferredBorders = borders
        deferredPlaces = Deferred {
            let tables = PlaceNames.Tables(
                admin1: table("geography/admin1.tsv"), admin2: table("geography/admin2.tsv"), localities: table("geography/localities.tsv"),
                former: table("geography/former.tsv"), countries: table("codelists/countries.tsv"),
                countryNames: table("codelists/country-names.tsv"))
            return PlaceNames(tables, borders: borders.value, additions: places.value)
        }
        deferredRates = Deferred { Self.shippedRates(table("rates/annual.tsv")) }
        deferredCodes = Deferred {
            CodeNames(
                countries: table("codelists/countries.tsv"), regions: table("codelists/regions.tsv"),
                lists: Deferred {
                    codelists.isEmpty
                        ? table("codelists/iati.tsv") : Tabular((Files.text(folder + "/codelists/iati.tsv") ?? "") + "\n" + codelists)
                })
        }
        deferredCountries = Deferred {
            CountryCodes(countries: table("codelists/countries.tsv"), gleditschWard: table("codelists/gleditsch-ward.tsv"))
        }
        deferredWorkbook = Deferred {
            WorkbookWords(
                lists: table("workbook/lists.tsv"), columns: table("workbook/columns.tsv"), texts: table("workbook/texts.tsv"),
                others: [
                    .theme: WorkbookWords.entries(table("themes/themes.tsv")),
                    .country: WorkbookWords.entries(table("codelists/countries.tsv")),
                    .currency: WorkbookWords.entries(table("codelists/currencies.tsv")),
                ], fold: { fold($0) })
        }
        deferredUnits = Deferred { UnitNames(table("codelists/units.tsv")) }
        deferredFingerprint = Deferred {
            let texts = ["organisations", "prefixes", "parties"].map { Files.text(folder + "/organisations/\($0).tsv") ?? "" }
            return ContentHash(of: Array((texts + [additions]).joined(separator: "\n").utf8)).description
        }
        deferredBasis = Deferred {
            let texts = Self.basisNames.map { Files.text(folder + "/" + $0) ?? "" } + imported.fingerprints
            return ContentHash(of: Array((texts + [additions]).joined(separator: "\n").utf8)).description
        }
        deferredBoundaries = Deferred {
            Boundaries(
                admin1: { Files.mapped(folder + "/geography/admin1.geojson") },
                countries: { Files.bytes(folder + "/geography/countries.geojson") ?? [] }, additions: places.value)
        }
    }

    /// The same tables with what a store's users added to them; itself where that is nothing.
    public func adding(from store: Store) throws -> Reference {
        let (additions, imported) = try (RegisterAdditions.text(store), ImportedPlaces(store))
        let codelists = try Codelists.isEmpty(store) ? "" : Codelists.names(store, over: codes)
        return additions.isEmpty && codelists.isEmpty && imported.fingerprints.isEmpty
            ? self : try Reference(folder: folder, additions: additions, codelists: codelists, imported: imported)
    }

    /// The same tables with other imported places.
    func with(_ imported: ImportedPlaces) throws -> Reference {
        try Reference(folder: folder, additions: additions, codelists: codelists, imported: imported)
    }

    /// The milestones that ship, for when none were imported.
    public func milestones() throws -> [MilestoneSheet.Entry] { try MilestoneSheet.read(path: folder + "/milestones.csv")?.entries ?? [] }

    private static let basisNames = [
        "organisations/organisations.tsv", "organisations/parties.tsv", "organisations/prefixes.tsv", "assistance/flow-types.tsv",
        "assistance/finance-types.tsv", "assistance/sources.tsv", "assistance/security-sectors.tsv",
        "assistance/security-organisations.tsv", "geography/history.tsv", "geography/admin1.tsv",
        "geography/admin2.tsv", "geography/localities.tsv", "geography/former.tsv", "codelists/country-names.tsv",
    ]

    private static let names = [
        "organisations/parties.tsv", "organisations/organisations.tsv", "organisations/prefixes.tsv", "organisations/fiscal-years.tsv",
        "organisations/afghan-years.tsv", "assistance/flow-types.tsv", "assistance/finance-types.tsv", "assistance/sources.tsv",
        "assistance/security-sectors.tsv", "assistance/security-organisations.tsv", "themes/themes.tsv", "themes/dac-sectors.tsv",
        "themes/goals.tsv", "themes/clusters.tsv",
        "geography/history.tsv", "geography/admin1.tsv", "geography/admin1.geojson", "geography/admin2.tsv", "geography/localities.tsv",
        "geography/former.tsv", "geography/countries.geojson", "rates/annual.tsv", "codelists/countries.tsv", "codelists/country-names.tsv",
        "codelists/regions.tsv", "codelists/gleditsch-ward.tsv", "codelists/iati.tsv", "codelists/currencies.tsv", "codelists/units.tsv",
        "milestones.csv", "workbook/lists.tsv", "workbook/columns.tsv", "workbook/texts.tsv",
    ]

    private static func shippedRates(_ table: Tabular) -> ExchangeRates {
        var rates = ExchangeRates()
        for row in table.rows {
            guard let year = Int32(table.value(row, "year")), let rate = PublishedRate.parse(table.value(row, "per_usd")) else { continue }
            rates.setAnnual(table.value(row, "currency"), year: year, perDollar: rate)
        }
        return rates
    }
}

/// A table that ships with Concord is not where it should be.
public struct ReferenceError: Error, CustomStringConvertible {
    public let path: String
    public var description: String {
        "\(path) is missing: run concord from where it was installed, or set CONCORD_RESOURCES to its Resources folder"
    }
}
