import Testbed
import Testing

/// Context indicators and what the host government asks for: as published, projections apart.
struct ContextTests {
    private static let indicators = """
        country,indicator,indicator_ja,date,value,unit,source
        SD,External debt,対外債務,2009,10,billion USD,A
        SD,External debt,対外債務,2010,12,billion USD,A
        SD,External debt,対外債務,2011,14,billion USD,A
        Sudan,Reserves,,2010-06,3,years,B
        SD,Reserves,,2011-06,2,years,B
        SD,Reserves,,2012-06,0.5,years,B
        SD,Oil to China,,2011,67,%,C
        SD,Oil to Japan,,2011-13,16,%,C
        Nowhere,Oil,,2011,16,%,C
        SD,Empty,,2011,,%,C

        """
    private static let priorities = """
        country,theme,place,priority,target,date,document
        SD,health,,1,Clinics everywhere,2011,Plan
        SD,health,Darfur No Such Place,2,Clinics there,2011,Plan
        SD,unheard of,,3,Something,2011,Plan
        SD,health,North Darfur,4,Clinics in the north,2011,Plan
        SD,,,5,Nothing,2011,Plan

        """
    private static let activity = IATI.document([
        IATI.activity(
            "A", inside: IATI.country("SD"), "<location><name><narrative>North Darfur</narrative></name></location>",
            "<sector code=\"12220\"/>", IATI.transaction("3000000")),
        IATI.activity("B", inside: IATI.country("SD"), "<sector code=\"12220\"/>", IATI.transaction("1000000")),
    ])

    private func node(handling: String? = nil) -> Node {
        let node = Node()
        node.load([node.scratch.write("activities.xml", Self.activity)])
        node.load(
            [node.scratch.write("indicators.csv", Self.indicators), node.scratch.write("priorities.csv", Self.priorities)],
            handling: handling)
        return node
    }

    private func rows(_ node: Node, _ words: [String] = []) -> [String] {
        node.run(words + ["indicators", "--format", "csv"]).table.rows.map { $0.prefix(6).joined(separator: "|") }
    }

