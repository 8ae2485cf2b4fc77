import Handmade
import Testing

@testable import Sheets

struct WorkbookTests {
    private func read(_ workbook: HandmadeWorkbook, sheet: Int = 0) throws -> (rows: [[String]], lines: [Int], rules: [String]) {
        try read(workbook.archive.bytes, sheet: sheet)
    }

    private func read(
        _ bytes: [UInt8], sheet: Int = 0, limits: SheetLimits = SheetLimits()
    ) throws -> (rows: [[String]], lines: [Int], rules: [String]) {
        let rows = try SheetFile(bytes: bytes, limits: limits).rows(sheet)
        var found: (rows: [[String]], lines: [Int], rules: [String]) = ([], [], [])
        while let row = try rows.next() {
            found.rows.append(row.texts)
            found.lines.append(row.line)
        }
        found.rules = rows.drainProblems().map(\.rule)
        return found
    }

    @Test func textsSharedAndInline() throws {
        var workbook = HandmadeWorkbook()
        workbook.shared = """
            <si><t>Juba</t></si><si><r><rPr><b/></rPr><t>bo</t></r><r><t xml:space="preserve">ld </t></r><rPh><t>x</t></rPh></si>\
            <si><t>a &amp; b &lt;&#233;&#x65E5;&gt;_x000D_\ny_x005F_z</t></si><si/>
            """
        workbook.sheetData = """
            <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="s"><v>2</v></c><c r="E2" t="s"><v>3</v></c></row>
            <row r="5"><c t="inlineStr"><is><t>in</t><r><t>line</t></r></is></c><c t="str"><f>A1</f><v>cached</v></c></row>
            """
        let found = try read(workbook)
        #expect(found.rows == [["Juba", "", "bold ", "a & b <é日>\ny_z"], ["inline", "cached"]])
        #expect(found.lines == [2, 5])
        #expect(found.rules == [])
    }

    @Test(arguments: [
        ("0.1", "0.1"), ("0.10000000000000001", "0.1"), ("0.30000000000000004", "0.3"), ("1234567.8899999999", "1234567.89"), ("5.0", "5"),
        ("5", "5"), ("-0", "0"), ("007", "7"), ("+3.50", "3.5"), ("1E3", "1000"), ("1.5E-3", "0.0015"), ("2.5000000000000001E+2", "250"),
        ("12345678901234567890", "12345678901234567890"), ("0.99999999999999999", "1"), ("-12.5", "-12.5"), ("1e300", "1e300"),
        ("0.000", "0"), ("NaN", "NaN"), ("1.2.3", "1.2.3"), ("1e", "1e"), ("9.9999999999999995E22", "100000000000000000000000"),
    ])
    func numbers(_ stored: String, _ read: String) throws {
        var workbook = HandmadeWorkbook()
        workbook.sheetData = "<row><c><v>\(stored)</v></c></row>"
        #expect(try self.read(workbook).rows == [[read]])
    }

    /// Days counted by hand: 44285 is 2021-03-30 (43831 is 2020-01-01, and 366 + 88 days more).
    @Test func datesByFormat() throws {
        var workbook = HandmadeWorkbook()
        workbook.styles = """
            <numFmts><numFmt numFmtId="164" formatCode="[$-409]d\\-mmm\\-yy;@"/><numFmt numFmtId="165" formatCode="0.0 &quot;days&quot;"/>\
            <numFmt numFmtId="166" formatCode="yyyy-mm-dd hh:mm"/><numFmt numFmtId="167" formatCode="[h]:mm"/></numFmts>\
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
            <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/></cellXfs>
            """
        func cell(_ style: Int, _ value: String) -> String { "<c s=\"\(style)\"><v>\(value)</v></c>" }
        workbook.sheetData =
            "<row>\(cell(0, "44285"))\(cell(1, "44285"))\(cell(2, "44285.0"))\(cell(3, "3"))\(cell(4, "44285.25"))\(cell(5, "0.5"))</row>"
            + "<row>\(cell(1, "1"))\(cell(1, "59"))\(cell(1, "60"))\(cell(1, "61"))\(cell(1, "-1"))\(cell(1, "2958466"))\(cell(1, "2958465"))</row>"
        let found = try read(workbook)
        #expect(found.rows[0] == ["44285", "2021-03-30", "2021-03-30", "3", "2021-03-30 06:00:00", "12:00:00"])
        #expect(found.rows[1] == ["1900-01-01", "1900-02-28", "1900-02-29", "1900-03-01", "-1", "2958466", "9999-12-31"])
        #expect(found.rules == ["date-out-of-range", "date-out-of-range"])
        workbook.properties = "<workbookPr date1904=\"1\"/>"
        workbook.sheetData = "<row>\(cell(1, "0"))\(cell(1, "42823"))</row>"
        #expect(try read(workbook).rows == [["1904-01-01", "2021-03-30"]])
    }

