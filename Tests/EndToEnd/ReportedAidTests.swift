import Foundation
import Handmade
import Testbed
import Testing

/// CRS microdata, ForeignAssistance.gov and registers of aid beside activities: made-up files in the published layouts.
struct ReportedAidTests {
    private static let microdata =
        "Year|DonorCode|DonorName|AgencyCode|AgencyName|CrsID|RecipientCode|RecipientName|FlowCode|USD_Commitment|USD_Disbursement"
    private static let foreign =
        "Country ID,Country Code,Country Name,Funding Agency Name,Transaction Type ID,Transaction Type Name,Fiscal Year,Current Dollar Amount"
    private static let aims = "country,year,donor,commitment,disbursement,currency,sector"

    private static let activities = IATI.document([
        IATI.activity(
            "A-1", by: "US-GOV-1", inside: IATI.country("SS"), IATI.transaction("100", on: "2018-11-01"),
            IATI.transaction("30", on: "2019-05-01"))
    ])

    private func node(_ files: [String: String], handling: String? = nil) -> Node {
        let node = Node()
        node.load([node.scratch.write("activities.xml", Self.activities)])
        for (name, text) in files.sorted(by: { $0.key < $1.key }) { node.load([node.scratch.write(name, text)], handling: handling) }
        return node
    }

    /// Source, year, measure, activities, figure, reasons, of South Sudan.
    private func rows(_ node: Node, _ words: [String] = [], reader: [String] = []) -> [[String]] {
        node.run(reader + ["reconcile", "--country", "SS", "--format", "csv"] + words).table.rows.map { row in
            [3, 2, 4, 5, 6, 9].map { row[$0] }
        }
    }

    private func problems(_ node: Node) -> [String] {
        let problems = node.run(["problems", "--format", "csv"]).table
        return zip(problems["rule"], problems["line"]).map { "\($0) \($1)" }
    }

