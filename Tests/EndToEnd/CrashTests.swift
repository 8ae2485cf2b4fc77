import Foundation
import Testbed
import Testing

/// An import that is killed, doubled or starved: the store opens, each file is in it whole or not at all, and the next import completes.
@Suite(.serialized)
struct CrashTests {
    /// A few megabytes in fifty files of one record to several dozen, with links and trees.
    private static let corpus: Scratch = {
        let scratch = Scratch()
        let real =
            Testbed.shared.map { Testbed.files(under: $0 + "/data/iati/country-ghana").filter { !$0.hasSuffix(".gz") }.prefix(8) } ?? []
        let examples = ["sudan-2011", "afghanistan-2011"].flatMap { Testbed.files(under: Testbed.examples + "/" + $0) }
        for (index, path) in (examples + real).enumerated() where path.hasSuffix(".xml") { scratch.copy(path, as: "in/\(100 + index).xml") }
        return scratch
    }()

    /// What a store says of its files: records by file, identifiers by file, and the money of each.
    private struct Contents {
        var records: [String: String]
        var activities: [String: Set<String>]
        var sums: CSVTable

        init(_ node: Node) {
            records = node.run(["status", "--format", "csv"]).table.dictionary("source", "records")
            let list = node.run(["activities", "--format", "csv"]).table
            activities = Dictionary(grouping: zip(list["file"], list["identifier"]), by: \.0).mapValues { Set($0.map(\.1)) }
            sums = node.totals("activity,country,sector,year", ["--currency", "original"])
        }

        func sums(of identifiers: Set<String>) -> [[String]] { sums.rows.filter { identifiers.contains($0[0]) } }
    }

    /// What depends on several files at once, and on how the import ended.
    private static func settled(_ node: Node) -> [CSVTable] {
        let status = node.run(["status", "--format", "csv"]).table
        let columns = ["source", "problems", "superseded", "state"].map { status[$0] }
        let sources = CSVTable(status.rows.indices.map { row in columns.map { $0[row] }.joined(separator: ",") + "\n" }.joined())
        return [sources] + ["funder", "net"].map { node.totals("activity,year", ["--currency", "original", "--rule", $0]) }
    }

    private static let calm: (contents: Contents, settled: [CSVTable], seconds: Double) = {
        let node = Node()
        let child = Concord.start(["--store", node.store, "import", corpus.path("in")])
        let run = child.wait()
        precondition(run.code == 0, run.description)
        let seconds = child.seconds
        return (Contents(node), settled(node), seconds)
    }()

