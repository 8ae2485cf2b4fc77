import Picture
import Records
import Store
import Testbed
import Testing

/// Whatever is asked, by whichever dimensions and filters, is the sum of the same facts: totals by few dimensions come from roll-ups, those by
/// activity from the facts themselves.
struct RollupTests {
    /// Both examples, and a file read twice, so that sums have been taken back too.
    private static let world: World = {
        let world = World()
        let undp = Testbed.examples + "/sudan-2011/undp.xml"
        let copy = world.scratch.write("undp.xml", Testbed.text(of: undp).replacing("USD", with: "EUR"))
        try! world.load([copy])
        world.scratch.copy(undp, as: "undp.xml")
        try! world.load([copy])
        try! world.load([Testbed.examples])
        try! world.load(
            [world.scratch.write("usa.xml", IATI.document([IATI.activity("U", inside: IATI.transaction("1"))]))], handling: "named:USA")
        return world
    }()

    private static let dimensions = Dimension.allCases.filter { $0 != .activity }

    private struct Row: Hashable {
        var keys: [String]
        var currency: String
    }

    private func answer(_ query: TotalsQuery, _ reader: String?) throws -> [Row: Amount] {
        let store = try Store.forReading(Self.world.path)
        let visibility = try Visibility(Reader(reader, in: World.reference.register), in: store)
        let rows = try store.withTwins(2) { try Totals(store, World.reference, visibility, twins: $0).answer(query).rows }
        #expect(try Totals(store, World.reference, visibility).answer(query).rows == rows)
        let sorted = rows.map { $0.keys + [$0.currency] }
        #expect(
            sorted == sorted.sorted { a, b in a.lexicographicallyPrecedes(b) { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) } })
        return Dictionary(uniqueKeysWithValues: rows.map { (Row(keys: $0.keys, currency: $0.currency), $0.amount) })
    }

    private func project(_ fine: [Row: Amount], _ all: [Dimension], to some: [Dimension]) -> [Row: Amount] {
        let places = some.map { all.firstIndex(of: $0)! }
        var sums: [Row: Amount] = [:]
        for (row, amount) in fine { sums[Row(keys: places.map { row.keys[$0] }, currency: row.currency), default: .zero] += amount }
        return sums.filter { $0.value != .zero }
    }

    /// Every single dimension, none at all, and thirty pairs, triples and fours.
    private func choices(_ random: inout SeededGenerator) -> [[Dimension]] {
        var chosen: [[Dimension]] = [[]] + Self.dimensions.map { [$0] }
        for count in [2, 3, 4] { for _ in 0..<10 { chosen.append(Array(Self.dimensions.shuffled(using: &random).prefix(count))) } }
        return chosen
    }

    @Test(arguments: CountingRule.allCases, [Flow.spend, .commitments, .budgets])
    func anyDimensions(rule: CountingRule, flow: Flow) throws {
        var random = SeededGenerator(seed: UInt64(rule.rawValue) * 100 + UInt64(flow.rawValue.count))
        var query = TotalsQuery(by: [.activity] + Self.dimensions)
        (query.rule, query.flow, query.currency) = (rule, flow, .original)
        query.borders = Bool.random(using: &random) ? .now : .then
        query.year = [.calendar, .fiscal("USA"), .fiscal("AFG")].randomElement(using: &random)!
        let reader = [nil, "JPN", "USA"].randomElement(using: &random)!
        let fine = try answer(query, reader)
        #expect(fine.count > 100)
        for some in choices(&random) {
            query.dimensions = some
            let isSame = try answer(query, reader) == project(fine, [.activity] + Self.dimensions, to: some)
            #expect(isSame, "\(some)")
        }
    }

    /// Filters take rows of the finest table, by what stands in its columns.
    @Test(arguments: CountingRule.allCases)
    func anyFilter(rule: CountingRule) throws {
        var random = SeededGenerator(seed: UInt64(rule.rawValue))
        let all = [Dimension.activity] + Self.dimensions
        var query = TotalsQuery(by: all)
        (query.rule, query.currency) = (rule, .original)
        let fine = try answer(query, nil)
        func values(_ dimension: Dimension) -> [String] { Set(fine.keys.map { $0.keys[all.firstIndex(of: dimension)!] }).sorted() }
        for some in choices(&random) {
            query.countries = Set([[], Array(values(.country).shuffled(using: &random).prefix(3))].randomElement(using: &random)!)
            query.parties = Set([[], Array(values(.party).shuffled(using: &random).prefix(3))].randomElement(using: &random)!)
            query.sectors = Set(
                [[], [values(.category), values(.theme), values(.sector)].randomElement(using: &random)!.suffix(4)].randomElement(
                    using: &random)!)
            query.firstYear = [nil, 2010, 2011].randomElement(using: &random)!
            query.lastYear = [nil, 2011, 2012].randomElement(using: &random)!
            let kept = fine.filter { matches($0.key.keys, all, query) }
            query.dimensions = some
            let isSame = try answer(query, nil) == project(kept, all, to: some)
            #expect(
                isSame, "\(some) of \(query.countries) \(query.parties) \(query.sectors) \(query.firstYear ?? 0) \(query.lastYear ?? 0)")
        }
    }

    private func matches(_ keys: [String], _ all: [Dimension], _ query: TotalsQuery) -> Bool {
        func value(_ dimension: Dimension) -> String { keys[all.firstIndex(of: dimension)!] }
        let year = Int(value(.year))
        return (query.countries.isEmpty || query.countries.contains(value(.country)))
            && (query.parties.isEmpty || query.parties.contains(value(.party)))
            && (query.sectors.isEmpty || [.sector, .category, .theme].contains { query.sectors.contains(value($0)) })
            && (query.firstYear == nil || year.map { $0 >= query.firstYear! } == true)
            && (query.lastYear == nil || year.map { $0 <= query.lastYear! } == true)
    }
}
