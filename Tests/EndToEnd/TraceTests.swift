import Foundation
import Testbed
import Testing

/// Rule 14: a figure leads back to its line in its file.
struct TraceTests {
    private static let corpora = [Testbed.examples + "/sudan-2011"] + (Testbed.shared.map { [$0 + "/data/iati"] } ?? [])

    private static let nodes: [Node] = corpora.map { folder in
        if folder.hasSuffix("/data/iati"), let whole = OracleTests.whole { return whole.node }
        let node = Node()
        node.load([folder])
        return node
    }

    /// Ten activities with spend, the same in every run.
    private static let cases: [(corpus: Int, identifier: String)] = nodes.indices.flatMap { corpus in
        var random = SeededGenerator(seed: 14 + UInt64(corpus))
        let all = nodes[corpus].totals("activity", ["--currency", "original"])["activity"]
        return Set(all).sorted().shuffled(using: &random).prefix(10).map { (corpus, $0) }
    }

    private static func lines(of path: String) -> [String] {
        let text = path.hasSuffix(".gz") ? Child("/bin/gzip", ["-dc", path]).wait().output : Testbed.text(of: path)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// As amounts are printed: two decimals, half to even.
    private static func cents(_ text: String) -> Decimal? {
        guard var exact = Decimal(string: text) else { return nil }
        var rounded = Decimal()
        NSDecimalRound(&rounded, &exact, 2, .bankers)
        return rounded
    }

    @Test(arguments: cases.indices)
    func leadsToItsLine(index: Int) throws {
        let (corpus, identifier) = Self.cases[index]
        let facts = Self.nodes[corpus].run(["trace", "--flow", "spend", "--xml", "--format", "csv", identifier]).table
        let published = facts.rows.indices.filter { facts["type"][$0] != "adjustment" }
        #expect(!published.isEmpty)
        let row = published[index * 7 % max(1, published.count)]
        let lines = Self.lines(of: facts["file"][row])
        let line = try #require(Int(facts["line"][row]))
        let there = lines[(line - 1)...].joined(separator: "\n")
        #expect(lines[line - 1].contains("<transaction"), "\(identifier)")
        let element = try #require(there.range(of: "<transaction[ >]", options: .regularExpression)).lowerBound
        let text = String(there[element...].prefix(upTo: there[element...].range(of: "</transaction>")!.upperBound))
        let value = try #require(text.firstMatch(of: /<value[^>]*>\s*([^<]*?)\s*<\/value>/)).1
        #expect(Self.cents(String(value).replacing(",", with: "")) == Decimal(string: facts["transaction"][row]), "\(identifier)")
        #expect(facts["xml"][row].filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace }, "\(identifier)")
    }

    /// The parts of a transaction add up to its value, and those of an activity to its total.
    @Test(arguments: cases.indices)
    func partsAddUp(index: Int) {
        let (corpus, identifier) = Self.cases[index]
        let node = Self.nodes[corpus]
        let facts = node.run(["trace", "--flow", "spend", "--format", "csv", identifier]).table
        var sums: [String: Decimal] = [:]
        for row in facts.rows.indices where facts["type"][row] != "adjustment" {
            sums[facts["currency"][row], default: 0] += Decimal(string: facts["amount"][row])!
        }
        let totals = node.totals("activity", ["--currency", "original"])
        for row in totals.rows where row[0] == identifier {
            // Each part is printed to the cent: half a cent for each.
            #expect(abs(sums[row[1]]! - Decimal(string: row[2])!) <= Decimal(facts.rows.count) / 200)
        }
    }

    /// Reasons and copies are told: which file counts and which is superseded.
    @Test func copiesAreTold() {
        let run = Self.nodes[0].run(["trace", "US-1-650-X-10-0031"])
        #expect(run.errors.contains("counted: \(Testbed.examples)/sudan-2011/usaid-south-sudan.xml:"))
        #expect(run.errors.contains("superseded: \(Testbed.examples)/sudan-2011/usaid-sudan.xml:"))
    }
}