    /// Every file that is there has all its records, and every activity all its money, as after a calm import. More may
    /// count of a file that holds a copy of another's record while the other is not there yet.
    private func expectWhole(_ node: Node, _ comment: String) {
        let opened = node.run(["migrate"])
        #expect(opened.code == 0, "\(comment): \(opened)")
        let (found, calm) = (Contents(node), Self.calm.contents)
        for (file, records) in found.records { #expect(records == calm.records[file], "\(comment): \(file)") }
        var whole: Set<String> = []
        for file in found.records.keys {
            let (here, there) = (found.activities[file] ?? [], calm.activities[file] ?? [])
            #expect(here.isSuperset(of: there), "\(comment): \(file)")
            #expect(here == there || found.records.count < calm.records.count, "\(comment): \(file)")
            whole.formUnion(there)
        }
        let isSame = found.sums(of: whole) == calm.sums(of: whole)
        #expect(isSame, "\(comment): sums of \(whole.count) activities")
    }

    private func expectCalm(_ node: Node, _ comment: String) {
        let (found, calm) = (Contents(node), Self.calm.contents)
        #expect(found.records == calm.records, "\(comment)")
        #expect(found.activities == calm.activities, "\(comment)")
        #expect(found.sums == calm.sums, "\(comment)")
        #expect(Self.settled(node) == Self.calm.settled, "\(comment)")
    }

    /// Twenty moments from the first instruction to the last; one store is killed again and again, and completed after every fourth.
    @Test func killedAtTwentyMoments() {
        var random = SeededGenerator(seed: 1993)
        var node = Node()
        for round in 0..<20 {
            let moment = Double.random(in: 0...1.1, using: &random) * Self.calm.seconds
            let run = Concord.start(["--store", node.store, "import", Self.corpus.path("in")]).killed(after: moment)
            let comment = "round \(round), after \(moment) s of \(Self.calm.seconds)"
            #expect(run.signal == SIGKILL || run.code == 0, "\(comment)")
            expectWhole(node, comment)
            guard round % 4 == 3 else { continue }
            let completed = node.load([Self.corpus.path("in")])
            #expect(completed.code == 0, "\(comment): \(completed)")
            expectCalm(node, comment)
            node = Node()
        }
    }

    /// Both end well; one may say that the other is writing, and then works when it is tried again.
    @Test func twoImportsAtOnce() {
        let node = Node()
        #expect(node.run(["migrate"]).code == 0)
        expectBothEndWell(node)
    }

    @Test func twoImportsIntoANewStore() { for _ in 0..<3 { expectBothEndWell(Node()) } }

    private func expectBothEndWell(_ node: Node) {
        let both = (0..<2).map { _ in Concord.start(["--store", node.store, "import", Self.corpus.path("in")]) }
        for run in both.map({ $0.wait() }) where run.code != 0 {
            #expect(run.code == 1, "\(run)")
            #expect(run.errorLines.last?.contains("another import is writing") == true, "\(run)")
        }
        #expect(node.load([Self.corpus.path("in")]).code == 0)
        expectCalm(node, "two at once")
    }

    /// A reader during an import gets an answer.
    @Test func readingDuringAnImport() {
        let node = Node()
        #expect(node.run(["migrate"]).code == 0)
        let child = Concord.start(["--store", node.store, "import", Self.corpus.path("in")])
        for _ in 0..<5 {
            let run = node.run(["totals", "--by", "reporter", "--format", "csv"])
            #expect(run.code == 0, "\(run)")
        }
        #expect(child.wait().code == 0)
        expectCalm(node, "with readers")
    }

    /// Room for a part of the store only: one line, exit 1, and all of it after there is room again. Blocks of 512 bytes.
    @Test(arguments: [64, 400, 2000])
    func noRoom(blocks: Int) {
        let node = Node()
        let script = "trap '' XFSZ; ulimit -f \(blocks); exec \"$0\" \"$@\""
        let words = ["-c", script, Concord.binary, "--store", node.store, "import", Self.corpus.path("in")]
        let run = Child("/bin/sh", words, environment: Concord.environment).wait(limit: 120)
        #expect(run.code == 1, "\(run)")
        #expect(run.errorLines.count == 1, "\(run)")
        #expect(run.errors.contains(node.store), "\(run)")
        #expect(["full", "space", "limit"].contains { run.errors.contains($0) }, "\(run)")
        expectWhole(node, "\(blocks) blocks")
        let completed = node.load([Self.corpus.path("in")])
        #expect(completed.code == 0, "\(completed)")
        expectCalm(node, "\(blocks) blocks, completed")
    }

    private static func shell(_ script: String, _ words: [String]) -> Run {
        Child("/usr/bin/unshare", ["-m", "/bin/sh", "-c", script] + words, environment: Concord.environment).wait(limit: 120)
    }

    private static let canMount = Testbed.exists("/usr/bin/unshare") && shell("mount -t tmpfs tmpfs \"$0\"", [corpus.folder]).code == 0

    /// A disk that is really full: what it holds is taken off it, and completed where there is room.
    @Test(.enabled(if: canMount, "only root may mount a small disk"), arguments: ["40k", "300k", "900k"])
    func aFullDisk(size: String) {
        let node = Node()
        node.scratch.write("disk/.keep", "")
        let script = """
            mount -t tmpfs -o size=\(size) tmpfs "$0" || exit 99
            "$1" --store "$0/store.db" import "$2"; code=$?
            cp "$0"/store.db* "$3"; exit $code
            """
        let disk = node.scratch.path("disk")
        let run = Self.shell(script, [disk, Concord.binary, Self.corpus.path("in"), node.scratch.folder])
        #expect(run.code == 1, "\(run)")
        #expect(run.errorLines.count == 1, "\(run)")
        #expect(run.errors.contains("\(disk)/store.db is full") || run.errors.contains("\(disk)/store.db cannot grow"), "\(run)")
        expectWhole(node, size)
        #expect(node.load([Self.corpus.path("in")]).code == 0)
        expectCalm(node, size)
    }
}