    /// 1.5 + 0.25 millions; what Defense gave is of an agency that activities do not know, and no official development assistance.
    @Test func microdata() {
        let text = """
            \(Self.microdata)
            2019|302|United States|1|Agency for International Development|X|279|South Sudan|11|2|1.5
            2019|302|United States|7|Department of Defense|X|279|South Sudan|14||0.25
            2019|302|United States|1|Agency for International Development|X|298|Africa, regional|11|9|9
            """
        let found = rows(node(["CRS 2019 data.txt": text]))
        #expect(
            found.map { Array($0.prefix(5)) } == [
                ["crs-microdata", "2018", "", "100.00", ""], ["crs-microdata", "2019", "spend", "30.00", "1750000.00"],
            ])
        #expect(found[0][5].hasPrefix("no file of the source has this year"))
        #expect(found[1][5].contains("250000.00 of the figure is of USA-DOD, of which no activity has money"))
        #expect(found[1][5].contains("250000.00 of the figure is no official development assistance"))
    }

    /// The Data Explorer's edition: codes of ISO 3166-1 beside the DAC's, quoted cells, names in snake case here and as the OECD writes them there.
    @Test(arguments: [
        "\"Year\",\"DEDonorcode\",\"DonorName\",\"DERecipientcode\",\"RecipientName\",\"FlowName\",\"USD_Disbursement\"",
        "\u{FEFF}year,de_donorcode,donor_name,de_recipientcode,recipient_name,flow_name,usd_disbursement",
    ])
    func newerMicrodata(header: String) {
        let text = """
            \(header)
            2019,USA,United States,SSD,Soudan du Sud,ODA Grants,1.5
            2019,USA,United States,SSD,"South Sudan",Other Official Flows (non Export Credit),0.25
            2019,USA,United States,DPGC_X,"Developing countries, unspecified",ODA Grants,7
            """
        let node = node(["crs.csv": text])
        let found = rows(node, ["--from", "2019"])
        #expect(found.map { Array($0.prefix(5)) } == [["crs-microdata", "2019", "spend", "30.00", "1750000.00"]])
        #expect(found[0][5].contains("250000.00 of the figure is no official development assistance"))
        #expect(problems(node) == [])
    }

    /// November 2018 is of the fiscal year 2019. Appropriations are neither obligations nor disbursements.
    @Test func foreignAssistanceIsComparedByFiscalYears() {
        let text = """
            \(Self.foreign)
            1,SSD,South Sudan,U.S. Agency for International Development,3,Disbursements,2019,"1,000"
            1,SSD,South Sudan,U.S. Agency for International Development,2,Obligations,2019,7
            1,SSD,South Sudan,U.S. Agency for International Development,1,Appropriations,2019,5
            1,SSD,Sub-Saharan Africa Region,U.S. Agency for International Development,3,Disbursements,2019,5
            """
        let node = node(["us_foreign_aid_complete.csv": text])
        let found = rows(node)
        #expect(found.map { Array($0.prefix(5)) } == [["foreignassistance.gov", "2019", "spend", "130.00", "1000.00"]])
        #expect(found[0][5].contains("years are fiscal years of USA on both sides"))
        #expect(
            rows(node, ["--flow", "commitments"]).map { Array($0.prefix(5)) } == [
                ["foreignassistance.gov", "2019", "commitments", "", "7.00"]
            ])
        #expect(problems(node) == ["aid-commas 2", "aid-other-transactions 4"])
    }

    /// The edition with names in snake case; the quarter of 1976 with a name of its own; a code where the name is another country's.
    @Test func olderForeignAssistance() {
        let text = """
            country_id,country_code,country_name,managing_agency_name,transaction_type_id,transaction_type_name,fiscal_year,current_amount
            2,COD,Congo (Kinshasa),Department of State,3,Disbursements,1976tq,12
            2,COD,Congo (Kinshasa),Department of State,3,Disbursements,1976,30
            """
        let found = node(["old.csv": text]).run(["reconcile", "--country", "CD,CG", "--format", "csv"]).table.rows
        #expect(found.map { Array($0.prefix(7)) } == [["CD", "USA", "1976", "foreignassistance.gov", "spend", "", "42.00"]])
    }

    /// 2,000 QQQ at 4 a dollar; what cannot be converted is in no figure.
    @Test func registerOfAid() {
        let text = """
            \(Self.aims)
            South Sudan,2019,USAID,100,80,USD,health
            SS,2019,JICA,,"2,000",QQQ,health
            SS,2020,Government of Japan,50,,USD,health
            """
        let node = node(["aims.csv": text])
        let japan = ["--party", "JPN"]
        #expect(rows(node, japan).map { $0[4] } == ["", "50.00"])
        #expect(rows(node, japan)[0][5].contains("the source's money in QQQ could not be converted"))
        #expect(rows(node, japan)[1][5].contains("the source has commitments alone, the activities' figure is what was spent"))
        node.load([node.scratch.write("rates.csv", "Date,Rate,Currency,Frequency\n2019-07-31,4,QQQ,M\n")])
        #expect(rows(node, japan).map { $0[4] } == ["500.00", "50.00"])
        #expect(rows(node, ["--party", "USA"]).first { $0[1] == "2019" }?[4] == "80.00")
    }

    /// Each in a row of its own; none of them in totals.
    @Test func sourcesAreNeverAdded() {
        let sheets = [
            "aims.csv": "\(Self.aims)\nSS,2019,USAID,,80,USD,\n",
            "crs.txt": "\(Self.microdata)\n2019|302|United States|1|USAID|X|279|South Sudan|11||1\n",
        ]
        let (bare, full) = (node([:]), node(sheets))
        let totals = ["totals", "--by", "party,country,year", "--format", "csv"]
        #expect(full.run(totals).output == bare.run(totals).output)
        #expect(rows(full).filter { $0[1] == "2019" }.map { $0[4] } == ["80.00", "1000000.00"])
        #expect(Set(rows(full, ["--source", "aims"]).map { $0[0] }) == ["aims"])
        #expect(full.run(["reconcile", "--source", "foreignassistance.gov"]).code == 1)
        #expect(full.run(["reconcile", "--source", "rumour"]).code == 2)
    }

    @Test func badRowsLoseThemselves() {
        let text = """
            \(Self.microdata)
            20x9|302|United States|1|USAID|X|279|South Sudan|11||1
            2019|302||1|USAID|X|279|South Sudan|11||2
            2019|302|United States|1|USAID|X|279||11||4
            2019|302|United States|1|USAID|X|279|South Sudan|11|much|8
            2019|302|United States|1|USAID|X|279|South Sudan|11||0,5
            2019|302|United States|1|USAID|X|279|South Sudan|11||9000000000000
            2019|302|United States|1|USAID|X|1|Nowhere Land|11||16
            2019|302|United States|1|USAID|X|279|South Sudan|11||0.0000000000004

            """
        let node = node(["crs.txt": text])
        #expect(rows(node).first { $0[1] == "2019" }?[4] == "8000000.00")
        #expect(problems(node) == (2...7).map { "aid-unreadable \($0)" } + ["aid-recipient-unknown 8"])
    }

    /// "1,500" is one and a half thousand, or one and a half, as "2,5" beside it says.
    @Test(arguments: [("2,500", ["1500.00", "2500.00"]), ("2,5", ["", ""]), ("0,500", ["", ""])])
    func commasMeanOneThing(amount: String, figures: [String]) {
        let node = node(["a.csv": "\(Self.aims)\nSS,2019,USAID,,\"1,500\",USD,\nSS,2020,USAID,,\"\(amount)\",USD,\n"])
        node.load([node.scratch.write("b.csv", "\(Self.aims)\nSS,2019,JICA,,5,USD,\nSS,2020,JICA,,5,USD,\n")])
        let words = ["reconcile", "--country", "SS", "--party", "USA,JPN", "--from", "2019", "--format", "csv"]
        let rows = node.run(words).table.rows
        #expect(rows.filter { $0[1] == "JPN" }.map { $0[6] } == ["5.00", "5.00"])
        #expect(["2019", "2020"].map { year in rows.first { $0[1] == "USA" && $0[2] == year }?[6] ?? "" } == figures)
        #expect(problems(node).contains("aid-commas-ambiguous 0") == (figures[0] == ""))
    }

    /// 9 x 10^14 at a millionth for a dollar, twice.
    @Test func hugeAmountsAreExact() {
        let row = "SS,2019,JICA,,900000000000000,QQQ,\n"
        let node = node([
            "aims.csv": "\(Self.aims)\n\(row)\(row)", "rates.csv": "Date,Rate,Currency,Frequency\n2019-07-31,0.000001,QQQ,M\n",
        ])
        #expect(rows(node, ["--party", "JPN"]).map { $0[4] } == ["1800000000000000000000.00"])
    }

    /// Sums of half a file would be too small, and nothing would show it.
    @Test func aDamagedFileLeavesNoFigure() {
        let text = "\(Self.aims)\n" + (0..<20_000).map { "SS,2019,USAID,\($0),\($0 * 7919 % 1000),USD,\($0)\n" }.joined()
        let node = node(["whole.csv": "\(Self.aims)\nSS,2018,USAID,,5,USD,\n"])
        let whole = node.scratch.write("aims.csv", text)
        _ = Child("/usr/bin/gzip", ["-k", whole]).wait()
        let packed = Testbed.bytes(of: whole + ".gz")
        node.load([node.scratch.write("cut.csv.gz", Array(packed.prefix(packed.count / 2)))])
        #expect(rows(node).map { $0[1] + " " + $0[4] } == ["2018 5.00", "2019 "])
        #expect(problems(node).contains("aid-cut-short 0"))
        node.load([whole + ".gz"])
        // The sum of what the same expression gives, by Gauss for whole thousands: 20 times 0 + 1 + ... + 999.
        #expect(rows(node).map { $0[1] + " " + $0[4] } == ["2018 5.00", "2019 9990000.00"])
    }

    @Test func theFileWrittenLastCounts() {
        let node = node(["a.csv": "\(Self.aims)\nSS,2019,USAID,,80,USD,\nSS,2020,USAID,,5,USD,\n"])
        let later = node.scratch.write("b.csv", "\(Self.aims)\nSS,2019,USAID,,90,USD,\n")
        node.load([later])
        #expect(rows(node).filter { $0[1] != "2018" }.map { $0[4] } == ["90.00", "5.00"])
        node.scratch.write("b.csv", "country,indicator,date,value\nSS,Debt,2011,88\n")
        node.load([later])
        #expect(rows(node).filter { $0[1] != "2018" }.map { $0[4] } == ["80.00", "5.00"])
    }

    @Test func whoMayNotSeeASourceSeesNoFigure() {
        let node = node(["hidden.csv": "\(Self.aims)\nSS,2019,USAID,,80,USD,\nKE,2017,USAID,,80,USD,\n"], handling: "named:USA")
        #expect(node.run(["--reader", "JPN", "reconcile"]).code == 1)
        node.load([node.scratch.write("open.txt", "\(Self.microdata)\n2019|302|United States|1|USAID|X|279|South Sudan|11||1\n")])
        #expect(rows(node, reader: ["--reader", "JPN"]).allSatisfy { $0[0] == "crs-microdata" })
        #expect(rows(node, reader: ["--reader", "USA"]).contains { $0[0] == "aims" && $0[4] == "80.00" })
    }

    /// As the OECD packs it: one text in an archive.
    @Test func anArchiveOfText() {
        let node = node([:])
        let text = "\(Self.microdata)\n2019|302|United States|1|USAID|X|279|South Sudan|11||1\n"
        var archive = Archive()
        archive.add("CRS 2019 data.txt", text)
        node.load([node.scratch.write("CRS 2019 data.zip", archive.bytes)])
        #expect(rows(node).last?[4] == "1000000.00")
    }
}

