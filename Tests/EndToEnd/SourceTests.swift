import Foundation
import Testbed
import Testing

/// Files on the network: fetched once, kept fresh, and never at the cost of what was there.
struct SourceTests {
    private let publisher = Publisher()
    private let node = Node()

    /// A moment, and whole days after it.
    private func day(_ number: Int) -> [String: String] { Self.direct(["SOURCE_DATE_EPOCH": String(1_600_000_000 + number * 86_400)]) }

    /// Whatever proxy the machine has is not for loopback.
    private static func direct(_ more: [String: String] = [:]) -> [String: String] { more.merging(["no_proxy": "*"]) { $1 } }

    @discardableResult
    private func run(_ words: String..., on day: Int = 0) -> Run { node.run(words, environment: self.day(day)) }

    private func publish(_ name: String, _ amount: String) {
        publisher.scratch.write(name, IATI.document([IATI.activity(name, inside: IATI.country("SS"), IATI.transaction(amount))]))
    }

    private func spend() -> [String] { node.sums("activity") }

    private var copies: [String] { Testbed.files(under: node.store + ".sources") }

    private func status(_ column: String, on day: Int = 0) -> [String: String] {
        run("status", "--format", "csv", on: day).table.dictionary("source", column)
    }

    // MARK: - import

    @Test func anAddressIsTheFilesName() {
        publish("a.xml", "7")
        let address = publisher.address("files/a.xml")
        let run = run("import", "--allow-local", "--licence", "CC BY", address)
        #expect(run.code == 0, "\(run)")
        #expect(spend() == ["a.xml|USD|7.00"])
        #expect(status("licence") == [address: "CC BY"])
        #expect(self.run("trace", "a.xml").output.contains(address))
        #expect(copies.count == 1)
    }

    @Test func theSameVersionIsNotFetchedAgain() {
        publish("a.xml", "7")
        run("import", "--allow-local", publisher.address("files/a.xml"))
        let again = run("import", "--allow-local", publisher.address("files/a.xml"))
        #expect(again.errorLines == ["0 files read, 1 unchanged; 0 records new or changed"])
        publish("a.xml", "8")
        run("import", "--allow-local", publisher.address("files/a.xml"))
        #expect(publisher.requests == ["200 /files/a.xml", "304 /files/a.xml", "200 /files/a.xml"])
        #expect(spend() == ["a.xml|USD|8.00"])
    }

    /// The server still knows the version, but the copy is gone.
    @Test func aCopyThatIsGoneIsFetched() throws {
        publish("a.xml", "7")
        run("import", "--allow-local", publisher.address("files/a.xml"))
        try FileManager.default.removeItem(atPath: node.store + ".sources")
        #expect(run("import", "--allow-local", publisher.address("files/a.xml")).code == 0)
        #expect(publisher.requests == ["200 /files/a.xml", "200 /files/a.xml"])
    }

    @Test func onesOwnNetworkIsRefused() {
        publish("a.xml", "7")
        let run = run("import", publisher.address("files/a.xml"))
        #expect(run.code == 3 && run.errors.contains("127.0.0.1") && run.errors.contains("--allow-local"), "\(run)")
        #expect(publisher.requests.isEmpty && copies.isEmpty)
    }

    /// A proxy would connect in place of the program.
    @Test func aProxyIsNotAskedForOnesOwnNetwork() {
        let proxy = ["http_proxy": "http://" + publisher.host, "no_proxy": ""]
        #expect(node.run(["import", "http://192.168.0.1/a.xml"], environment: proxy).errors.contains("192.168.0.1"))
        #expect(publisher.requests.isEmpty)
    }

    @Test(arguments: ["status/404", "redirect?to=file:///etc/passwd"])
    func whatCannotBeHadLeavesNothing(path: String) {
        let address = publisher.address(path)
        let run = run("import", "--allow-local", address)
        #expect(run.code == 3 && run.errorLines.count == 2, "\(run)")
        #expect(copies.isEmpty)
        #expect(status("state") == [address: "failed"])
    }

    /// Names lead nowhere but into the folder beside the store, whoever gives them.
    @Test(arguments: [
        "files/a.xml?x=/../../../planted.xml", "files/%2e%2e%2f%2e%2e%2fa.xml", "named", "files/.a.xml", "files/a.xml%00b",
        "files/" + String(repeating: "a", count: 600) + ".xml",
    ])
    func namesOfFilesAreHarmless(path: String) {
        publish("a.xml", "7")
        run("import", "--allow-local", publisher.address(path))
        let around = Testbed.files(under: node.scratch.folder).filter { !$0.hasPrefix(node.store) }
        #expect(around.isEmpty, "\(around)")
        #expect(copies.allSatisfy { $0.hasPrefix(node.store + ".sources/127.0.0.1/") && !$0.contains("planted") })
    }

