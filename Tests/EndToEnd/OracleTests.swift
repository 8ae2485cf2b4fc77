import Foundation
import Testbed
import Testing

/// Sums as published against the independent oracle (Tests/Independent): another language, whole trees, exact fractions.
@Suite(.enabled(if: Testbed.python != nil, Comment(rawValue: Testbed.withoutPython)))
struct OracleTests {
    static let flows = ["spend", "commitments", "incoming", "budgets"]
    static let bys = ["country,category,year", "activity,country", "sector,reporter"]
    static let tables = flows.flatMap { flow in bys.map { "\(flow)-\($0)" } }

    static let whole = Testbed.shared.map { Corpus($0 + "/data/iati") }
    static let examples = ["sudan-2011", "afghanistan-2011"].map { Corpus(Testbed.examples + "/" + $0) }

    /// Every cell within a cent.
    private func compare(_ table: String, _ corpus: Corpus) {
        let parts = table.split(separator: "-", maxSplits: 1).map(String.init)
        let oracle = CSVTable(Testbed.text(of: corpus.oracle.path(table + ".csv")))
        let ours = corpus.node.totals(parts[1], ["--flow", parts[0], "--currency", "original"])
        #expect(oracle.rows.count > 20)
        #expect(ours.differences(from: oracle).prefix(5) == [])
    }

    @Test(.enabled(if: whole != nil, Comment(rawValue: Testbed.withoutShared)), arguments: tables)
    func realFiles(table: String) { compare(table, Self.whole!) }

    @Test(arguments: tables, [0, 1])
    func examples(table: String, example: Int) { compare(table, Self.examples[example]) }

    /// Records and transactions of each file as lxml counts them.
    @Test(.enabled(if: whole != nil, Comment(rawValue: Testbed.withoutShared)))
    func countsOfEachFile() {
        let corpus = Self.whole!
        let run = Python.run("counts.py", ["--bare", corpus.folder])
        let status = corpus.node.run(["status", "--format", "csv"])
        let records = status.table.dictionary("source", "records")
        let counted = run.table.rows.filter { $0[0] != "total" }
        #expect(counted.count > 100)
        for row in counted { #expect(records[row[0]] == String(Int(row[1])! + Int(row[4])!), "\(row[0])") }
        #expect(records.count == counted.count)
        let total = run.table.rows.last!
        #expect(status.errorLines.last == "\(counted.count) sources, \(Int(total[1])! + Int(total[4])!) records, \(total[3]) transactions")
    }
}

/// Files imported once and summed up by the oracle once, for many tests.
final class Corpus: Sendable {
    let folder: String
    let node = Node()
    let oracle = Scratch()

    init(_ folder: String) {
        self.folder = folder
        let run = node.load([folder])
        precondition(run.code == 0, run.description)
        let words = ["--flows", OracleTests.flows.joined(separator: ","), "--bare"] + OracleTests.bys.flatMap { ["--by", $0] }
        if Testbed.python != nil { _ = Python.run("tables.py", [oracle.folder, folder] + words) }
    }
}

/// The oracle's scripts.
enum Python {
    static func run(_ script: String, _ words: [String]) -> Run {
        let run = Child(Testbed.python!, [Testbed.package + "/Tests/Independent/" + script] + words).wait()
        precondition(run.code == 0, run.description)
        return run
    }

    /// Whether the Python at hand, if there is one, has a package.
    static func has(_ package: String) -> Bool { Testbed.python.map { Child($0, ["-c", "import \(package)"]).wait().code == 0 } ?? false }
}
