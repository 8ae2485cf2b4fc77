import Foundation
import Testbed
import Testing

/// What must hold of real files, whatever they say.
@Suite(.enabled(if: Testbed.shared != nil, Comment(rawValue: Testbed.withoutShared)))
struct RealFileTests {
    private static let folder = (Testbed.shared ?? "") + "/data/iati"

    /// Every file of the folder, once for all tests.
    private static let node: Node = {
        if Testbed.python != nil, let whole = OracleTests.whole { return whole.node }
        let node = Node()
        node.load([folder])
        return node
    }()

    private func amounts(_ by: String, _ rule: String, _ flow: String = "spend", _ node: Node = node) -> [[String]: Decimal] {
        node.totals(by, ["--currency", "original", "--rule", rule, "--flow", flow]).amounts
    }

    /// `net` leaves out and adds nothing: no activity has more under it than as published, or less than nothing. Where an activity reports
    /// refunds beside payments its months may differ, so only those without negative money are asked.
    @Test(arguments: ["spend", "commitments"])
    func netIsNeverMore(flow: String) {
        let (reporter, net) = (amounts("activity", "reporter", flow), amounts("activity", "net", flow))
        let refunds = Set(
            amounts("activity,country,sector,year,funder,implementer,finance,aidtype", "reporter", flow).filter { $0.value < 0 }.keys.map {
                $0[0]
            })
        var less = 0
        for (key, amount) in reporter where amount > 0 && !refunds.contains(key[0]) {
            let counted = net[key] ?? 0
            #expect(counted <= amount && counted >= 0, "\(key)")
            if counted < amount { less += 1 }
        }
        #expect(less > 100)
        #expect(Set(net.keys).subtracting(reporter.keys).isEmpty)
    }

    /// GH-41119.xml tells its budgets at hierarchies 1, 2 and 3: by lxml 6,718,000, 6,717,600 and 6,717,610. Its spend stands at 3 only.
    /// Once is the lowest level.
    @Test func budgetsAtThreeLevelsCountOnce() {
        let node = Node()
        node.load([Self.folder + "/country-ghana/GH-41119.xml"])
        #expect(amounts("reporter", "reporter", "budgets", node) == [["41119", "USD"]: 20_153_210])
        #expect(amounts("reporter", "net", "budgets", node) == [["41119", "USD"]: 6_717_610])
        #expect(amounts("reporter", "net", "spend", node) == [["41119", "USD"]: 6_717_620])
    }

    /// AidData restates what others gave: none of it is the United States' own, by whom it is reported or each unit once.
    @Test func restatementsCreditNobody() {
        let node = Node()
        node.load([Self.folder + "/aiddata-aims"])
        let published = amounts("party", "reporter", "spend", node)
        #expect(published.values.reduce(0, +) > 0)
        #expect(published.keys.filter { $0[0] == "USA" } == [])
        #expect(amounts("party", "net", "spend", node).isEmpty)
    }

    /// Two editions of one file hold the same identifiers: each counts once, from the later edition.
    @Test func editionsOfOneFile() throws {
        let files = ["usaid-cf.2025-02.xml.gz", "usaid-cf.xml.gz"].map { Self.folder + "/usg/" + $0 }
        let (one, other, both) = (Node(), Node(), Node())
        one.load([files[0]])
        other.load([files[1]])
        both.load(files)
        let rows = both.run(["activities", "--format", "csv"]).table["identifier"]
        let union = [one, other].map { Set($0.run(["activities", "--format", "csv"]).table["identifier"]) }
        #expect(rows.count == Set(rows).count)
        #expect(Set(rows) == union[0].union(union[1]))
        let common = union[0].intersection(union[1])
        #expect(common.count > 10)
        let (a, b, sum) = (
            amounts("activity", "reporter", "spend", one), amounts("activity", "reporter", "spend", other),
            amounts("activity", "reporter", "spend", both)
        )
        for key in Set(a.keys).union(b.keys) where common.contains(key[0]) { #expect(sum[key] == a[key] || sum[key] == b[key], "\(key)") }
        #expect(sum.count < a.count + b.count)
    }

    /// The same files in another order and in several imports.
    @Test func orderDoesNotMatter() {
        let node = Node()
        let folders =
            (try? FileManager.default.contentsOfDirectory(atPath: Self.folder))?.sorted().reversed().map { Self.folder + "/" + $0 } ?? []
        #expect(folders.count > 8)
        for part in [Array(folders.prefix(4)), Array(folders.dropFirst(4).reversed())] { #expect(node.load(part).code == 0) }
        for rule in ["reporter", "funder", "implementer", "net"] {
            for flow in ["spend", "commitments", "budgets"] {
                let isSame = amounts("activity,year,party", rule, flow) == amounts("activity,year,party", rule, flow, node)
                #expect(isSame, "\(rule) \(flow)")
            }
        }
        let columns = ["source", "records", "problems", "superseded"]
        let (one, other) = (Self.node.run(["status", "--format", "csv"]).table, node.run(["status", "--format", "csv"]).table)
        for column in columns { #expect(one[column] == other[column], "\(column)") }
    }
}
