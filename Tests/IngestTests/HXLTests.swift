import Foundation
import Records
import Testing

@testable import Ingest

/// Tags, where they stand, and the records made of tagged rows.
final class HXLTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hxl-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func file(_ text: String) throws -> String {
        let path = folder.appendingPathComponent(UUID().uuidString)
        try Data(text.utf8).write(to: path)
        return path.path
    }

    private func read(_ text: String, mapping: HXLMapping? = nil) throws -> (records: [HXLRecord], rules: [String], rows: Int) {
        let records = HXLRecords(try HXLSheet(path: try file(text), mapping: mapping))
        var found: [HXLRecord] = []
        while let record = try records.next() { found.append(record) }
        return (found, records.takeProblems().map(\.rule), records.rows)
    }

    // MARK: Tags

    @Test(arguments: [
        ("#org", "#org"), (" #ADM1 +Name+EN ", "#adm1+name+en"), ("#org+a +b\u{A0}+c", "#org+a+b+c"), ("#x_1+y2", "#x_1+y2"),
        ("#org+name+name", "#org+name"),
    ])
    func tags(_ text: String, _ tag: String) { #expect(HXLTag(text)?.description == tag) }

    @Test(arguments: ["", "org", "#", "# org", "#1org", "#org + name", "#org+", "#org name", "#org?", "#org+name?", "#orgé", "##org"])
    func whatIsNoTag(_ text: String) { #expect(HXLTag(text) == nil) }

    /// Half of the filled cells are enough, less is not.
    @Test func tagRows() throws {
        #expect(TagRow.tags(["#org", "x", "", " "])?.map { $0?.name } == ["#org", nil, nil, nil])
        #expect(TagRow.tags(["#org", "x", "y"]) == nil)
        #expect(TagRow.tags(["", ""]) == nil)
    }

    @Test func theTagRowIsAmongTheFirst25() throws {
        let blank = String(repeating: "a title\n", count: 24)
        let sheet = try HXLSheet(path: try file(blank + "#org,#adm1\nA,B\n"))
        #expect(sheet.tagLine == 25)
        #expect(sheet.columns.map(\.header) == ["a title", ""])
        #expect(throws: HXLError.self) { try HXLSheet(path: try file(blank + "one more\n#org,#adm1\nA,B\n")) }
        #expect(try HXLSheet(path: try file("#org;#adm1\nA;B\n")).next()?.texts == ["A", "B"])
        #expect(try HXLSheet(path: try file("[[\"x\"],[\"#org\"],[\"A\"]]")).next()?.texts == ["A"])
        #expect(try HXLSheet(path: try file("{\"d\":[{\"#org\":\"A\",\"#adm1\":7}]}")).next()?.texts == ["A", "7"])
    }

    @Test func sheetsThatAreNotThere() throws {
        let path = try file("#org\nA\n")
        #expect(throws: HXLError.self) { try HXLSheet(path: path, choice: .number(2)) }
        #expect(throws: HXLError.self) { try HXLSheet(path: path, choice: .name("x")) }
        #expect(try HXLSheet(path: path, choice: .number(1)).columns.count == 1)
    }

    // MARK: Presence

    @Test func whoDoesWhatWhere() throws {
        let found = try read(
            """
            Org,,Type,Lead,Donor,Cluster,Sub,Country,State,State,County,Site,Start,End,State of it
            #org+impl+acronym,#org+impl+name,#org+impl+type,#org+prog,#org+funder+name,#sector+cluster+name,#subsector,#country+code,\
            #adm1+pcode,#adm1+name,#adm2+name,#loc+name,#date+start,#date+end,#status
            SCI, Save the  Children ,INGO,WFP,Japan,Education,,SS,SS01,Central Equatoria,Juba,Gumbo,2021-03-01,31/12/2021,Ongoing
            """)
        let record = try #require(found.records.first)
        let presence = record.presence
        #expect(record.line == 3 && found.rows == 1 && found.rules == [])
        #expect(presence.organisations.map(\.role) == [.implementing, .programming, .funding])
        #expect(presence.organisations.map(\.name) == ["Save the Children", "WFP", "Japan"])
        #expect(presence.organisations[0].acronym == "SCI" && presence.organisations[0].type == "INGO")
        #expect(presence.sectors == [CodedName(name: "Education")] && presence.subsectors == [])
        #expect(presence.place.country.code == "SS" && presence.place.depth == 2)
        #expect(presence.place.levels == [CodedName(name: "Central Equatoria", code: "SS01"), CodedName(name: "Juba")])
        #expect(presence.place.site.name == "Gumbo" && presence.status == "Ongoing")
        #expect(presence.period.first == Day(year: 2021, month: 3, day: 1) && presence.period.last == Day(year: 2021, month: 12, day: 31))
    }

    /// A tag that says no more than the role beside one with a name is the short form; a second name is a second organisation.
    @Test func severalColumnsForOneTag() throws {
        let found = try read(
            "#org+reporting,#org+reporting+name,#org+reporting+name,#sector+list,#sector+name\nACTED,Agency,Other,\"Food, Health\",WASH\n")
        let presence = try #require(found.records.first).presence
        #expect(presence.organisations.map(\.name) == ["Agency", "Other"])
        #expect(presence.organisations.map(\.acronym) == ["ACTED", ""])
        #expect(presence.sectors.map(\.name) == ["Food", "Health", "WASH"])
    }

    @Test func aBadRowLosesItself() throws {
        let found = try read(
            "#org,#adm1,#reached\nA,X,5\n,Y,7\nB,,\nC,Z,many\n\nD,Z,-3\nE,Z,\"1,200\"\nF,Z,2.5\nTotal,,14\nG,grand total,14\nH,Z,n/a\n")
        #expect(found.records.map(\.line) == [2, 3, 4, 5, 7, 8, 9, 12])
        #expect(found.records.map { $0.people.map(\.count) } == [[5], [7], [], [], [], [1200], [2], []])
        #expect(
            found.rules == [
                "row-organisation-missing", "row-place-missing", "people-unreadable", "people-unreadable", "people-fraction", "row-total",
                "row-total",
            ])
        #expect(found.rows == 10)
    }

    // MARK: People

    @Test func whatAreCounted() throws {
        let found = try read(
            """
            #adm1+code,#affected+idps+ind,#affected+idps+hh,#inneed+f+children,#targeted,#reached+total,#population+pct,#affected+type
            SS01,10,2,3,4,5,60,flood
            """)
        let people = try #require(found.records.first).people
        #expect(people.map(\.measure) == [.affected, .affected, .inNeed, .targeted, .reached])
        #expect(people.map(\.group) == [.displaced, .displaced, .all, .all, .all])
        #expect(people.map(\.isHouseholds) == [false, true, false, false, false])
        #expect(people.map(\.breakdown) == [[], [], ["children", "f"], [], []])
        #expect(people.map(\.count) == [10, 2, 3, 4, 5])
        #expect(found.rules == [])
    }

    @Test(arguments: [
        ("2021", "2021-01-01", "2021-12-31"), ("2021-02", "2021-02-01", "2021-02-28"), ("Feb 2020", "2020-02-01", "2020-02-29"),
        ("2021Q2", nil, nil), ("2021-Q2", "2021-04-01", "2021-06-30"), ("30/06/2021", "2021-06-30", "2021-06-30"), ("January", nil, nil),
        ("31/31/2021", nil, nil), ("2021-13", nil, nil),
    ])
    func dates(_ text: String, _ first: String?, _ last: String?) {
        #expect(SheetDate.span(text)?.first.description == first)
        #expect(SheetDate.span(text)?.last.description == last)
    }

    @Test func aDateThatIsNoneIsToldOnce() throws {
        let found = try read("#org,#adm1,#date\nA,X,January\nB,X,March\n")
        #expect(found.records.map(\.presence.period.text) == ["January", "March"])
        #expect(found.rules == ["sheet-date-unreadable"])
    }

    // MARK: Funds

    /// Headers of the Financial Tracking Service need no tags.
    @Test func flowsOfFunds() throws {
        let found = try read(
            """
            date,budgetYear,amountUSD,srcOrganization,srcLocations,destOrganization,destLocations,destGlobalClusters,status,boundary,onBoundary,\
            originalAmount,originalCurrency,id,destPlanCode,destUsageYearStart,destUsageYearEnd
            2021-02-25,2020,606796.5,"Japan, Government of",JPN,WFP,"AFG,TJK","Health,Nutrition",paid,incoming,shared,500000,EUR,9,HAFG20,2020,2021
            2021-02-25,2020,none,A,,B,,,pledge,incoming,single,,,10,,,
            """)
        let flow = try #require(found.records.first?.flow)
        #expect(found.records.count == 1 && found.rules == ["funding-unreadable"] && found.rows == 2)
        #expect(flow.dollars.description == "606796.50" && flow.original?.description == "500000.00" && flow.currency == "EUR")
        #expect(flow.source.organisation == "Japan, Government of" && flow.destination.countries == ["AFG", "TJK"])
        #expect(flow.sectors == ["Health", "Nutrition"] && flow.status == .paid && flow.isShared && flow.boundary == "incoming")
        #expect(flow.identifier == "9" && flow.plan.code == "HAFG20" && flow.budgetYear == 2020 && flow.destination.lastYear == 2021)
    }

    // MARK: Mappings

    @Test func mappings() throws {
        let text = "A title\nState Name,State_PCODE,IDPs,Ignored\nCentral,SS01,7,x\n"
        let path = try file(text)
        let csv = try HXLMapping(
            path: try file("header,tag\nstate name,#adm1+name\nSTATE PCODE,#adm1+code\nidps,#affected+idps\nIgnored,-\n"))
        let json = try HXLMapping(
            path: try file("{\"state name\":\"#adm1+name\",\"State pcode\":\"#adm1+code\",\"IDPs\":\"#affected+idps\"}"))
        for mapping in [csv, json] {
            #expect(mapping.count == 3)
            let sheet = try HXLSheet(path: path, mapping: mapping)
            #expect(sheet.columns.map { $0.tag?.description } == ["#adm1+name", "#adm1+code", "#affected+idps", nil])
            #expect(sheet.tagLine == 2)
            #expect(try sheet.next()?.line == 3)
        }
        #expect(throws: HXLError.self) { try HXLMapping(path: try file("header,tag\nx,adm1\n")) }
        #expect(throws: HXLError.self) { try HXLMapping(path: try file("header,tag\n")) }
        #expect(throws: HXLError.self) { try HXLSheet(path: try file("p,q\n1,2\n"), mapping: csv) }
    }

    /// A part never passes for the whole, a percentage never for people.
    @Test(arguments: [
        ("Estimated # of IDP individuals  (total)", "#affected+idps+ind"), ("Estimated # of IDP individuals previously abroad", nil),
        ("state_pcode", "#adm1+code"), ("statePcode", "#adm1+code"), ("Nom de l'organisation", nil),
        ("Organización implementadora", "#org+impl+name"),
        ("% of people in need", nil), ("People in Need", "#inneed"), ("Personnes dans le besoin", "#inneed"),
        ("Fecha de inicio", "#date+start"),
        ("اسم المنظمة", "#org+name"), ("المحافظة", "#adm1+name"), ("Women reached", nil), ("No", nil), ("", nil),
    ])
    func guesses(_ header: String, _ tag: String?) throws {
        let table = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Resources/hxl/headers.tsv")
        let words = HeaderWords(Tabular(try String(contentsOf: table, encoding: .utf8)))
        #expect(words.tag(header)?.description == tag)
    }
}
