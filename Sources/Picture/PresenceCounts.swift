import Records
import SQL
import Store
import Text

/// Organisations that 3W sheets say are at work, counted by place, cluster and theme, from what the reader may see.
///
/// Presence is no measure of money or people: an organisation counts once wherever it is named, and funders alone are not there.
public struct PresenceCounts {
    public enum Dimension: String, CaseIterable, Sendable {
        case country, place, cluster, theme, organisation, party
    }

    public struct Query: Sendable {
        public var by: [Dimension] = []
        public var countries: Set<String> = []
        public init(by: [Dimension] = []) { self.by = by }
    }

    public struct Row: Hashable, Sendable {
        /// Parallel to the query's dimensions.
        public var values: [String]
        /// Different ones.
        public var organisations: Int
        /// Lines of sheets.
        public var lines: Int
    }

    /// What one line of a sheet says of one organisation and cluster.
    public struct Entry: Sendable {
        public var organisation: String
        public var role: NamedOrganisation.Role
        public var cluster: String
        public var theme: String
        public var country: String
        public var place: String
        /// `yyyy-mm-dd`, empty when not published.
        public var first: String
        public var last: String
        public var file: String
        public var line: Int
        fileprivate var party: String
        /// Equal for what is taken to be one organisation: a code of the register, else the folded name.
        fileprivate var identity: String
    }

    private let store: Store
    private let reference: Reference
    private let visibility: Visibility
    private let labels: Labels

    public init(_ store: Store, _ reference: Reference, _ visibility: Visibility) {
        self.store = store
        self.reference = reference
        self.visibility = visibility
        labels = Labels(store, reference)
    }

    /// Sorted by the dimensions, bytewise.
    public func rows(_ query: Query) throws -> [Row] {
        struct Cell {
            var organisations: Set<String> = []
            var lines = 0
            var last = ("", 0)
        }
        var cells: [[String]: Cell] = [:]
        try forEach(query) { entry in
            let values = query.by.map { Self.value($0, of: entry) }
            cells[values, default: Cell()].organisations.insert(entry.identity)
            guard cells[values]!.last != (entry.file, entry.line) else { return }
            cells[values]!.last = (entry.file, entry.line)
            cells[values]!.lines += 1
        }
        return cells.map { Row(values: $0, organisations: $1.organisations.count, lines: $1.lines) }
            .sorted { $0.values.lexicographicallyPrecedes($1.values) { Bytewise.order($0, $1) < 0 } }
    }

    private static func value(_ dimension: Dimension, of entry: Entry) -> String {
        switch dimension {
        case .country: entry.country
        case .place: entry.place
        case .cluster: entry.cluster
        case .theme: entry.theme
        case .organisation: entry.organisation
        case .party: entry.party
        }
    }

    /// Line by line in the order of files.
    public func forEach(_ query: Query, _ body: (Entry) throws -> Void) throws {
        var conditions = [
            visibility.documentSQL("d"), "p.role <> \(NamedOrganisation.Role.funding.rawValue)",
        ]
        if !query.countries.isEmpty {
            let numbers = try query.countries.sorted().compactMap { try store.number(of: Term(.country, $0)) }
            conditions.append("p.country IN (\(numbers.map(String.init).joined(separator: ",")))")
        }
        let select = """
            SELECT p.organisation, p.role, p.cluster, p.country, p.place, p.first, p.last, d.path, p.line
            FROM presence p JOIN document d ON d.id = p.document
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY d.path, p.line, p.rowid
            """
        try store.database.statement(select).forEach([]) { try body(entry($0)) }
        if let failure = labels.failure { throw failure }
    }

    private func entry(_ row: SQL.Row) -> Entry {
        let organisation = Int32(row.int(0))
        let resolution = labels.resolution(organisation)
        let term = OrganisationTerm(text: labels.term(organisation))
        let cluster = labels.term(Int32(row.int(2)))
        return Entry(
            organisation: reference.register.organisation(resolution.organisation)?.english ?? (term.name.isEmpty ? term.ref : term.name),
            role: NamedOrganisation.Role(rawValue: row.int(1)) ?? .present, cluster: cluster,
            theme: reference.themes.theme(named: cluster), country: labels.term(Int32(row.int(3))),
            place: labels.term(Int32(row.int(4))), first: Self.day(row.int(5)), last: Self.day(row.int(6)), file: row.text(7),
            line: row.int(8), party: resolution.party.isEmpty ? Labels.unresolved : resolution.party,
            identity: resolution.organisation.isEmpty ? "name \(fold(term.name.isEmpty ? term.ref : term.name))" : resolution.organisation)
    }

    private static func day(_ number: Int) -> String {
        number == 0 ? "" : Day(year: number / 10_000, month: number / 100 % 100, day: number % 100).description
    }
}
