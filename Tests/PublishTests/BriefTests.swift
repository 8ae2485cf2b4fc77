import Compression
import Picture
import Records
import Testing

@testable import Publish

@Suite("The brief")
struct BriefTests {
    private func page(_ picture: CountryPicture, _ language: BriefLanguage = .english) -> Rendered {
        Rendered(Brief(picture, language: language).html(assets: BriefAssets(echarts: Array("/* drawings */".utf8))))
    }

    @Test("Every section stands under its heading, in both languages", arguments: BriefLanguage.allCases)
    func sections(_ language: BriefLanguage) {
        let brief = Brief(SamplePicture.region(), language: language)
        let names = brief.document.sections.map(\.name)
        #expect(names == Section.Name.allCases)
        let html = page(SamplePicture.region(), language)
        let markdown = Rendered(brief.markdown())
        for section in brief.document.sections {
            #expect(html.contains("id=\"\(section.name.rawValue)\""))
            #expect(html.contains("<span>\(HTML.escaped(section.title))</span></h2>"))
            #expect(markdown.contains(MarkdownPage.escaped(section.title)))
        }
    }

    @Test func aCountryAloneHasNoRegion() {
        let names = Brief(SamplePicture.country()).document.sections.map(\.name)
        #expect(!names.contains(.region))
        #expect(names.count == Section.Name.allCases.count - 1)
    }

    @Test("Every figure says by which rule it was counted", arguments: BriefLanguage.allCases)
    func rules(_ language: BriefLanguage) {
        let brief = Brief(SamplePicture.country(), language: language)
        #expect(brief.document.figures.count == 7)
        let html = page(SamplePicture.country(), language)
        for figure in brief.document.figures {
            #expect(!figure.rule.isEmpty)
            #expect(html.contains("<p class=\"rule\">\(HTML.escaped(figure.rule))</p>"))
        }
        let words = Words(language: language)
        #expect(brief.document.figures[0].rule == words[.ruleNet])
        #expect(brief.document.figures[2].rule == words[.ruleReporter])
    }

    @Test func handlingIsSaid() {
        var picture = SamplePicture.country()
        #expect(page(picture).contains("Something is withheld"))
        #expect(page(picture).contains("<strong><bdi>Japan</bdi></strong> may see"))
        picture.isWithheld = false
        #expect(page(picture).contains("Nothing is withheld"))
        picture.reader = ""
        #expect(page(picture).contains("Computed from everything in the store"))
    }

    @Test func threeToFiveFindings() {
        let findings = Brief(SamplePicture.country()).document.findings.map(\.plain)
        #expect((3...5).contains(findings.count))
        #expect(findings[0].hasPrefix("Of USD\u{A0}1,018.2\u{A0}million spent in 2010–2016"))
        #expect(findings[0].contains("58\u{A0}% came from the United States"))
        #expect(findings.last == "Security assistance is reported by the United States, and not reported by Japan.")
    }

