import Foundation
import Handmade
import Testbed
import Testing

/// The partner workbook: the template goes out, comes back filled in with mistakes, and each of them is named.
struct WorkbookTests {
    // MARK: Rows as people write them

    /// Column to value: texts and numbers.
    private typealias Row = [String: any Sendable]

    private static let languages = ["en", "ja", "ar"]

    /// What the lists offer, by language.
    private static let names: [String: [String: String]] = [
        "en": [
            "security": "Security assistance", "troops": "Troops", "on": "On the host's budget", "under-way": "Under way",
            "SS": "South Sudan", "police": "Police", "health": "Health",
        ],
        "ja": [
            "security": "治安・防衛支援", "troops": "部隊", "on": "受入国予算内", "under-way": "実施中", "SS": "南スーダン", "police": "警察", "health": "保健",
        ],
        "ar": [
            "security": "مساعدة أمنية", "troops": "قوات", "on": "ضمن ميزانية البلد المضيف", "under-way": "جارٍ", "SS": "جنوب السودان",
            "police": "الشرطة", "health": "الصحة",
        ],
    ]

    private static func good(_ language: String) -> [Row] {
        let names = names[language]!
        return [
            [
                "ref": "A-1", "kind": names["security"]!, "provider": "JICA", "title": "Radio network", "recipient": "Police service",
                "country": names["SS"]!, "place": "Jonglei", "theme": names["police"]!, "start": "2012-03-04", "end": "2012-12",
                "quantity": 30, "unit": "radios", "amount": 1200.5, "currency": "USD", "budget": names["on"]!, "budget_code": "007",
                "status": names["under-way"]!, "document": "https://example.org/a", "note": "-1 is a text here",
            ],
            // Full-width digits and a Japanese date.
            [
                "kind": names["troops"]!, "provider": "Japan", "title": "Engineers", "country": "SS", "start": "２０１２年３月４日",
                "quantity": "３５０", "unit": "personnel",
            ],
            // Eastern Arabic digits and separators.
            [
                "ref": "A-3", "kind": "in-kind", "provider": "United States", "title": "Vehicles", "country": "SDN", "start": "٢٠١٢/٠٣/٠٤",
                "amount": "١٬٢٠٠٫٥", "currency": "sdg", "budget": "off-budget",
            ],
        ]
    }

    /// What is stored of them; party, agency and the like by code, hand-written from the rows above.
    private static let stored = [
        "A-1|security-assistance|JPN|JPN-JICA|Radio network|Police service|SS|SS-JG|police|2012-03-04|2012-12|30|radios|1200.50|USD|on-budget|007|under-way|https://example.org/a|'-1 is a text here",
        "|troops|JPN||Engineers||SS|||2012-03-04||350|personnel|||||||",
        "A-3|in-kind|USA||Vehicles||SD|||2012-03-04||||1200.50|SDG|off-budget||||",
    ]

    /// A mistake, and how it is named: rule, column and words of the message.
    private struct Mistake: Sendable {
        var row: Row
        var rule: String
        var column: String
        var words: String
        var isKept: Bool
    }

    private static func row(_ changes: Row) -> Row {
        (["kind": "envoy", "provider": "USA", "title": "Special envoy", "country": "SS"] as Row).merging(changes) { $1 }
    }

    private static let mistakes: [Mistake] = [
        lost(["kind": "soldiers"], "workbook-name-unknown", "B", "\"soldiers\" is no kind"),
        lost(["provider": "John Doe"], "workbook-name-unknown", "C", "no party or agency"),
        lost(["country": "Ruritania"], "workbook-name-unknown", "F", "\"Ruritania\" is no country"),
        kept(["place": "Gotham"], "workbook-name-unknown", "G", "\"Gotham\" is no place of SS"),
        kept(["theme": "juggling"], "workbook-name-unknown", "H", "\"juggling\" is no theme"),
        kept(["amount": 5, "currency": "QQQ"], "workbook-name-unknown", "N", "\"QQQ\" is no currency"),
        kept(["budget": "maybe"], "workbook-name-unknown", "O", "\"maybe\" is no side of the budget"),
        kept(["status": "stuck"], "workbook-name-unknown", "Q", "\"stuck\" is no status"),
        kept(["start": "soon"], "workbook-date-unreadable", "I", "no date that can be read"),
        kept(["start": "2012-02-30"], "workbook-date-unreadable", "I", "\"2012-02-30\" is no date"),
        kept(["start": 41_000], "workbook-date-unreadable", "I", "\"41000\" is no date"),
        kept(["end": "03/04/2012"], "workbook-date-ambiguous", "J", "\"03/04/2012\" may be of two days"),
        kept(["start": "2012-05", "end": "2012-04-30"], "workbook-dates-reversed", "J", "before the start"),
        kept(["quantity": "about twenty", "unit": "x"], "workbook-number-unreadable", "K", "the text is no number"),
        kept(["amount": "1.200", "currency": "USD"], "workbook-number-unreadable", "M", "may be of two sizes"),
        kept(["amount": -5, "currency": "USD"], "workbook-number-unreadable", "M", "is negative"),
        kept(["amount": 5], "workbook-currency-missing", "M", "no currency"),
        kept(["quantity": 5], "workbook-unit-missing", "K", "no unit"),
        lost(["title": ""], "workbook-cell-missing", "D", "nothing stands there"),
        lost(["ref": " a-1 "], "workbook-reference-repeated", "A", "stands in a row above"),
    ]