    @Test(arguments: [
        ("General", CellStyles.Look.number), ("0.00E+00", .number), ("[Red]0", .number), ("mmm-yy", .date), ("m", .date), ("mm:ss", .time),
        ("dd/mm/yyyy hh:mm", .dateAndTime), ("\"yes\"0", .number), ("0;dd", .number), ("[h]:mm", .date), ("yyyy\"年\"m\"月\"", .date),
        ("\"open", .number), ("[open", .number), ("\\", .number),
    ])
    func formats(_ format: String, _ look: CellStyles.Look) { #expect(CellStyles.look(format: format) == look) }

    @Test func booleansErrorsAndFormulas() throws {
        var workbook = HandmadeWorkbook()
        workbook.sheetData = """
            <row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c><f>1+1</f><v>2</v></c><c><f>SUM(A1)</f></c>\
            <c t="d"><v>2021-03-30T00:00:00</v></c></row>
            """
        let found = try read(workbook)
        #expect(found.rows == [["TRUE", "FALSE", "", "2", "", "2021-03-30"]])
        #expect(found.rules == ["cell-error", "formula-uncalculated"])
    }

    @Test func severalSheetsAndHiddenOnes() throws {
        var workbook = HandmadeWorkbook()
        workbook.sheets += """
            <sheet name="Tw&amp;o" state="hidden" sheetId="2" r:id="rId2"/><sheet name="Chart" sheetId="3" r:id="rId3"/>\
            <sheet name="Elsewhere" sheetId="4" r:id="rId4"/>
            """
        workbook.moreRelations = """
            <Relationship Id="rId2" Type="\(HandmadeWorkbook.relations)/worksheet" Target="/xl/worksheets/../other/two.xml"/>\
            <Relationship Id="rId3" Type="\(HandmadeWorkbook.relations)/chartsheet" Target="chart.xml"/>\
            <Relationship Id="rId4" TargetMode="External" Type="\(HandmadeWorkbook.relations)/worksheet" Target="file:///etc/passwd"/>
            """
        workbook.more = [("xl/other/two.xml", HandmadeWorkbook.sheet("<row><c><v>2</v></c></row>")), ("xl/vbaProject.bin", "macro")]
        workbook.sheetData = "<row><c><v>1</v></c></row>"
        let file = try SheetFile(bytes: workbook.archive.bytes)
        #expect(file.sheets.map(\.name) == ["One", "Tw&o"])
        #expect(file.sheets.map(\.isHidden) == [false, true])
        #expect(try read(workbook, sheet: 1).rows == [["2"]])
    }

    /// Only the cell that a merged range is named after has the value; empty cells and rows do not come.
    @Test func placesAsWritten() throws {
        var workbook = HandmadeWorkbook()
        workbook.sheetData = """
            <row r="1"><c r="A1"><v>1</v></c><c r="B1" s="5"/></row><row r="2"><c r="A2"/></row><row r="1"><c r="AB7"><v>2</v></c></row>\
            <row r="1048576"><c r="C1"><v>3</v></c><c r="A1"><v>4</v></c><c r="XFE1"><v>5</v></c><c r="ZZZZZZZZ1"><v>6</v></c></row>
            """
        let found = try read(workbook)
        #expect(found.rows == [["1"], Array(repeating: "", count: 27) + ["2"], ["4", "", "3"]])
        #expect(found.lines == [1, 3, 1_048_576])
        #expect(found.rules == ["row-too-wide", "row-too-wide"])
    }

    @Test func prefixedNamesAndOtherNamespaces() throws {
        var workbook = HandmadeWorkbook()
        workbook.more = []
        var archive = workbook.archive
        archive = Archive()
        archive.add(
            "xl/workbook.xml", "<x:workbook xmlns:x=\"m\" xmlns:q=\"r\"><x:sheets><x:sheet name='One' q:id='i'/></x:sheets></x:workbook>")
        archive.add("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='i' Type='u/worksheet' Target='s.xml'/></Relationships>")
        archive.add(
            "xl/s.xml", "<x:worksheet xmlns:x='m'><x:sheetData><x:row r='3'><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>")
        #expect(try read(archive.bytes).rows == [["1"]])
    }

    // MARK: Hostile

    @Test func aDocumentTypeIsRefused() throws {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>"
        var workbook = HandmadeWorkbook()
        workbook.sheetData = "<row><c t=\"s\"><v>0</v></c></row>"
        var archive = workbook.archive
        archive.add("xl/sharedStrings.xml", bomb + "<sst><si><t>&b;</t></si></sst>")
        #expect(throws: SheetError.self) { try read(archive.bytes) }
        workbook.sheetData = "<row><c><v>1</v></c></row>\(bomb)<row><c><v>2</v></c></row>"
        let found = try read(workbook)
        #expect(found.rows == [["1"]])
        #expect(found.rules == ["sheet-damaged"])
    }

    /// A gigabyte of spaces in a megabyte.
    @Test func zipBombsAreNotUnpacked() throws {
        var workbook = HandmadeWorkbook()
        let spaces = [UInt8](repeating: 0x20, count: 200 << 20)
        var archive = workbook.archive
        archive.add("xl/sharedStrings.xml", spaces)
        #expect(throws: SheetError.self) { try read(archive.bytes) }
        workbook.sheets = "<sheet name=\"Big\" sheetId=\"1\" r:id=\"rId7\"/>"
        workbook.moreRelations = "<Relationship Id=\"rId7\" Type=\"\(HandmadeWorkbook.relations)/worksheet\" Target=\"big.xml\"/>"
        archive = workbook.archive
        archive.add("xl/big.xml", Array("<worksheet><sheetData><row><c><v>1</v></c></row>".utf8) + spaces)
        let found = try read(archive.bytes)
        #expect(found.rows == [["1"]])
        #expect(found.rules == ["compressed-bomb"])
        var limits = SheetLimits()
        limits.partBytes = 1 << 20
        #expect(throws: SheetError.self) { try read(archive.bytes, limits: limits) }
        archive.add("xl/sharedStrings.xml", [UInt8](repeating: 0x20, count: 4 << 20), size: 10)
        #expect(throws: SheetError.self) { try read(archive.bytes, limits: limits) }
    }

    @Test func hugeSharedTexts() throws {
        var workbook = HandmadeWorkbook()
        workbook.shared = String(repeating: "<si><t>\(String(repeating: "x", count: 1000))</t></si>", count: 2000)
        workbook.sheetData = "<row><c t=\"s\"><v>1999</v></c><c t=\"s\"><v>2000</v></c><c t=\"s\"><v>-1</v></c></row>"
        #expect(try read(workbook).rows[0][0].count == 1000)
        #expect(try read(workbook).rules == ["text-missing", "text-missing"])
        var limits = SheetLimits()
        limits.sharedTextBytes = 1 << 20
        #expect(throws: SheetError.self) { try read(workbook.archive.bytes, limits: limits) }
        limits = SheetLimits()
        limits.cellBytes = 10
        #expect(try read(workbook.archive.bytes, limits: limits).rows[0][0].count == 10)
    }

    @Test func truncatedAndDamaged() throws {
        var workbook = HandmadeWorkbook()
        workbook.sheets = "<sheet name=\"Cut\" sheetId=\"1\" r:id=\"rId7\"/>"
        workbook.moreRelations = "<Relationship Id=\"rId7\" Type=\"\(HandmadeWorkbook.relations)/worksheet\" Target=\"cut.xml\"/>"
        for cut in [
            "<worksheet><sheetData><row><c><v>1</v></c></row><row><c><v>2</v></c>",
            "<worksheet><row><c><v>1</v></c></row><row><c><v>2</v></c></row><c <",
        ] {
            var archive = workbook.archive
            archive.add("xl/cut.xml", cut)
            let found = try read(archive.bytes)
            #expect(found.rows == [["1"], ["2"]])
            #expect(found.rules == ["sheet-damaged"])
        }
        let whole = workbook.archive.bytes
        for length in stride(from: 5, to: whole.count, by: 97) { _ = try? read(Array(whole[..<length])) }
        for place in stride(from: 0, to: whole.count, by: 7) {
            var bytes = whole
            bytes[place] ^= 0x55
            _ = try? read(bytes)
        }
    }

    @Test func otherArchives() throws {
        var archive = Archive()
        archive.add("readme.md", "x")
        #expect(throws: SheetError.self) { try SheetFile(bytes: archive.bytes) }
        // A text is a table where nothing else is.
        archive.add("table.txt", "a|b\n1|2\n")
        #expect(try read(archive.bytes).rows == [["a", "b"], ["1", "2"]])
        archive.add("data.csv", "a,b\n1,2\n")
        archive.add("more.CSV", "c\n")
        let file = try SheetFile(bytes: archive.bytes)
        #expect(file.sheets.map(\.name) == ["data.csv", "more.CSV"])
        #expect(try file.rows(1).next()?.texts == ["c"])
        #expect(try read(archive.bytes).rows == [["a", "b"], ["1", "2"]])
        #expect(throws: SheetError.self) { try SheetFile(bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]) }
        #expect(throws: SheetError.self) { try SheetFile(bytes: Array("PK".utf8) + [3, 4] + Array(repeating: 0, count: 100)) }
    }
}