    @Test("Security assistance: every party says reported or not reported; unknown is never ODA")
    func security() {
        let section = Brief(SamplePicture.country()).document.sections.first { $0.name == .security }
        guard case .list(let lines) = section?.blocks.first else { return #expect(Bool(false), "no list") }
        #expect(lines.count == SamplePicture.parties.count)
        #expect(lines.allSatisfy { $0.plain.contains("reported") })
        #expect(page(SamplePicture.country()).contains("never called ODA"))
    }

    @Test("Each listed activity shows its identifier and where it was read")
    func activitiesOpen() {
        let picture = SamplePicture.country()
        let html = page(picture)
        for activity in picture.timeline + picture.ending + picture.largest {
            #expect(html.contains("<code><bdi>\(HTML.escaped(activity.identifier))</bdi></code>"))
            #expect(html.contains("<code><bdi>\(HTML.escaped(activity.source))</bdi></code>"))
        }
        #expect(html.contains("concord trace ID"))
    }

    @Test("Nothing reported differs from little")
    func nothingIsNotLittle() {
        var picture = CountryPicture()
        picture.countries = [SamplePicture.southSudan]
        picture.heat.themes = [NamedCode(code: "a", english: "Apples"), NamedCode(code: "b", english: "Beans")]
        let cells: [Amount?] = [Amount(micros: 1), nil]
        picture.heat.rows = [HeatMap.Row(party: SamplePicture.japan, agency: NamedCode(code: "", english: ""), cells: cells)]
        let html = page(picture)
        #expect(html.contains("s3\" title=\"USD\u{A0}0.00\">&lt;0.1</td>"))
        #expect(html.contains("title=\"nothing reported\">·</td>"))
    }

    @Test func amountsCarryTheirCents() {
        #expect(page(SamplePicture.country()).contains("title=\"USD\u{A0}1,018,215,060.90\">1,018.2 "))
    }

    @Test func everyChartHasItsTable() {
        let html = page(SamplePicture.country())
        #expect(html.count(of: "<figure class=\"chart\">") == 6)
        #expect(html.count(of: "<details class=\"data") == 6)
    }

    /// March 2015 is month 2015 * 12 + 2, December 2014 month 2014 * 12 + 11.
    @Test func monthsOfViolenceAreDrawnOnTheirOwnAndUnderTheActivities() {
        let months = "\"months\":[[24179,74,140],[24182,60,94]]"
        #expect(page(SamplePicture.country()).count(of: months) == 2)
        #expect(page(SamplePicture.country()).contains("\"label\":\"Deaths by month, UCDP GED\""))
        #expect(page(SamplePicture.country()).contains("stand in the table alone: UCDP GED 1."))
    }

    /// Of what the strip holds, only the years of the axis are shown; of several datasets the one that knows most months.
    @Test func theStripIsOfOneDataset() {
        var picture = SamplePicture.country()
        func month(_ year: Int) -> Situation.Course.Month {
            .init(year: year, month: 1, events: 1, deaths: .init(low: 5, best: 5, high: 5))
        }
        picture.situation.courses = [
            .init(dataset: .ucdp, months: (1970...1999).map(month) + [month(2014)]),
            .init(dataset: .acled, months: [month(2014), month(2015)]),
        ]
        let strip = Composer(picture, language: .english).violence(from: 2010, to: 2017)
        #expect(strip?.label == "Deaths by month, ACLED")
        #expect(strip?.months.map(\.number) == [2014 * 12, 2015 * 12])
    }

    @Test func withoutEventsThereIsNoStrip() {
        var picture = SamplePicture.country()
        picture.situation.courses = []
        #expect(page(picture).contains("\"violence\":null"))
        #expect(!page(picture).contains("strip below"))
    }

    @Test("Without drawings the tables stand open and no script is there")
    func withoutDrawings() {
        let html = Rendered(Brief(SamplePicture.country()).html(assets: BriefAssets()))
        #expect(!html.contains("<script"))
        #expect(!html.contains("<figure"))
        #expect(!html.contains("<details"))
        #expect(html.contains("script-src &#39;none&#39;"))
        #expect(html.contains("Largest streams"))
    }

    @Test func anEmptyPictureIsABriefToo() {
        for language in BriefLanguage.allCases {
            let brief = Brief(CountryPicture(), language: language)
            #expect(Rendered(brief.html(assets: BriefAssets(echarts: Array("x".utf8)))).contains("</html>"))
            #expect(Rendered(brief.markdown()).contains("## 1. "))
            #expect(brief.document.findings.count == 1)
        }
    }

    @Test func theSamePictureGivesTheSameBytes() {
        #expect(page(SamplePicture.region()).text == page(SamplePicture.region()).text)
    }

    @Test("Many parties, themes and years are folded, and the sums stay")
    func folding() {
        var picture = SamplePicture.country()
        for index in 0..<12 {
            var money = PartyMoney(party: NamedCode(code: "P\(index)", english: "Party \(index)"))
            money.total = SamplePicture.millions(10)
            money.byYear = [YearMoney(year: "unknown", grants: money.total, loans: .zero, other: .zero)]
            picture.parties.append(money)
        }
        let document = Brief(picture).document
        #expect(document.glance.rows.count == 10)
        #expect(document.glance.rows[8].cells[0].text == "11 further partners")
        guard case .chart(_, let table) = document.sections[0].blocks[0] else { return #expect(Bool(false), "no chart") }
        #expect(table.columns.contains { $0.title == "Other partners" })
        #expect(table.rows.contains { $0.cells[0].text == "No date" })
    }
}

/// A page or file that a failing test names without printing all of it.
struct Rendered: CustomTestStringConvertible {
    let text: String
    init(_ text: String) { self.text = text }
    init(_ page: [UInt8]) { text = String(decoding: page, as: UTF8.self) }
    var testDescription: String { "\(text.utf8.count) bytes" }
    func contains(_ word: String) -> Bool { text.contains(word) }
    func count(of word: String) -> Int { text.split(separator: word, omittingEmptySubsequences: false).count - 1 }
}

@Suite("Hostile text")
struct HostileTextTests {
    private let picture = SamplePicture.hostile()

    @Test func noMarkupGetsThrough() {
        let html = Rendered(Brief(picture).html(assets: BriefAssets(echarts: Array("/* drawings */".utf8))))
        #expect(html.count(of: "<script") == 3)
        #expect(html.count(of: "</script") == 3)
        #expect(!html.contains("<img"))
        #expect(!html.contains("=x onerror=alert(1)>"))
        #expect(html.count(of: "</style") == 1)
    }

    @Test func attributesKeepTheirQuotes() {
        let html = Rendered(Brief(picture).html(assets: BriefAssets(echarts: Array("/* drawings */".utf8))))
        let body = Rendered(html.text.components(before: "<script"))
        #expect(!body.contains("\"'`"))
        #expect(body.contains("&quot;&#39;`|"))
    }

    @Test("The policy names the page's own scripts and opens nothing else")
    func policy() {
        let script = "var a = '</script>';"
        let html = Rendered(Brief(SamplePicture.country()).html(assets: BriefAssets(echarts: Array(script.utf8))))
        #expect(html.contains("default-src &#39;none&#39;; script-src &#39;sha256-"))
        #expect(html.contains(SHA256.base64(of: Array("var a = '<\\/script>';".utf8))))
        #expect(html.contains(ChartScript.script.hash))
        #expect(!html.contains("unsafe-eval"))
        #expect(!html.contains("http://") && !html.contains("https://"))
    }

    @Test func markdownStaysText() {
        let markdown = Rendered(Brief(picture).markdown())
        #expect(!markdown.contains("<script"))
        #expect(!markdown.contains("<img"))
        #expect(
            MarkdownPage.escaped("[x](http://a) *b* <c> `d` a|b # @x www.y")
                == "\\[x\\](http&#58;//a) \\*b\\* &lt;c&gt; \\`d\\` a\\|b \\# &#64;x www&#46;y")
    }
}

extension String {
    fileprivate func components(before word: String) -> String {
        firstRange(of: word).map { String(self[..<$0.lowerBound]) } ?? self
    }
}

@Suite("Markdown")
struct MarkdownTests {
    @Test("Every row of a table has as many cells as its head", arguments: BriefLanguage.allCases)
    func tables(_ language: BriefLanguage) {
        var width = 0
        var rows = 0
        for line in Brief(SamplePicture.region(), language: language).markdown().split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("| ") else {
                width = 0
                continue
            }
            #expect(line.hasSuffix(" |"))
            let bare = line.replacing("\\|", with: "")
            let cells = bare.count { $0 == "|" } - 1
            if width == 0 { width = cells }
            #expect(cells == width, "\(line)")
            rows += 1
        }
        #expect(rows > 150)
    }

    @Test func holdsWhatPaperLeavesOut() {
        let picture = SamplePicture.country()
        let markdown = Rendered(Brief(picture).markdown())
        for activity in picture.timeline { #expect(markdown.contains(MarkdownPage.escaped(activity.identifier))) }
    }
}