    private static func kept(_ row: Row, _ rule: String, _ column: String, _ words: String) -> Mistake {
        Mistake(row: self.row(row), rule: rule, column: column, words: words, isKept: true)
    }

    private static func lost(_ row: Row, _ rule: String, _ column: String, _ words: String) -> Mistake {
        Mistake(row: self.row(row), rule: rule, column: column, words: words, isKept: false)
    }

    private static let priorities: [Row] = [
        [
            "country": "SS", "theme": "health", "place": "Jonglei", "priority": 1, "target": "Clinics everywhere", "date": "2011/8/1",
            "document": "Plan", "budget_code": "H-01", "budget": "on-budget", "amount": "2,500,000", "currency": "SSP",
        ],
        ["country": "SS", "theme": "juggling", "target": "A circus"],
        ["country": "SS", "theme": "police"],
    ]

    // MARK: Filling in

    /// The template filled in by another program, and the titles of its sheets.
    private func filled(
        _ node: Node, _ language: String, _ rows: [Row], priorities: [Row] = [], changes: [String] = []
    ) throws -> (path: String, titles: [String]) {
        let template = node.scratch.path("template-\(language).xlsx")
        #expect(node.run(["template", "--lang", language, "-o", template]).code == 0)
        let data = try JSONSerialization.data(withJSONObject: ["contribution": rows, "priority": priorities] as [String: [Row]])
        let json = node.scratch.write("rows.json", [UInt8](data))
        let path = node.scratch.path("filled.xlsx")
        let run = Python.run("fill_in.py", [template, path, json] + changes)
        return (path, run.output.split(separator: "\n")[0].split(separator: ",").map(String.init))
    }

    /// The contributions without file and row.
    private func list(_ node: Node, _ words: [String] = []) -> [String] {
        node.run(words + ["contributions", "--list", "--format", "csv"]).table.rows.map { $0.dropLast(2).joined(separator: "|") }
    }

    static let hasSpreadsheets = Python.has("openpyxl")
    static let withoutSpreadsheets: Comment = "no Python with openpyxl at hand; run Scripts/setup.sh test"

    // MARK: There and back

    @Test(.enabled(if: hasSpreadsheets, withoutSpreadsheets), arguments: languages)
    func everyMistakeIsNamedAndEveryGoodRowStored(language: String) throws {
        let node = Node()
        let rows = Self.good(language) + Self.mistakes.map(\.row)
        let (path, titles) = try filled(node, language, rows, priorities: Self.priorities)
        node.load([path])
        let problems = node.run(["problems", "--format", "csv"]).table
        let told = zip(zip(problems["line"], problems["rule"]), problems["message"]).map { (line: $0.0, rule: $0.1, message: $1) }
        // Four rows of headers and tags, and three good ones.
        for (place, mistake) in Self.mistakes.enumerated() {
            let line = String(8 + place)
            let start = "\(titles[0]), row \(line), column \(mistake.column) (#contribution+"
            let found = told.filter { $0.line == line && $0.message.hasPrefix(start) }
            #expect(found.map(\.rule) == [mistake.rule], "\(mistake.row)")
            #expect(found.first?.message.contains(mistake.words) == true, "\(found)")
            #expect(found.first?.message.hasSuffix("left out.") == false, "a remedy ends it")
        }
        #expect(told.filter { $0.message.hasPrefix(titles[0]) }.count == Self.mistakes.count)
        let ofPriorities = told.filter { $0.message.hasPrefix(titles[1]) }.map { "\($0.line) \($0.rule)" }
        #expect(ofPriorities == ["6 workbook-name-unknown", "7 workbook-cell-missing"])
        #expect(told.count == Self.mistakes.count + 2)
        #expect(!problems["message"].contains { $0.contains("John") })
        #expect(Array(list(node).prefix(3)) == Self.stored)
        let kept = Self.mistakes.filter(\.isKept).count
        #expect(list(node).count == 3 + kept)
        #expect(node.run(["status", "--format", "csv"]).table["records"] == [String(rows.count + 3)])
    }