    /// Copies of files are no files of the folder that they lie in.
    @Test func copiesAreNotReadTwice() {
        publish("a.xml", "7")
        run("import", "--allow-local", publisher.address("files/a.xml"))
        run("import", node.scratch.folder)
        #expect(status("state") == [publisher.address("files/a.xml"): "read"])
    }

    // MARK: - passwords and keys

    @Test func secretsAreShownNowhere() throws {
        publish("a.xml", "7")
        let secret = "http://desk:open-sesame@\(publisher.host)/"
        let runs = [
            run("import", "--allow-local", secret + "private/a.xml?key=S3CRETKEY"), run("import", "--allow-local", secret + "none"),
            run("import", secret + "private/a.xml"), run("import", "ftp://desk:open-sesame@example.org/a.xml?key=S3CRETKEY"),
            run("import", "https://desk:open-sesame@exa mple/a.xml"),
            run("sources", "add", "--allow-local", "--every", "1", secret + "private/a.xml?key=S3CRETKEY"),
            run("sources", "refresh"), run("sources", "list"), run("status"), run("problems"), run("brief", "--country", "SS"),
            run("sources", "refresh", publisher.address("none?token=S3CRETKEY")),
        ]
        for run in runs {
            for text in [run.output, run.errors] { #expect(!text.contains("sesame") && !text.contains("S3CRET"), "\(run)") }
        }
        #expect(runs[6].table["result"].isEmpty && runs[6].output.contains("unchanged"), "\(runs[6])")
        for path in Testbed.files(under: node.scratch.folder) where !path.hasSuffix("/.secrets") {
            let text = String(decoding: Testbed.bytes(of: path), as: UTF8.self)
            #expect(!text.contains("sesame") && !text.contains("S3CRET"), "\(path)")
        }
        let kept = node.store + ".sources/.secrets"
        let attributes = try FileManager.default.attributesOfItem(atPath: kept)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let shown = run("sources", "list", "--format", "csv").table["source"][0]
        #expect(run("sources", "remove", shown).code == 0)
        #expect(Testbed.text(of: kept).isEmpty)
    }

    // MARK: - sources

    private func list(_ columns: [String], on day: Int) -> [[String]] {
        let table = run("sources", "list", "--format", "csv", on: day).table
        return table.rows.indices.map { row in columns.map { table[$0][row] } }
    }

    @Test func whatIsDueIsReadAgain() {
        publish("a.xml", "7")
        let address = publisher.address("files/a.xml")
        #expect(run("sources", "add", "--allow-local", "--every", "7", "--handling", "partners", address).code == 0)
        #expect(list(["source", "state", "age", "last-success"], on: 0) == [[address, "due", "0", ""]])
        let first = run("sources", "refresh", "--format", "csv")
        #expect(first.code == 0 && first.table.rows == [[address, "new", "1", "0", "0", "0", "0", ""]], "\(first)")
        #expect(status("handling") == [address: "partners"])
        #expect(run("sources", "refresh", "--format", "csv", on: 6).table.rows.isEmpty)
        let due = run("sources", "refresh", "--format", "csv", on: 7)
        #expect(due.table.rows == [[address, "unchanged", "0", "1", "0", "0", "0", ""]], "\(due)")
        #expect(publisher.requests == ["200 /files/a.xml", "304 /files/a.xml"])
        #expect(list(["state", "age", "last-success", "files"], on: 8) == [["fresh", "1", "2020-09-20T12:26:40Z", "1"]])
    }

    @Test func onePlaceOrAllWhetherDueOrNot() {
        publish("a.xml", "7")
        let path = node.scratch.write("b.xml", IATI.document([]))
        run("sources", "add", "--allow-local", "--every", "7", publisher.address("files/a.xml"))
        run("sources", "add", "--every", "7", path)
        run("sources", "refresh")
        #expect(run("sources", "refresh", "--format", "csv", path).table["source"] == [path])
        #expect(run("sources", "refresh", "--format", "csv", "--all").table["result"] == ["unchanged", "unchanged"])
        #expect(run("sources", "remove", path).code == 0)
        #expect(list(["source"], on: 0) == [[publisher.address("files/a.xml")]])
        #expect(status("state").count == 2)
    }

    /// The publisher is gone: what was read stays, and says so.
    @Test func theLastGoodCopyStays() {
        publish("a.xml", "7")
        let address = publisher.address("files/a.xml")
        run("sources", "add", "--allow-local", "--every", "7", address)
        run("sources", "refresh")
        publisher.scratch.remove("a.xml")
        let gone = run("sources", "refresh", "--format", "csv", on: 7)
        #expect(gone.code == 3 && gone.table["result"] == ["failed"] && gone.table["reason"][0].hasPrefix("gone:"), "\(gone)")
        #expect(spend() == ["a.xml|USD|7.00"])
        #expect(status("state") == [address: "read"])
        #expect(status("failure")[address]?.hasPrefix("gone:") == true)
        publish("a.xml", "8")
        #expect(run("sources", "refresh", on: 8).code == 0)
        #expect(status("failure") == [address: ""])
    }

    /// Seven days and one of grace.
    @Test func whatIsNotReadInTimeIsStale() {
        publish("a.xml", "7")
        let address = publisher.address("files/a.xml")
        let once = node.scratch.write("once.xml", IATI.document([IATI.activity("once", inside: IATI.country("SS"), IATI.transaction("1"))]))
        run("sources", "add", "--allow-local", "--every", "7", address)
        run("sources", "refresh")
        run("import", once)
        for (day, state, mark) in [(8, "due", ""), (9, "stale", "stale")] {
            #expect(list(["state", "age"], on: day) == [[state, String(day)]])
            #expect(status("stale", on: day) == [address: mark, once: ""])
            #expect(run("status", on: day).errors.contains("1 stale") == (day == 9))
            #expect(run("brief", "--country", "SS", on: day).output.contains("not refreshed on schedule") == (day == 9))
            #expect(run("brief", "--country", "SS", "--lang", "ja", on: day).output.contains("予定どおり更新されず") == (day == 9))
        }
        #expect(status("age", on: 9) == [address: "9", once: "9"])
        #expect(run("status", "--format", "csv").output.hasPrefix("source,format,records,problems,last-read,"))
    }

    /// A file below a folder keeps its own mark, though the folder alone is due.
    @Test func theNearestSourceSaysTheTerms() {
        let path = node.scratch.write("data/a.xml", IATI.document([IATI.activity("A", inside: IATI.country("SS"), IATI.transaction("1"))]))
        run("sources", "add", "--every", "9", "--handling", "own", path)
        run("sources", "add", "--every", "1", "--handling", "public", node.scratch.path("data"))
        for day in [0, 3] {
            run("sources", "refresh", on: day)
            #expect(status("handling") == [path: "own"])
        }
    }

    /// A disk that is not there today takes nothing out of the store.
    @Test func anEmptyFolderWithdrawsNothing() {
        node.scratch.write("data/a.xml", IATI.document([IATI.activity("A", inside: IATI.country("SS"), IATI.transaction("1"))]))
        run("sources", "add", "--every", "1", node.scratch.path("data"))
        run("sources", "refresh")
        node.scratch.remove("data/a.xml")
        let run = run("sources", "refresh", "--format", "csv", on: 2)
        #expect(run.code == 3 && run.table["result"] == ["failed"], "\(run)")
        #expect(spend() == ["A|USD|1.00"])
    }

    /// A new schedule takes no mark away.
    @Test func termsThatAreNotGivenStay() {
        let path = node.scratch.write("a.xml", IATI.document([]))
        run("sources", "add", "--every", "9", "--handling", "own", "--licence", "as agreed", path)
        run("sources", "add", "--every", "3", path)
        #expect(list(["every", "handling", "licence"], on: 0) == [["3", "own", "as agreed"]])
    }

    /// Never read, and longer than its schedule allows: no file of it stands in the list.
    @Test func aSourceThatWasNeverReadIsStaleToo() {
        run("import", node.scratch.write("a.xml", IATI.document([])))
        run("sources", "add", "--every", "1", publisher.address("none"))
        #expect(!run("status", on: 2).errors.contains("stale"))
        #expect(run("status", on: 3).errorLines.first?.hasPrefix("1 stale") == true)
    }

    @Test func whatWasReadBeforeBelongsToItsSource() {
        let path = node.scratch.write("data/a.xml", IATI.document([]))
        run("import", path)
        run("sources", "add", "--every", "3", node.scratch.path("data"), on: 1)
        #expect(list(["state", "age", "files"], on: 1) == [["fresh", "1", "1"]])
    }
}