// MARK: - Against another program

extension ReportedAidTests {
    /// Three thousand rows of every layout, in three encodings, sums by a script that shares no code.
    @Test(.enabled(if: Testbed.python != nil, "no Python is at hand"))
    func sumsAgreeWithTheOracle() {
        let node = Node()
        var dice = SeededGenerator(seed: 11)
        let lines = { (head: String, make: (inout SeededGenerator) -> String) in
            ([head] + (0..<1000).map { _ in make(&dice) }).joined(separator: "\r\n") + "\r\n"
        }
        let files = [
            node.scratch.write("CRS data.txt", Self.utf16(lines(Self.microdata, Self.microdataRow))),
            node.scratch.write("foreign.csv", lines(Self.foreign, Self.foreignRow)),
            node.scratch.write("aims.csv", Self.windows(lines(Self.aims, Self.aimsRow))),
        ]
        node.load(files)
        let words = ["reconcile", "--party", "USA,JPN,GBR", "--country", "SS,CD,CI,AF", "--format", "csv"]
        let ours = ["spend", "commitments"].flatMap { flow in
            node.run(words + ["--flow", flow]).table.rows.filter { $0[4] == flow && !$0[6].isEmpty && $0[6] != "0.00" }.map { row in
                [3, 0, 1, 2, 4, 6].map { row[$0] }.joined(separator: "|")
            }
        }
        let oracle = Python.run("reported.py", files).table.rows.map { $0.joined(separator: "|") }
        #expect(oracle.count > 100)
        #expect(ours.sorted() == oracle.filter { !$0.hasSuffix("|0.00") }.sorted())
    }

