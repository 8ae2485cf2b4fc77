import Foundation
import Testbed
import Testing

/// Rule 16 and need N25: what a reader may not see is in no answer to him, as if the store had never held it.
struct HandlingTests {
    /// Files that only some may see, made so that each would show if it leaked: by winning, linking, adopting, naming.
    private static let hidden: [(name: String, mark: String, text: String)] = [
        ("winner.xml", "named:USA", IATI.document([newerCopy])),
        ("linked.xml", "named:USA", IATI.document([upstream, downstream])),
        ("family.xml", "named:USA", IATI.document([parentOfPublic, childOfPublic])),
        ("named.xml", "own", IATI.document([withItsOwnNames])),
        ("broken.xml", "named:USA", "<html>an error page</html>"),
        (
            "milestones.csv", "own",
            "country,date,title_en,title_ja,source\nSS,2012-09-27,Hidden agreement,秘密の合意,https://example.org/hidden\n"
        ),
        (
            "events.csv", "named:USA",
            "event_id_cnty,event_date,year,event_type,sub_event_type,iso3,fatalities\nSSD1,2012-09-27,2012,Hidden type,,SSD,3\n"
        ),
        ("presence.csv", "named:USA", "Who,Place,Code\n#org+impl+name,#adm1+name,#adm1+pcode\nHidden society,Jonglei,SS03\n"),
        (
            "crs_2013.csv", "named:USA",
            "Row Labels,Australia,A1,A2,A3,A4,A5,A6,A7,A8,A9,Japan,United States\nSouth Sudan,1,,,,,,,,,,2,3\n"
        ),
        ("microdata.txt", "named:USA", "Year|DonorCode|DonorName|RecipientName|USD_Disbursement\n2013|302|United States|South Sudan|4\n"),
        (
            "us_foreign_aid_complete.csv", "own",
            "Country Code,Country Name,Transaction Type Name,Fiscal Year,Current Dollar Amount\nSSD,South Sudan,Disbursements,2013,5\n"
        ),
        ("aims.csv", "named:USA", "country,year,donor,disbursement,currency\nSS,2013,Japan,6,USD\n"),
        (
            "funding.csv", "named:USA",
            "#org+name+funder,#org+name+impl,#country+iso3+impl,#value+funding+total+usd\nHidden fund,UNICEF,SSD,77\n"
        ),
        ("indicators.csv", "own", "country,indicator,date,value\nSS,Hidden debt,2011,88\n"),
        ("priorities.csv", "named:USA", "country,theme,target\nSS,health,Hidden target\n"),
        (
            "contributions.csv", "named:USA",
            "#contribution+kind,#contribution+provider,#contribution+title,#contribution+country,#contribution+amount,#contribution+currency\n"
                + "security-assistance,GBR,Hidden radios,SS,4321,GBP\nenvoy,Hidden person,Hidden title,SS,1,GBP\n"
        ),
        ("people.csv", "own", "Place,Code,In need\n#adm1+name,#adm1+pcode,#inneed\nJonglei,SS03,987654\n"),
    ]

    private static let newerCopy = IATI.activity(
        "PUB-1", by: "US-GOV-1", updated: "2014-01-01", inside: "<title><narrative>Hidden title</narrative></title>",
        IATI.country("SS"), IATI.transaction("777"))
    private static let upstream = IATI.activity(
        "HID-UP", by: "US-GOV-11", inside: IATI.country("SS"), IATI.transaction("40", "3", IATI.to("PUB-2")))
    private static let downstream = IATI.activity(
        "HID-DOWN", by: "US-GOV-7", inside: IATI.country("SS"), IATI.transaction("60", "1", IATI.from("PUB-3")), IATI.transaction("60"))
    private static let parentOfPublic = IATI.activity(
        "PUB-PARENT", by: "R-9", inside: IATI.related("PUB-CHILD", IATI.child), IATI.country("SS"), IATI.transaction("100"))
    private static let childOfPublic = IATI.activity(
        "PUB-4-1", by: "R-9", inside: IATI.related("PUB-4", IATI.parent), IATI.country("SS"), IATI.transaction("30"))
    private static let withItsOwnNames = IATI.activity(
        "HID-NAMES", by: "HID-REPORTER",
        inside: "<title><narrative>Zanzibar lighthouse</narrative></title>",
        "<participating-org role=\"1\" ref=\"HID-FUNDER\"><narrative>Hidden funder</narrative></participating-org>",
        IATI.country("TZ"), "<sector code=\"23510\"/>", "<location><name><narrative>Hidden village</narrative></name></location>",
        IATI.transaction("5", currency: "TZS"))

    /// What everybody sees of the same matters.
    private static let open = IATI.document([
        IATI.activity(
            "PUB-1", by: "US-GOV-1", updated: "2012-01-01", inside: "<title><narrative>Open title</narrative></title>",
            IATI.country("SS"), IATI.transaction("100")),
        IATI.activity("PUB-2", by: "R-2", inside: IATI.country("SS"), IATI.transaction("50")),
        IATI.activity("PUB-3", by: "R-3", inside: IATI.country("SS"), IATI.transaction("60", "3", IATI.to("HID-DOWN"))),
        IATI.activity("PUB-CHILD", by: "R-9", inside: IATI.country("SS"), IATI.transaction("100")),
        IATI.activity("PUB-4", by: "R-9", inside: IATI.country("SS"), IATI.transaction("100")),
        IATI.activity(
            "PUB-5", by: "R-5", inside: IATI.country("SS"), IATI.transaction("100", currency: "QQQ"),
            IATI.transaction("9000", currency: "JPY")),
    ])

