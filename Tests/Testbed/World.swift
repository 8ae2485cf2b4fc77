import Picture
import Records
import Store

/// A store in this process, and its answers as text.
public final class World: Sendable {
    public static let reference = try! Reference(folder: Testbed.resources)

    public let scratch: Scratch
    public let path: String

    /// - Parameter store: a store that is there already; without it, a new one in a folder of its own.
    public init(store: String? = nil) {
        scratch = Scratch()
        path = store ?? scratch.path("store.db")
    }

    /// One file of activities that reads on its own.
    public convenience init(_ activities: String...) throws {
        self.init()
        try load([scratch.write("a.xml", IATI.document(activities))])
    }

    @discardableResult
    public func load(_ paths: [String], handling: String? = nil, report: @escaping (ImportEvent) -> Void = { _ in }) throws -> ImportCounts
    {
        var options = Importer.Options()
        options.handling = try handling.map { try HandlingMark($0) }
        let store = try Store.forWriting(path)
        return try Importer(store, Self.reference, options, report: report).run(FileList(paths))
    }

    /// Rows as `dimension dimension currency amount`; spend in published currencies unless `change` says otherwise.
    public func totals(
        _ rule: CountingRule, by dimensions: [Dimension], reader: String? = nil, _ change: (inout TotalsQuery) -> Void = { _ in }
    ) throws -> [String] {
        var query = TotalsQuery(by: dimensions)
        (query.currency, query.rule) = (.original, rule)
        change(&query)
        let (store, visibility) = try open(reader)
        return try store.withTwins(2) { twins in
            try Totals(store, Self.reference, visibility, twins: twins).answer(query).rows.map {
                ($0.keys + [$0.currency, "\($0.amount)"]).joined(separator: " ")
            }
        }
    }

    public func picture(of countries: [String], reader: String? = nil) throws -> CountryPicture {
        let (store, visibility) = try open(reader)
        return try PictureBuilder(
            store, Self.reference, visibility, countries: countries, partners: [], today: Day(year: 2015, month: 1, day: 1)
        ).build()
    }

    public func status(reader: String? = nil) throws -> [SourceStatus] {
        let (store, visibility) = try open(reader)
        return try SourceStatus.all(store, visibility)
    }

    /// Copies of a record as `file:line state`, the file without its folder.
    public func copies(_ identifier: String, reader: String? = nil) throws -> [String] {
        let (store, visibility) = try open(reader)
        return try Trace(store, Self.reference, visibility).copies(identifier).map {
            "\($0.file.split(separator: "/").last!):\($0.line) \($0.state)"
        }
    }

    /// Everything that counts, under every rule and flow, as fine as can be asked.
    public func everything(reader: String? = nil) throws -> [String] {
        try CountingRule.allCases.flatMap { rule in
            try [Flow.spend, .commitments, .incoming, .budgets].flatMap { flow in
                try totals(rule, by: [.activity, .country, .sector, .place, .year, .funder, .implementer], reader: reader) {
                    $0.flow = flow
                }
                .map { "\(rule.name) \(flow.rawValue) \($0)" }
            }
        }
    }

    private func open(_ reader: String?) throws -> (Store, Visibility) {
        let store = try Store.forReading(path)
        return (store, try Visibility(Reader(reader, in: Self.reference.register), in: store))
    }
}
