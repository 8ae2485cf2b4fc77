import Foundation
import SQL
import Testbed
import Testing

/// What users get wrong: one line that says what to do, and the right exit code.
struct MistakeTests {
    private static let node: Node = {
        let node = Node()
        node.load([Testbed.examples + "/sudan-2011/dod.xml"])
        return node
    }()

    private func expect(_ run: Run, _ code: Int32, _ words: String..., at location: SourceLocation = #_sourceLocation) {
        #expect(run.code == code, "\(run)", sourceLocation: location)
        #expect(run.output.isEmpty, "\(run)", sourceLocation: location)
        #expect(run.errorLines.count == 1, "\(run)", sourceLocation: location)
        for word in words { #expect(run.errors.contains(word), "\(run)", sourceLocation: location) }
        for word in ["SQL", "SELECT", "Fatal", "Error(", "error code"] {
            #expect(!run.errors.contains(word), "\(run)", sourceLocation: location)
        }
    }

    @Test(arguments: [
        "totals", "totals --by planet", "totals --by country,country", "totals --by ,", "totals --by country --curency EUR",
        "totals --by country --currency EURO", "totals --by country --currency E1R", "totals --by country --rule gross",
        "totals --by country --flow spent",
        "totals --by country --prices constant", "totals --by country --prices constant:2010 --currency EUR",
        "totals --by country --year fiscal:MARS",
        "totals --by country --borders future", "totals --by country --party MARS", "totals --by country --from soon",
        "totals --by country extra",
        "totals --by country --format xml", "import", "import --handling secret x.xml", "import --handling named: x.xml",
        "import --handling named:MARS x.xml",
        "import ftp://example.org/a.xml", "import https://", "sources", "sources add https://example.org/a.xml",
        "sources add none.xml --every 1",
        "sources add https://example.org/a.xml --every 0", "sources remove https://example.org/a.xml",
        "sources refresh https://example.org/a.xml", "show", "show A B", "trace", "trace --flow spent A", "frobnicate", "--frobnicate",
        "status extra", "parties --party MARS",
        "activities --search=", "brief", "brief --country MARS", "brief --country SS --lang fr", "brief --country SS -o brief.docx",
        "--reader MARS status",
        "--store",
    ])
    func usage(words: String) { expect(Self.node.run(words.split(separator: " ").map(String.init)), 2) }

    @Test func anOptionAlmostRight() {
        expect(Self.node.run(["totals", "--by", "country", "--curency", "EUR"]), 2, "--curency", "--currency")
        expect(Self.node.run(["total", "--by", "country"]), 2, "totals")
    }

    /// Whatever is wrong, the line begins with the command that was asked.
    @Test(arguments: [
        "totals --by planet", "totals --by country --country MARS", "totals --by country --party MARS", "brief --country MARS",
        "brief --country SS -o no/such/brief.html", "import --handling secret x.xml", "totals --curency EUR",
    ])
    func theCommandIsNamed(words: String) {
        let run = Self.node.run(words.split(separator: " ").map(String.init))
        #expect(run.errors.hasPrefix("concord \(words.split(separator: " ")[0]): "), "\(run)")
    }

    @Test(arguments: ["South Sudan", "south sudan", "南スーダン", "SSD"])
    func aCountryByItsName(name: String) {
        expect(Self.node.run(["brief", "--country", name]), 2, "did you mean SS?")
        expect(Self.node.run(["totals", "--by", "country", "--country", name]), 2, "did you mean SS?")
    }

    @Test func anOutputInNoFolder() {
        for path in ["no/such/brief.html", "no/such/brief.pdf"] {
            expect(Self.node.run(["brief", "--country", "SS", "-o", path]), 1, path, "make it first")
        }
    }

    @Test func nothingFound() {
        let file = Self.node.run(["problems", "--file", "nosuch.xml", "--format", "csv"])
        #expect(file.code == 0 && file.errors.contains("concord status lists them"), "\(file)")
        let rule = Self.node.run(["problems", "--rule", "nosuch", "--format", "csv"])
        #expect(rule.code == 0 && rule.errors.contains("nosuch"), "\(rule)")
    }

    private static let reading = [
        "status", "problems", "totals --by country", "activities", "show A", "trace A", "parties", "brief --country SS",
    ]

    @Test(arguments: reading)
    func noStore(words: String) {
        expect(Node().run(words.split(separator: " ").map(String.init)), 1, "there is no store at")
    }

    @Test(arguments: reading + ["import a.xml", "migrate"])
    func noStoreButAnotherFile(words: String) {
        let node = Node()
        node.scratch.write("a.xml", IATI.document([]))
        for text in ["some text, long enough to be taken for a header of some kind. " + String(repeating: "x", count: 200), "short"] {
            node.scratch.write("store.db", text)
            expect(node.run(words.split(separator: " ").map(String.init)), 1, "is not a Concord store")
            #expect(Testbed.text(of: node.store) == text)
        }
    }

    /// Somebody else's SQLite database is left as it is.
    @Test(arguments: reading + ["import a.xml", "migrate"])
    func anotherDatabase(words: String) {
        let node = Node()
        node.scratch.write("a.xml", IATI.document([]))
        #expect(SQLite.run(node.store, "CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)"))
        expect(node.run(words.split(separator: " ").map(String.init)), 1, "is not a Concord store")
        #expect(SQLite.run(node.store, "INSERT INTO theirs VALUES (2)"))
    }

    @Test(arguments: reading + ["import a.xml", "migrate"])
    func aNewerSchema(words: String) {
        let node = Node()
        node.load([node.scratch.write("a.xml", IATI.document([IATI.activity("A")]))])
        #expect(SQLite.run(node.store, "PRAGMA user_version = 999"))
        expect(node.run(words.split(separator: " ").map(String.init)), 1, "newer", "999")
    }

    @Test(arguments: reading + ["import a.xml", "migrate"])
    func aFolderForAStore(words: String) {
        let node = Node()
        node.scratch.write("a.xml", IATI.document([]))
        node.scratch.write("store.db/inside", "")
        expect(node.run(words.split(separator: " ").map(String.init)), 1, node.store)
    }

    @Test func aStoreInNoFolder() {
        let node = Node(Scratch(), store: "no/such/folder/store.db")
        expect(node.run(["migrate"]), 1, node.store)
    }

    @Test func anEmptyFileBecomesAStore() {
        let node = Node()
        node.scratch.write("store.db", "")
        #expect(node.load([node.scratch.write("a.xml", IATI.document([IATI.activity("A")]))]).code == 0)
        #expect(node.run(["status", "--format", "csv"]).table.rows.count == 1)
    }

    /// The store is no data: its own folder can be read again and again.
    @Test func theStoreInTheFolderItReads() {
        let node = Node()
        node.scratch.write("a.xml", IATI.document([IATI.activity("A", inside: IATI.transaction("1"))]))
        for _ in 0..<2 {
            let run = node.load(["."])
            #expect(run.code == 0, "\(run)")
        }
        #expect(node.run(["status", "--format", "csv"]).table["source"] == [node.scratch.path("a.xml")])
    }

    @Test func aPathThatLeadsNowhere() {
        let node = Node()
        let run = node.load([
            node.scratch.path("no.xml"), node.scratch.write("a.xml", IATI.document([IATI.activity("A", inside: IATI.transaction("1"))])),
        ])
        #expect(run.code == 3)
        #expect(run.errorLines.filter { $0.contains("no.xml") }.count == 1)
        #expect(node.sums("activity") == ["A|USD|1.00"])
    }

    @Test func aNameThatIsNotUTF8() {
        let node = Node()
        node.scratch.write("a.xml", IATI.document([]))
        let made = Child("/bin/sh", ["-c", "mv a.xml \"$(printf 'caf\\351.xml')\""], in: node.scratch.folder).wait()
        #expect(made.code == 0, "\(made)")
        let run = node.load(["."])
        #expect(run.code == 3 && run.errors.contains("its name is not UTF-8: rename it"), "\(run)")
    }

    @Test func anActivityThatIsNotThere() {
        for word in ["show", "trace"] { expect(Self.node.run([word, "NO-SUCH"]), 1, "there is no activity NO-SUCH") }
    }

    /// Names that would do harm in a terminal or in SQL are only names.
    @Test(arguments: ["'", "\"; DROP TABLE activity; --", "%", "\u{1B}[31mred", "a\nb", "🜁", String(repeating: "x", count: 5000)])
    func hostileNames(name: String) {
        let run = Self.node.run(["trace", name])
        #expect(run.code == 1)
        #expect(run.errorLines.count == 1)
        #expect(!run.errors.contains("\u{1B}"))
        for words in [["activities", "--search", name], ["problems", "--file", name]] {
            #expect(Self.node.run(words).code == 0, "\(words)")
        }
        for option in ["--country", "--party", "--sector", "--currency", "--by", "--year", "--prices"] {
            let run = Self.node.run(["totals", "--by", "activity", option, name])
            #expect(run.code == 2 || (option == "--sector" && run.code == 0), "\(run)")
            #expect(run.errorLines.count == (run.code == 2 ? 1 : 0), "\(run)")
            #expect(!run.errors.contains("\u{1B}"), "\(option)")
        }
    }

    @Test func withoutItsTables() {
        let run = Node().run(["import", "x.xml"], environment: ["CONCORD_RESOURCES": "/nowhere"])
        expect(run, 1, "/nowhere", "CONCORD_RESOURCES")
    }

    @Test(arguments: ["", "import", "status", "totals", "activities", "show", "trace", "problems", "parties", "brief", "migrate"])
    func helpIsData(command: String) {
        let run = Concord.run((command.isEmpty ? [] : [command]) + ["--help"])
        #expect(run.code == 0)
        #expect(run.errors.isEmpty)
        #expect(run.output.contains("concord \(command)"))
    }
}

/// SQLite as a stranger would use it on our files.
enum SQLite {
    /// True when every statement succeeded.
    static func run(_ path: String, _ sql: String) -> Bool {
        guard let database = try? Database(path: path, mode: .create) else { return false }
        return (try? database.execute(sql)) != nil
    }
}