    private static let environment = ["SOURCE_DATE_EPOCH": "1400000000"]

    /// Both stores, made once: what is asked of them changes nothing.
    private static let stores: (full: Node, seen: Node) = {
        let scratch = Scratch()
        let (full, seen) = (Node(scratch, store: "full.db"), Node(scratch, store: "seen.db"))
        for path in Testbed.files(under: Testbed.examples + "/sudan-2011") {
            scratch.copy(path, as: "data/" + path.split(separator: "/").last!)
        }
        scratch.write("data/open.xml", open)
        scratch.write("partners/shared.xml", IATI.document([IATI.activity("PARTNERS", inside: IATI.country("SS"), IATI.transaction("11"))]))
        for node in [full, seen] {
            node.load([scratch.path("data")], environment: environment)
            node.load([scratch.path("partners")], handling: "partners", environment: environment)
        }
        for file in hidden { full.load([scratch.write("hidden/" + file.name, file.text)], handling: file.mark, environment: environment) }
        _ = full.run(
            ["sources", "add", scratch.path("hidden/winner.xml"), "--every", "1", "--handling", "named:USA"], environment: environment)
        _ = full.run(["sources", "add", scratch.path("hidden/named.xml"), "--every", "1"], environment: environment)
        return (full, seen)
    }()

    private var full: Node { Self.stores.full }
    /// Only what Japan may see.
    private var seen: Node { Self.stores.seen }

    private func answers(_ words: [String], reader: String = "JPN", _ node: Node) -> Run {
        node.run(["--reader", reader] + words, environment: Self.environment)
    }

    /// Lines of an answer; what a brief says of being withheld is left out.
    private func lines(_ run: Run) -> [String] {
        run.output.replacing(/(Something|Nothing)( about these countries)? is withheld[^\n]*|; something is withheld/, with: "")
            .split(separator: "\n").map(String.init)
    }

    private func expectSame(_ words: [String], at location: SourceLocation = #_sourceLocation) {
        let (a, b) = (answers(words, full), answers(words, seen))
        let told = a.errorLines.filter { !$0.hasPrefix("withheld:") }
        #expect(a.code == b.code, "\(words): \(a.errors)", sourceLocation: location)
        #expect(a.errorLines.contains { $0.hasPrefix("withheld:") }, "\(words)", sourceLocation: location)
        #expect(told == b.errorLines, "\(words)", sourceLocation: location)
        let leaked = Set(lines(a)).subtracting(lines(b))
        let isSame = lines(a) == lines(b)
        #expect(isSame, "\(words): \(leaked.sorted().prefix(3))", sourceLocation: location)
    }

    private static let bys = [
        "activity,country,place,sector,year,reporter,funder,implementer,party,agency,assistance,finance,aidtype",
        "country,place,category,theme,year,reporter,funder,implementer,party,agency,assistance,finance,aidtype",
    ]

    @Test(arguments: ["reporter", "funder", "implementer", "net"])
    func totals(rule: String) {
        for by in Self.bys {
            expectSame(["totals", "--by", by, "--rule", rule, "--currency", "original", "--format", "csv"])
            for flow in ["commitments", "budgets"] {
                expectSame(["totals", "--by", by, "--rule", rule, "--flow", flow, "--format", "csv"])
            }
        }
        expectSame(["totals", "--by", "party,year", "--rule", rule, "--borders", "now", "--year", "fiscal:JPN", "--format", "json"])
        expectSame(["totals", "--by", "activity", "--rule", rule, "--country", "SS,TZ", "--currency", "JPY", "--format", "csv"])
    }

    @Test(arguments: [
        "activities --format csv", "activities --search lighthouse --format csv", "activities --search title --format csv",
        "activities --country TZ --format csv", "activities --sector 23510 --format csv", "activities --party USA --format csv",
        "status --format csv", "sources list --format csv", "events --by country,type --format csv",
        "presence --by organisation,place --format csv", "people --by place --format csv",
        "funding --by funder,country --format csv", "indicators --years 3 --format csv", "contributions --format csv",
        "contributions --list --format csv", "reconcile --party USA,JPN,AUS --format csv",
        "reconcile --country SS --source aims --format csv",
        "problems --format csv",
        "problems --rule parent-child-sums-differ --format csv", "parties --format csv",
        "parties --party USA --format csv", "parties --unresolved --format csv", "brief --country SS", "brief --country SD,SS,TZ",
        "export iati --marked", "export iati --marked --party USA", "export hxl --marked", "export geojson --marked --country SS,TZ",
    ])
    func lists(words: String) { expectSame(words.split(separator: " ").map(String.init)) }