    /// What is kept of a row with a mistake is all but the cell.
    @Test func aRowIsKeptWithoutTheCellThatIsWrong() {
        let node = Node()
        let kept = Self.mistakes.filter(\.isKept).map(\.row)
        node.load([csv(node, kept)])
        let rows = node.run(["contributions", "--list", "--format", "csv"]).table
        #expect(rows.rows.count == kept.count)
        for column in ["place", "theme", "start", "end", "quantity", "unit", "amount", "currency", "budget", "status"] {
            #expect(Set(rows[column]) == [""], "\(column)")
        }
        #expect(Set(rows["title"]) == ["Special envoy"])
    }

    @Test(.enabled(if: hasSpreadsheets, withoutSpreadsheets))
    func headersColumnsAndRowsMayChange() throws {
        let node = Node()
        let changes = ["rename", "reverse", "insert"]
        node.load([try filled(node, "ja", Self.good("ja"), priorities: Self.priorities.dropLast(2), changes: changes).path])
        #expect(list(node) == Self.stored.reversed())
        let rules = node.run(["problems", "--format", "csv"]).table["rule"]
        // Two columns of the partner's own in each of the two sheets.
        #expect(rules == Array(repeating: "workbook-column-unread", count: 4))
        #expect(node.run(["brief", "--country", "SS"]).output.contains("Clinics everywhere"))
    }

    @Test(.enabled(if: hasSpreadsheets, withoutSpreadsheets))
    func aHiddenSheetIsNotRead() throws {
        let node = Node()
        node.load([try filled(node, "en", Self.good("en"), changes: ["hide"]).path])
        #expect(list(node).isEmpty)
        #expect(node.run(["problems", "--format", "csv"]).table["rule"] == ["workbook-sheet-unread"])
    }

    @Test(arguments: languages)
    func theTemplateIsSmallAndEmpty(language: String) {
        let node = Node()
        let path = node.scratch.path("t.xlsx")
        let run = node.run(["template", "--lang", language, "--party", "USA", "--country", "SD,SS,AF", "-o", path])
        #expect(run.code == 0 && run.output.isEmpty)
        #expect(Testbed.bytes(of: path).count < 60_000)
        #expect(!Testbed.exists(path + ".part"))
        node.load([path])
        #expect(list(node).isEmpty)
        #expect(node.run(["problems", "--format", "csv"]).table.rows.isEmpty)
        #expect(node.run(["status", "--format", "csv"]).table["format"] == ["workbook"])
    }

    @Test func whatCannotBeMadeIsRefused() {
        let node = Node()
        #expect(node.run(["template", "-o", "t.csv"]).code == 2)
        #expect(node.run(["template", "-o", "t.xlsx", "--party", "NOBODY"]).code == 2)
        #expect(node.run(["template", "-o", "t.xlsx", "--country", "Sudan"]).errors.contains("did you mean SD?"))
        #expect(node.run(["template", "-o", "nowhere/t.xlsx"]).code == 1)
        #expect(node.run(["contributions", "--by", "colour"]).code == 2)
    }

    // MARK: CSV of one sheet

    private static let columns = [
        "ref", "kind", "provider", "title", "recipient", "country", "place", "theme", "start", "end", "quantity", "unit", "amount",
        "currency", "budget", "budget_code", "status", "document", "note",
    ]

    private func csv(_ node: Node, _ rows: [Row], name: String = "contributions.csv") -> String {
        let lines = rows.map { row in Self.columns.map { column in row[column].map { "\"\($0)\"" } ?? "" }.joined(separator: ",") }
        let tags = Self.columns.map { "#contribution+\($0)" }.joined(separator: ",")
        return node.scratch.write(name, ([Self.columns.joined(separator: ","), tags] + lines).joined(separator: "\n") + "\n")
    }

    @Test func aSheetSavedAsTextIsRead() {
        let node = Node()
        node.load([csv(node, Self.good("en"))])
        #expect(list(node) == Self.stored)
    }