    private static let recipients = [("South Sudan", "SSD"), ("Congo (Kinshasa)", "COD"), ("Côte d'Ivoire", "CIV"), ("Afghanistan", "AFG")]
    private static let donors = [("302", "United States"), ("701", "Japan"), ("12", "United Kingdom")]
    private static let years = ["2017", "2018", "2019", "", "x"]

    private static func microdataRow(_ dice: inout SeededGenerator) -> String {
        let (donor, recipient) = (donors.randomElement(using: &dice)!, recipients.randomElement(using: &dice)!)
        let name = recipient.1 == "COD" ? "Democratic Republic of the Congo" : recipient.0
        return [
            years.randomElement(using: &dice)!, donor.0, donor.1, "\(Int.random(in: 1...9, using: &dice))", "Agency \"of\" note", "X", "9",
            name,
            ["11", "14"].randomElement(using: &dice)!, amount(&dice), amount(&dice),
        ].joined(separator: "|")
    }

    private static func foreignRow(_ dice: inout SeededGenerator) -> String {
        let recipient = recipients.randomElement(using: &dice)!
        return [
            "1", recipient.1, recipient.0, "Department of State", "3",
            ["Disbursements", "Obligations", "Appropriations"].randomElement(using: &dice)!,
            (years + ["1976tq"]).randomElement(using: &dice)!, "\"\(amount(&dice))\"",
        ].joined(separator: ",")
    }

    private static func aimsRow(_ dice: inout SeededGenerator) -> String {
        let country = recipients.randomElement(using: &dice)!
        return [
            [country.1, country.0].randomElement(using: &dice)!, years.randomElement(using: &dice)!,
            ["USAID", "Japan", "JICA", "United Kingdom", "DFID"].randomElement(using: &dice)!, "\"\(amount(&dice))\"",
            "\"\(amount(&dice))\"",
            ["USD", "USD", "QQQ"].randomElement(using: &dice)!, "santé",
        ].joined(separator: ",")
    }

    /// Huge and tiny numbers, thousands parted by commas, cancellations, and what is none.
    private static func amount(_ dice: inout SeededGenerator) -> String {
        let whole = Int.random(in: 1...999, using: &dice)
        let shapes = [
            "\(whole).\(Int.random(in: 0...999_999, using: &dice))", "-\(whole).5", "\(whole),250.75", "0.00000\(whole)", "\(whole)e3", "",
            "much", "1,2,3",
            " \(whole) ", "123456.789",
        ]
        return shapes.randomElement(using: &dice)!
    }

    private static func utf16(_ text: String) -> [UInt8] { [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }

    /// Every letter of these texts is a byte of Windows-1252 with its own number.
    private static func windows(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }
}