    @Test func valuesStandAsPublished() {
        #expect(
            rows(node()) == [
                "SD|2009|External debt|10|billion USD|published", "SD|2010|External debt|12|billion USD|published",
                "SD|2011|External debt|14|billion USD|published", "SD|2010-06|Reserves|3|years|published",
                "SD|2011-06|Reserves|2|years|published", "SD|2012-06|Reserves|0.5|years|published", "SD|2011|Oil to China|67|%|published",
            ])
    }

    /// A straight line by hand: two a year more; and one that ends at zero.
    @Test func aProjectionIsAStraightLineAndStandsApart() {
        let rows = node().run(["indicators", "--years", "2", "--format", "csv"]).table.rows.filter { $0[5] == "projected" }
        #expect(
            rows.map { $0[1...3].joined(separator: "|") } == [
                "2012|External debt|16", "2013|External debt|18", "2013|Reserves|0", "2014|Reserves|0",
            ])
        #expect(rows.first?[6] == "a straight line through 2009 to 2011")
    }

    @Test func whatCannotBeReadIsNamed() {
        let problems = node().run(["problems", "--format", "csv"]).table
        let told = zip(problems["rule"], problems["line"]).map { "\($0) \($1)" }.filter { !$0.hasPrefix("place") }
        #expect(
            told == [
                "indicator-unreadable 9", "context-country-unknown 10", "priority-unplaced 3", "priority-unplaced 4",
                "priority-unreadable 6",
            ])
    }

    @Test func aLaterSheetReplacesAValue() {
        let node = node()
        node.load([node.scratch.write("newer.csv", "country,indicator,date,value,unit\nSD,External debt,2011,15,billion USD\n")])
        #expect(rows(node).contains("SD|2011|External debt|15|billion USD|published"))
        #expect(rows(node).count == 7)
    }

    /// Tables of the World Bank as HDX passes them on, with their row of hashtags.
    @Test func tablesByHashtag() {
        let node = Node()
        let sheet = """
            Country Name,Country ISO3,Year,Indicator Name,Indicator Code,Value
            #country+name,#country+code,#date+year,#indicator+name,#indicator+code,#indicator+value+num
            Sudan,SDN,2010,"Population, total",SP.POP.TOTL,34545000
            Sudan,SDN,2011,"Population, total",SP.POP.TOTL,

            """
        node.load([node.scratch.write("population.csv", sheet)])
        #expect(rows(node) == ["SD|2010|Population, total|34545000||published"])
    }

    @Test func theBriefShowsBoth() {
        let lines = node().run(["brief", "--country", "SD"]).output.split(separator: "\n").map(String.init)
        #expect(lines.contains { $0.contains("Context, and what the host government asks for") })
        #expect(
            lines.contains("| External debt<br>billion USD | 14 | 2011 | 12 (2010) | 24 (2016) | A |"))
        #expect(
            lines.contains("| 1 | Health | whole country | Clinics everywhere | Plan, 2011 | 4.0 |"))
        #expect(lines.contains("| 4 | Health | North Darfur | Clinics in the north | Plan, 2011 | 3.0 |"))
        let japanese = node().run(["brief", "--country", "SD", "--lang", "ja"]).output
        #expect(japanese.contains("対外債務") && japanese.contains("背景指標"))
    }

    /// Usual units are there in Japanese, others as published.
    @Test func unitsInJapanese() {
        let node = Node()
        let sheet = "country,indicator,date,value,unit\nSD,Oil,2011,480000,Barrels  per day\nSD,Camels,2011,3,herds\n"
        node.load([node.scratch.write("a.xml", Self.activity), node.scratch.write("units.csv", sheet)])
        let lines = node.run(["brief", "--country", "SD", "--lang", "ja"]).output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("| Oil<br>バレル／日 |") })
        #expect(lines.contains { $0.hasPrefix("| Camels<br>herds |") })
        #expect(node.run(["brief", "--country", "SD"]).output.contains("| Oil<br>Barrels per day |"))
    }

    @Test func whoMayNotSeeTheSheetsSeesNothingOfThem() {
        let node = node(handling: "named:USA")
        #expect(rows(node, ["--reader", "JPN"]).isEmpty)
        let brief = node.run(["--reader", "JPN", "brief", "--country", "SD"]).output
        #expect(!brief.contains("External debt") && !brief.contains("Clinics"))
        #expect(rows(node, ["--reader", "USA"]).count == 7)
    }

    /// Targets of a humanitarian sheet are people, not what a government asks for.
    @Test func aTaggedSheetHoldsNoPriorities() {
        let node = Node()
        let sheet = "Country,Theme,In need,Target\n#country+name,#sector,#inneed,#targeted\nSudan,Health,500,300\n"
        node.load([node.scratch.write("needs.csv", sheet)])
        #expect(node.run(["people", "--format", "csv"]).table.rows.count == 2)
        #expect(!node.run(["brief", "--country", "SD"]).output.contains("host government has published"))
    }

    @Test func aValueBeyondAnyIsNamedSo() {
        let node = Node()
        node.load([node.scratch.write("gdp.csv", "country,indicator,date,value\nID,GDP,2020,16000000000000000\nID,GDP,2019,1\n")])
        #expect(node.run(["problems", "--format", "csv"]).table["message"].first?.contains("larger unit") == true)
        #expect(rows(node).count == 1)
    }

    /// Headers may be in any language.
    @Test func tagsInTheSecondRowOfOtherHeaders() {
        let node = Node()
        let sheet = "Land,Kennzahl,Jahr,Wert\n#country+code,#indicator+name,#date+year,#indicator+value+num\nSDN,Debt,2010,7\n"
        node.load([node.scratch.write("debt.csv", sheet)])
        #expect(rows(node) == ["SD|2010|Debt|7||published"])
    }
}