    @Test(arguments: [
        ("2012", "2012"), ("2012-3", "2012-03"), ("03/2012", "2012-03"), ("2012/03/04", "2012-03-04"), ("2012.3.4", "2012-03-04"),
        ("25/12/2012", "2012-12-25"), ("12/25/2012", "2012-12-25"), ("04/04/2012", "2012-04-04"), ("4 March 2012", "2012-03-04"),
        ("2012-03-04 00:00:00", "2012-03-04"), ("2012年3月", "2012-03"), ("۲۰۱۲-۰۳-۰۴", "2012-03-04"), ("03/04/12", ""), ("1905-07-04", ""),
        ("2012-13", ""), ("20120304", ""),
    ])
    func datesAsPeopleWriteThem(text: String, expected: String) {
        let node = Node()
        node.load([csv(node, [Self.row(["start": text])])])
        #expect(node.run(["contributions", "--list", "--format", "csv"]).table["start"] == [expected])
    }

    @Test(arguments: [
        ("1,200.50", "1200.50"), ("１，２００", "1200.00"), ("1.25", "1.25"), ("0.125", "0.125"), ("1 200", ""), ("1.200,50", ""), ("USD 5", ""),
        ("1000000000000000", ""), ("0", "0.00"),
    ])
    func amountsAsPeopleWriteThem(text: String, expected: String) {
        let node = Node()
        node.load([csv(node, [Self.row(["amount": text, "currency": "USD"])])])
        let amounts = node.run(["contributions", "--list", "--format", "csv"]).table["amount"]
        #expect(amounts == [expected == "0.125" ? "0.12" : expected])
    }

    // MARK: What is said of the whole

