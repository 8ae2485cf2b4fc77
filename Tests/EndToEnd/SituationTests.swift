import Foundation
import Testbed
import Testing

/// Presence, need and violence beside the money of a brief: each its own figure, what is missing said, nothing hidden shown.
struct SituationTests {
    private static let activities = """
        <iati-activities version="2.03"><iati-activity default-currency="USD"><iati-identifier>X-1</iati-identifier>
        <reporting-org ref="US-GOV-1"/><title><narrative>Wells</narrative></title><recipient-country code="SS"/>
        <location><name><narrative>Juba</narrative></name><point><pos>4.85 31.6</pos></point></location>
        <transaction><transaction-type code="3"/><transaction-date iso-date="2021-05-01"/><value value-date="2021-05-01">2500000</value>
        </transaction></iati-activity></iati-activities>
        """
    private static let presence = """
        Who,Sector,Place,Code
        #org+impl+name,#sector,#adm1+name,#adm1+pcode
        UNICEF,WASH,Jonglei,SS03
        Peace Winds Japan,WASH,Jonglei,SS03
        Some Local Society,WASH,Unity,SS06
        """
    private static let people = """
        Place,Code,In need,Displaced,Displaced families
        #adm2+name,#adm2+pcode,#inneed,#affected+idps,#affected+idps+hh
        Bor South,SS0302,1000,20,4
        Akobo,SS0301,300,,
        Juba,SS0101,7000,10,2
        """
    private static let events = """
        event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,iso,country,admin1,admin2,location,latitude,\
        longitude,geo_precision,fatalities,timestamp
        SSD1,28-Jul-21,2021,1,Battles,Armed clash,Army,Militia,728,South Sudan,Jonglei,Bor,Bor,6.2,31.55,1,7,1
        SSD2,29-Jul-21,2021,1,Battles,Armed clash,Army,Militia,728,South Sudan,Jonglei,Bor,Bor,6.2,31.55,1,2,1
        SSD3,28-Jul-20,2020,1,Battles,Armed clash,Army,Militia,728,South Sudan,Jonglei,Bor,Bor,6.2,31.55,1,90,1
        """

    private func node(_ sheets: [String: String], handling: String? = nil) -> Node {
        let node = Node()
        node.load([node.scratch.write("activities.xml", Self.activities)])
        for (name, text) in sheets.sorted(by: { $0.key < $1.key }) { node.load([node.scratch.write(name, text)], handling: handling) }
        return node
    }

    private func brief(_ node: Node, _ words: [String] = []) -> [String] {
        node.run(["brief", "--country", "SS"] + words).output.split(separator: "\n").map(String.init)
    }

    private static let all = ["3w.csv": presence, "needs.csv": people, "events.csv": events]

    @Test func fourFiguresStandSideBySide() {
        let lines = brief(node(Self.all))
        let head = "| Place | Spent | Organisations | People in need | People affected: displaced | Events, ACLED 2021 | Deaths |"
        #expect(lines.contains(head))
        #expect(lines.contains("| **South Sudan** | **2.5** | **3** | **7,000–8,300** | **20–30** | **2** | **9** |"))
        #expect(lines.contains("| Central Equatoria | 2.5 | – | 7,000 | 10 | – | – |"))
        #expect(lines.contains("| Jonglei | – | 2 | 1,000–1,300 | 20 | 2 | 9 |"))
        #expect(lines.contains("| Unity | – | 1 | – | – | – | – |"))
        #expect(lines.contains("| 2020 | ACLED | 1 | 90 |"))
        #expect(!lines.contains { $0.contains("missing") })
    }

    /// July 2020 is month 2020 * 12 + 6. UCDP's event of July 2021 stays apart from ACLED's two.
    @Test func eachDatasetHasItsMonths() throws {
        let ucdp = """
            id,year,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,country,country_id,date_prec,\
            date_start,date_end,best,high,low
            1,2021,1,Government,Rebels,1,Juba,Central Equatoria,Juba,4.85,31.6,South Sudan,626,1,2021-07-03,2021-07-03,4,5,3
            2,2021,1,Government,Rebels,1,Juba,Central Equatoria,Juba,4.85,31.6,South Sudan,626,5,2021-01-01,2021-12-31,6,6,6
            """
        let node = node(Self.all.merging(["ucdp.csv": ucdp]) { $1 })
        let page = node.scratch.path("brief.html")
        #expect(node.run(["brief", "--country", "SS", "-o", page]).code == 0)
        let text = try String(contentsOfFile: page, encoding: .utf8)
        #expect(text.contains("\"label\":\"ACLED\",\"months\":[[24246,1,90],[24258,2,9]]"))
        #expect(text.contains("\"label\":\"UCDP GED\",\"months\":[[24258,1,4]]"))
        #expect(text.contains("UCDP GED 1."))
    }

    /// ACLED's two events of 2021, its latest year, lie in Jonglei; nine other states and Abyei have none, which parts the text in eleven.
    @Test func theMapCarriesDeathsByPlace() throws {
        let node = node(Self.all)
        let page = node.scratch.path("brief.html")
        #expect(node.run(["brief", "--country", "SS", "-o", page]).code == 0)
        let text = try String(contentsOfFile: page, encoding: .utf8)
        #expect(text.contains("deaths, ACLED 2021, by the circle&#39;s area (largest: 9)"))
        #expect(text.contains("\"deaths\":9,\"tip\":\"nothing reported\\u000aEvents, ACLED 2021: 2\\u000aDeaths: 9\""))
        #expect(text.split(separator: "\"deaths\":0,\"tip\":").count == 11)
        #expect(brief(node).contains { $0.hasPrefix("| Jonglei | – | 0 | 2 | 9 | nothing reported |") })
    }

    @Test(arguments: [("3w.csv", "Presence"), ("needs.csv", "Need"), ("events.csv", "Violence")])
    func whatIsMissingIsSaid(_ sheet: String, _ what: String) {
        let lines = brief(node(Self.all.filter { $0.key != sheet }))
        #expect(lines.contains { $0.hasPrefix("_\(what) is missing: ") })
        #expect(lines.filter { $0.contains(" is missing: ") }.count == 1)
    }

    @Test func moneyAloneSaysSo() {
        let lines = brief(node([:]))
        #expect(lines.contains { $0.hasPrefix("_Presence, need and violence are missing: ") })
        #expect(!lines.contains { $0.contains("Money beside presence") })
    }

    @Test func whoMayNotSeeTheSheetsSeesMoneyAlone() {
        let hidden = node(Self.all, handling: "named:USA")
        let lines = brief(hidden, ["--reader", "JPN"])
        #expect(lines.contains { $0.hasPrefix("_Presence, need and violence are missing: ") })
        #expect(!lines.contains { $0.contains("8,300") || $0.contains("ACLED") })
        #expect(brief(hidden, ["--reader", "USA"]).contains { $0.contains("7,000–8,300") })
    }

    /// Sheets are sources like any other: with their age, counted from the newest day in them.
    @Test func sheetsStandAmongTheSources() {
        let lines = brief(node(Self.all)).filter { $0.hasPrefix("| ") }
        #expect(lines.contains { $0.hasPrefix("| 3w.csv<br>hxl | 3 | 0 | ") })
        #expect(lines.contains { $0.hasPrefix("| events.csv<br>acled | 3 | 0 | 2021-07-31 | ") }, "\(lines.filter { $0.contains("csv") })")
    }

    @Test func aHiddenSheetIsNoSource() {
        #expect(!brief(node(Self.all, handling: "named:USA"), ["--reader", "JPN"]).contains { $0.contains("3w.csv") })
    }
}
