import Ingest
import Testing

/// Lists of places and maps of boundaries.
struct MapTests {
    private let header = "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date\n"

    @Test func aListOfPlaceCodes() throws {
        let text =
            "\u{FEFF}" + header
            + "AFG,1,AF01,Kabul,AFG,2021-11-17\nAFG,2,AF0101,\"Kabul, City\",AF01,2021-11-17\n\nAFG,x,AF02,Kapisa,AFG,\nAFG,1,,Parwan,AFG\n"
        let sheet = try #require(try PlaceSheet(Array(text.utf8)))
        #expect(sheet.entries.map(\.code) == ["AF01", "AF0101"])
        #expect(sheet.entries.map(\.name) == ["Kabul", "Kabul, City"])
        #expect(sheet.entries[1].parent == "AF01")
        #expect(sheet.rows == 4)
        #expect(sheet.problems.map(\.line) == [5, 6])
        #expect(sheet.problems.allSatisfy { $0.rule == "place-unreadable" })
    }

    @Test func otherSheetsAreNone() throws {
        #expect(try PlaceSheet(Array("Date,Country,Exchange rate\n".utf8)) == nil)
        #expect(BoundaryFile(Array("country,date\n".utf8)) == nil)
    }

    private func area(_ properties: String) throws -> BoundaryFile.Area {
        let geometry = #"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#
        let text = #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{\#(properties)},"geometry":\#(geometry)}]}"#
        let file = try #require(BoundaryFile(Array(text.utf8)))
        #expect(file.problems.isEmpty)
        return try #require(file.areas.first)
    }

    @Test func propertiesOfTheUsualSources() throws {
        let geoBoundaries = try area(#""shapeName":"Lakes","shapeISO":"SS-LK","shapeGroup":"SSD","shapeType":"ADM1""#)
        #expect(
            (geoBoundaries.level, geoBoundaries.codes, geoBoundaries.names, geoBoundaries.countries) == (
                1, ["SS-LK"], ["Lakes"], ["SSD", "SS"]
            ))
        let gadm = try area(
            #""GID_0":"SDN","NAME_1":"AlJazirah","VARNAME_1":"Gezira|El Gezira","NL_NAME_1":"NA","HASC_1":"SD.GZ","ISO_1":"NA""#)
        #expect((gadm.level, gadm.codes, gadm.names) == (1, ["SD.GZ"], ["AlJazirah", "Gezira", "El Gezira"]))
        let district = try area(#""GID_0":"AFG","GID_1":"AFG.1_1","PROVINCE":"Badakhshan","GID_2":"AFG.1.1_1","NAME":"Baharak""#)
        #expect((district.level, district.names, district.parents) == (2, ["Baharak"], ["Badakhshan"]))
        let openStreetMap = try area(
            #""name":"Balkh","iso2":"AF-BAL","admin_level":4,"osm_data":{"localname":"بلخ","alltags":{"name:ru":"Балх","population":"3"}}"#)
        #expect((openStreetMap.level, openStreetMap.countries, openStreetMap.names) == (1, ["AF"], ["Balkh", "بلخ", "Балх"]))
        let office = try area(
            #""ADM2_EN":"Juba","ADM2_PCODE":"SS0101","ADM1_EN":"Central Equatoria","ADM1_PCODE":"SS01","ADM0_PCODE":"SS""#)
        #expect((office.level, office.codes, office.parents) == (2, ["SS0101"], ["Central Equatoria", "SS01"]))
        let country = try area(#""ADM0_A3":"AFG","ISO_A2":"AF","NAME":"Afghanistan""#)
        #expect((country.level, country.countries) == (0, ["AF", "AFG"]))
    }

    @Test func featuresThatBoundNothingAreProblems() throws {
        let text = #"""
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"shapeType":"ADM1"},"geometry":{"type":"Point","coordinates":[0,0]}},
            {"type":"Feature","properties":{"colour":"red"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}},
            {"type":"Feature","properties":{"shapeType":"ADM1"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0
            """#
        let file = try #require(BoundaryFile(Array(text.utf8)))
        #expect(file.areas.isEmpty)
        #expect(file.features == 3)
        #expect(file.problems.map(\.line) == [2, 3, 4])
        #expect(file.problems.allSatisfy { $0.rule == "boundary-unreadable" })
    }
}