    /// 30 and 12 radios are added, whatever the case; dollars and yen stand apart.
    @Test func unitsAndCurrenciesStandApart() {
        let node = Node()
        let rows = [
            Self.row(["quantity": 30, "unit": "Radios", "amount": 100, "currency": "USD"]),
            Self.row(["quantity": 12, "unit": "radios", "amount": 7, "currency": "JPY"]),
            Self.row(["quantity": 2, "unit": "vans", "amount": 1, "currency": "USD"]), Self.row(["kind": "troops", "country": "SD"]),
        ]
        node.load([csv(node, rows)])
        let told = node.run(["contributions", "--by", "kind", "--format", "csv"]).table.rows.map { $0.joined(separator: "|") }
        #expect(
            told == [
                "envoy|contributions||3", "envoy|quantity|Radios|42", "envoy|quantity|vans|2", "envoy|money|JPY|7.00",
                "envoy|money|USD|101.00", "troops|contributions||1",
            ])
        #expect(node.run(["contributions", "--country", "SD", "--by", "kind", "--format", "csv"]).table["kind"] == ["troops"])
        #expect(node.run(["contributions", "--party", "JPN", "--format", "csv"]).table.rows.isEmpty)
        #expect(node.totals("party").rows.isEmpty)
    }

    @Test func aRowThatIsSentAgainCountsOnce() {
        let node = Node()
        node.load([csv(node, [Self.row(["ref": "E-1", "title": "First"]), Self.row(["title": "No reference"])])])
        node.load([
            csv(node, [Self.row(["ref": "e-1", "title": "Second"]), Self.row(["ref": "E-1", "kind": "troops"])], name: "again.csv")
        ])
        // A reference twice in one file: the second row of it is left out.
        #expect(node.run(["problems", "--format", "csv"]).table["rule"] == ["workbook-reference-repeated"])
        let run = node.run(["contributions", "--list", "--format", "csv"])
        #expect(run.table["title"] == ["No reference", "Second"])
        #expect(run.errors.contains("1 row was sent again"))
    }

    @Test func aCorrectedFileReplacesTheEarlierOne() {
        let node = Node()
        node.load([csv(node, Self.mistakes.map(\.row))])
        let run = node.load([csv(node, Self.good("en"))])
        #expect(run.errors.contains("1 file read"))
        #expect(list(node) == Self.stored)
        #expect(node.run(["problems", "--format", "csv"]).table.rows.isEmpty)
        #expect(node.load([csv(node, Self.good("en"))]).errors.contains("1 unchanged"))
        node.load([node.scratch.write("contributions.csv", "country,indicator,date,value\nSS,Debt,2011,3\n")])
        #expect(list(node).isEmpty)
    }

    @Test func textsAreNoFormulas() {
        let node = Node()
        node.load([csv(node, [Self.row(["title": "=1+1", "note": "@x", "unit": "+y", "quantity": 1])])])
        let table = node.run(["contributions", "--list", "--format", "csv"]).table
        #expect(table["title"] == ["'=1+1"] && table["note"] == ["'@x"] && table["unit"] == ["'+y"])
    }

    @Test func aSheetWithoutAColumnThatItNeedsIsSaidToBe() {
        let node = Node()
        let sheet = "#contribution+kind,#contribution+title,#contribution+colour,#contribution+kind\nenvoy,x,red,troops\n"
        node.load([node.scratch.write("few.csv", sheet)])
        #expect(list(node).isEmpty)
        let problems = node.run(["problems", "--format", "csv"]).table
        #expect(
            problems["rule"].sorted() == [
                "workbook-column-missing", "workbook-column-missing", "workbook-column-unread", "workbook-column-unread",
            ])
        #expect(problems["message"].contains { $0.contains("column C: the hashtag \"#contribution+colour\" is not known") })
    }

    // MARK: Workbooks by hand

    private func sheet(_ cells: String) -> HandmadeWorkbook {
        var workbook = HandmadeWorkbook()
        let tags = ["kind", "provider", "title", "country", "amount", "currency"].map { text("#contribution+\($0)") }.joined()
        workbook.sheetData = "<row r=\"1\">\(tags)</row><row r=\"2\">\(["envoy", "USA", "Envoy", "SS"].map(text).joined())\(cells)</row>"
        return workbook
    }

    private func text(_ text: String) -> String { "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>" }

    /// A formula counts by what the spreadsheet program computed; one that failed, or was never computed, is named with its cell.
    @Test(arguments: [
        ("<c><f>600*2</f><v>1200</v></c>", "1200.00", [String]()),
        ("<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "", ["One, row 2: Cell E2 holds the error #DIV/0! instead of a value"]),
        ("<c><f>600*2</f></c>", "", ["One, row 2: The formula in cell E2 has no result"]),
    ])
    func formulas(cell: String, amount: String, problems: [String]) {
        let node = Node()
        node.load([node.scratch.write("f.xlsx", sheet(cell + text("USD")).archive.bytes)])
        #expect(node.run(["contributions", "--list", "--format", "csv"]).table["amount"] == [amount])
        let told = node.run(["problems", "--format", "csv"]).table["message"]
        #expect(told.count == problems.count)
        for (message, start) in zip(told, problems) { #expect(message.hasPrefix(start)) }
    }

    @Test func aSheetOfAnotherKindIsSaidNotToBeRead() {
        let node = Node()
        var workbook = sheet("")
        workbook.sheets += "<sheet name=\"3W\" sheetId=\"2\" r:id=\"rId2\"/>"
        workbook.moreRelations = "<Relationship Id=\"rId2\" Type=\"\(HandmadeWorkbook.relations)/worksheet\" Target=\"/xl/two.xml\"/>"
        let tags = "<row>\(text("#org+name"))\(text("#adm1+name"))</row>"
        workbook.more = [("xl/two.xml", HandmadeWorkbook.sheet(tags))]
        node.load([node.scratch.write("f.xlsx", workbook.archive.bytes)])
        #expect(list(node).count == 1)
        let told = node.run(["problems", "--format", "csv"]).table
        #expect(told["rule"] == ["workbook-sheet-unread"] && told["message"][0].hasPrefix("3W: "))
    }

    @Test func macrosAndLinksAreHarmless() {
        let node = Node()
        var workbook = sheet("")
        workbook.moreRelations = """
            <Relationship Id="rId2" TargetMode="External" Type="\(HandmadeWorkbook.relations)/externalLink" Target="file:///etc/passwd"/>\
            <Relationship Id="rId3" TargetMode="External" Type="\(HandmadeWorkbook.relations)/worksheet" Target="file:///etc/passwd"/>
            """
        workbook.sheets += "<sheet name=\"Elsewhere\" sheetId=\"2\" r:id=\"rId3\"/>"
        workbook.more = [("xl/vbaProject.bin", "macro")]
        node.load([node.scratch.write("f.xlsx", workbook.archive.bytes)])
        #expect(list(node).count == 1)
        #expect(node.run(["problems", "--format", "csv"]).table.rows.isEmpty)
    }

    /// A sheet that unpacks to far more than it holds is not read on; what stood before is kept, and the end is named.
    @Test func aBombIsNotReadOn() {
        let node = Node()
        var workbook = sheet("")
        let nothing = "<row>" + String(repeating: " ", count: 1000) + "</row>"
        workbook.sheetData += String(repeating: nothing, count: 80_000) + workbook.sheetData
        node.load([node.scratch.write("bomb.xlsx", workbook.archive.bytes)])
        #expect(list(node).count == 1)
        #expect(node.run(["problems", "--format", "csv"]).table["message"].contains { $0.contains("unpacks to far more") })
    }

    @Test func aFileOfMistakesIsToldInAThousand() {
        let node = Node()
        node.load([csv(node, (0..<1500).map { _ in Self.row(["kind": "soldiers"]) })])
        let rules = node.run(["problems", "--format", "csv"]).table["rule"]
        #expect(rules.count == 1001 && rules.contains("workbook-problems-many"))
    }

    @Test func aHalfEmptyRowIsToldOnce() {
        let node = Node()
        node.load([csv(node, [["kind": "envoy", "amount": 5]])])
        let told = node.run(["problems", "--format", "csv"]).table["message"]
        let columns = "columns C (#contribution+provider), D (#contribution+title), F (#contribution+country)"
        #expect(told == ["Contributions, row 3, \(columns): nothing stands there, and the row is left out: fill it in."])
    }

    // MARK: Readers and briefs

    @Test func whoMayNotSeeTheWorkbookSeesNothingOfIt() {
        let (full, without) = (Node(), Node())
        let open = IATI.document([IATI.activity("A", inside: IATI.country("SS"), IATI.transaction("5"))])
        for node in [full, without] { node.load([node.scratch.write("a.xml", open)]) }
        full.load([csv(full, Self.good("en") + [Self.row(["kind": "soldiers"])])], handling: "named:USA")
        #expect(list(full, ["--reader", "JPN"]).isEmpty)
        #expect(full.run(["--reader", "JPN", "problems", "--format", "csv"]).table.rows.isEmpty)
        #expect(list(full, ["--reader", "USA"]).count == 3)
        let briefs = [full, without].map { node in
            node.run(["--reader", "JPN", "brief", "--country", "SS"]).output.split(separator: "\n").filter { !$0.contains("withheld") }
        }
        #expect(briefs[0] == briefs[1])
    }

    @Test func theBriefSaysWhatNoFeedCarries() {
        let node = Node()
        let rows = [
            Self.row(["kind": "security-assistance", "provider": "JICA", "budget": "on-budget", "amount": 1_000_000, "currency": "JPY"]),
            Self.row(["kind": "troops", "provider": "Japan", "start": "2012-01", "quantity": 330, "unit": "personnel"]),
            Self.row(["kind": "troops", "provider": "Japan", "start": "2011", "end": "2011", "quantity": 20, "unit": "personnel"]),
            Self.row(["kind": "security-assistance", "provider": "USA", "status": "cancelled"]),
        ]
        node.load([csv(node, rows)])
        let brief = node.run(["brief", "--country", "SS"]).output
        #expect(brief.contains("What no feed carries"))
        #expect(brief.contains("| Japan | Security assistance | 1 | 0 | 1 on | – | JPY\u{A0}1,000,000.00 |"))
        #expect(brief.contains("| Japan | Troops | 2 | 1<br>330 personnel | – | 350 personnel | – |"))
        #expect(brief.contains("**Japan**: reported (in a partner workbook)."))
        #expect(brief.contains("**United States**: not reported."))
        let japanese = node.run(["brief", "--country", "SS", "--lang", "ja"]).output
        #expect(japanese.contains("データ公開に載らない貢献") && japanese.contains("部隊"))
        #expect(!node.run(["brief", "--country", "SD"]).output.contains("What no feed carries"))
    }

    @Test func hostPrioritiesShowTheirBudgetCode() {
        let node = Node()
        let sheet = """
            #priority+country,#priority+theme,#priority+target,#priority+budget_code,#priority+budget,#priority+amount,#priority+currency,#priority+date
            SS,health,Clinics,H-01,on-budget,"2,500,000",SSP,2011
            SS,education,Schools,,,,,

            """
        node.load([node.scratch.write("priorities.csv", sheet)])
        let brief = node.run(["brief", "--country", "SS"]).output
        #expect(brief.contains("| – | Health | whole country | Clinics | 2011 | H-01<br>SSP\u{A0}2,500,000.00<br>on budget | – |"))
        #expect(brief.contains("| – | Education | whole country | Schools | – | – | – |"))
    }
}