    @Test(arguments: ["PUB-1", "PUB-2", "PUB-3", "PUB-CHILD", "PUB-4", "HID-UP", "HID-NAMES", "PUB-PARENT", "PARTNERS", "NO-SUCH"])
    func oneActivity(identifier: String) {
        expectSame(["show", identifier])
        expectSame(["show", "--format", "json", identifier])
        expectSame(["trace", "--xml", "--format", "csv", identifier])
    }

    /// The page holds its figures a second time, for the charts; both languages.
    @Test(arguments: ["en", "ja"])
    func page(language: String) {
        let pages = [full, seen].map { node in
            let path = node.scratch.path("brief-\(language)-\(node.store.hasSuffix("full.db")).html")
            #expect(answers(["brief", "--country", "SS,TZ", "--lang", language, "-o", path], node).code == 0)
            let told = ["withheld", "非開示", "@bottom-left"]
            return Testbed.text(of: path).split(separator: "\n").filter { line in !told.contains { line.contains($0) } }
        }
        let isSame = pages[0] == pages[1]
        #expect(isSame, "\(Set(pages[0]).symmetricDifference(pages[1]).map { $0.prefix(300) }.prefix(3))")
        #expect(pages[0].count > 100)
        for word in ["lighthouse", "HID-", "Hidden", "秘密"] { #expect(!pages[0].contains { $0.contains(word) }, "\(word)") }
    }

    /// Each is told: Japan that something is withheld, the U.S. that what it sees is not for everyone, the owner neither.
    @Test func everybodyIsTold() {
        let words = ["totals", "--by", "party", "--format", "csv"]
        #expect(answers(words, full).errorLines.contains { $0.hasPrefix("withheld:") && $0.contains("JPN") })
        let american = answers(words, reader: "USA", full)
        #expect(american.errorLines.contains { $0.hasPrefix("restricted:") && $0.contains("named:USA") })
        #expect(american.errorLines.contains { $0.hasPrefix("withheld:") })
        #expect(!full.run(words).errors.contains("withheld"))
        #expect(!answers(words, seen).errors.contains("withheld"))
    }

    /// The U.S. does see what is marked for it: 777 of the newer copy, and of PUB-2's 50 the 40 that it gave itself are told twice.
    @Test func theNamedReaderSeesIt() {
        let net = full.run(["--reader", "USA", "totals", "--by", "activity", "--rule", "net", "--currency", "original", "--format", "csv"])
            .table
        let amounts = net.dictionary("activity", "amount")
        #expect(amounts["PUB-1"] == "777.00")
        #expect(amounts["HID-UP"] == "40.00")
        #expect(amounts["PUB-2"] == "10.00")
        #expect(amounts["HID-DOWN"] == nil)
        #expect(amounts["HID-NAMES"] == nil)
        #expect(full.run(["--reader", "USA", "show", "HID-UP"]).code == 0)
    }

    @Test(arguments: ["", "NOBODY", "own", "U S A", "'; DROP TABLE document"])
    func nobodyIsNoReader(name: String) {
        let run = answers(["totals", "--by", "party"], reader: name, full)
        #expect(run.code == 2)
        #expect(run.output.isEmpty)
        #expect(run.errorLines.count == 1)
    }

    /// Rates convert for everybody, so a sheet of them cannot be for some: it is refused, and converts for nobody.
    @Test func ratesCannotBeWithheld() {
        let node = Node()
        let activity = IATI.activity("A", inside: IATI.transaction("100", currency: "QQQ"))
        node.load([node.scratch.write("a.xml", IATI.document([activity]))])
        let rates = node.scratch.write("rates.csv", "Date,Rate,Currency,Frequency\n2012-06-30,2,QQQ,M\n")
        let run = node.load([rates], handling: "named:USA")
        #expect(run.code == 3)
        #expect(run.errorLines.filter { $0.contains(rates) }.count == 1)
        for reader in ["USA", "JPN"] {
            #expect(
                node.run(["--reader", reader, "totals", "--by", "activity", "--format", "csv"]).table.rows == [["A", "QQQ", "100.00"]])
        }
        #expect(node.load([rates]).code == 0)
        #expect(node.run(["totals", "--by", "activity", "--format", "csv"]).table.rows == [["A", "USD", "50.00"]])
    }

    /// Places of humanitarian presence: a reader of military posture gets no coordinates.
    @Test func coordinatesAreCoarseForTheMilitary() {
        let node = Node()
        let located = IATI.activity(
            "HUM", inside: IATI.country("SS"),
            "<location><name><narrative>Juba</narrative></name><point><pos>4.8517 31.5825</pos></point></location>", IATI.transaction("10"))
        node.load([
            node.scratch.write("a.xml", IATI.document([located]).replacing("<iati-activity ", with: "<iati-activity humanitarian=\"1\" "))
        ])
        for words in [["show", "HUM"], ["show", "--format", "json", "HUM"]] {
            #expect(node.run(["--reader", "JPN"] + words).output.contains("4.8517"))
            #expect(!node.run(["--reader", "JPN-MOD"] + words).output.contains("4.8517"))
            #expect(node.run(["--reader", "JPN-MOD"] + words).code == 0)
        }
    }
}
