import Glibc
import Testing

@testable import CommandLine

struct TableTests {
    private let columns = [Column("id"), Column("title", .text), Column("count", .number), Column("amount", .money)]

    private func write(_ format: Format, _ rows: [[String]]) throws -> String {
        try captured { output in
            let table = Table(columns, format: format, to: output)
            for row in rows { try table.row(row) }
            try table.finish()
        }
    }

    private let rows = [["A-1", "給水計画", "3", "1234567.50"], ["A-22", "مياه", "", "-1000"], ["B", "e\u{301}\nx", "12", "n/a"]]

    @Test func aligned() throws {
        let expected = """
            id    title     count        amount
            ----  --------  -----  ------------
            A-1   給水計画      3  1,234,567.50
            A-22  مياه                   -1,000
            B     e\u{301} x          12           n/a

            """
        #expect(try write(.table, rows) == expected)
    }

    @Test func csv() throws {
        let expected = "id,title,count,amount\nA-1,給水計画,3,1234567.50\nA-22,مياه,,-1000\nB,\"e\u{301}\nx\",12,n/a\n"
        #expect(try write(.csv, rows) == expected)
    }

    @Test func json() throws {
        let expected = """
            [
            {"id":"A-1","title":"給水計画","count":3,"amount":1234567.50},
            {"id":"A-22","title":"مياه","count":null,"amount":-1000},
            {"id":"B","title":"e\u{301}\\nx","count":12,"amount":"n/a"}
            ]

            """
        #expect(try write(.json, rows) == expected)
        #expect(try write(.jsonl, [rows[0]]) == "{\"id\":\"A-1\",\"title\":\"給水計画\",\"count\":3,\"amount\":1234567.50}\n")
    }

    @Test func withoutRows() throws {
        #expect(try write(.csv, []) == "id,title,count,amount\n")
        #expect(try write(.json, []) == "[]\n")
        #expect(try write(.jsonl, []) == "")
        #expect(try write(.table, []) == "id  title  count  amount\n--  -----  -----  ------\n")
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("@x", "'@x"), ("+x", "'+x"), ("-x", "'-x"), ("-5", "-5"), ("+5.5e3", "+5.5e3"), ("\tx", "'\tx"),
        ("\r", "\"'\r\""),
        ("=a,b", "\"'=a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("plain", "plain"), ("-", "'-"), ("a=b", "a=b"), (" x ", " x "),
    ])
    func guardsFreeText(_ cell: String, _ written: String) throws {
        #expect(try write(.csv, [["=id", cell, "1", "2"]]).hasSuffix("\n=id,\(written),1,2\n"))
    }

    @Test func anEmptyOnlyCellIsNotABlankLine() throws {
        let text = try captured { output in
            let table = Table([Column("a")], format: .csv, to: output)
            try table.row("")
            try table.finish()
        }
        #expect(text == "a\n\"\"\n")
    }

    @Test func cellByCell() throws {
        let text = try captured { output in
            let table = Table(columns, format: .csv, to: output)
            table.add("A")
            table.add(utf8: "bytes".utf8)
            table.add(-120)
            table.add(Int.min)
            try table.endRow()
            try table.finish()
        }
        #expect(text.hasSuffix("A,bytes,-120,-9223372036854775808\n"))
    }

    @Test func longTextIsCutOnATerminal() throws {
        let text = try captured { output in
            let rows = AlignedRows(columns, terminalWidth: 40)
            let batch = RowBatch(width: 4)
            for cell in ["A", "a rather long title about water and sanitation", "1", "1000"] { batch.add(cell) }
            batch.endRow()
            try rows.write(batch, to: output)
            try rows.finish(to: output)
        }
        #expect(text.hasSuffix("\nA   a rather long title …      1   1,000\n"))
    }

    @Test func rowsBeyondTheSample() throws {
        let many = (0..<2500).map { [String($0), "x", "1", "1"] }
        let lines = try write(.table, many).split(separator: "\n")
        #expect(lines.count == 2502)
        #expect(lines.last == "2499  x          1       1")
    }

    /// What fills a batch is written by another thread.
    @Test func rowsBeyondABatch() throws {
        let many = (0..<100_000).map { [String($0), "x,\"y\"", "1", "1"] }
        let lines = many.map { "\($0[0]),\"x,\"\"y\"\"\",1,1\n" }
        #expect(try write(.csv, many).hasSuffix("\n" + lines.joined()))
    }

    /// Nothing but codes: a batch without commas, quotation marks and line ends inside cells is written as it is, any other cell by cell.
    @Test(arguments: [
        (",", "\",\""), ("\"", "\"\"\"\""), ("a\nb", "\"a\nb\""), ("\r", "\"\r\""), ("=1", "=1"), ("", ""), ("水", "水"),
    ])
    func codesAmongManyRows(_ cell: String, _ written: String) throws {
        let text = try captured { output in
            let table = Table([Column("id"), Column("amount", .money)], format: .csv, to: output)
            for row in 0..<10_000 { try table.row("A-\(row)", "1.00") }
            try table.row(cell, "2.00")
            for row in 0..<10_000 { try table.row("B-\(row)", "3.00") }
            try table.finish()
        }
        let (before, after) = ((0..<10_000).map { "A-\($0),1.00\n" }.joined(), (0..<10_000).map { "B-\($0),3.00\n" }.joined())
        #expect(text == "id,amount\n\(before)\(written),2.00\n\(after)")
    }

    /// Parts may be made in any order and have any length; the rows of a part stand where its number says.
    @Test(arguments: Format.allCases, [0, 1, 2, 50])
    func rowsPartByPart(_ format: Format, _ parts: Int) throws {
        let lengths = (0..<parts).map { $0 % 7 * 100 }
        let rows = (0..<parts).flatMap { part in (0..<lengths[part]).map { ["\(part)-\($0)", "x,\"y\"", "\($0)", "1.50"] } }
        let text = try captured { output in
            let table = Table(columns, format: format, to: output)
            try table.row("first", "", "", "")
            try table.rows(parts: parts) { part, batch in
                for row in 0..<lengths[part] {
                    for cell in ["\(part)-\(row)", "x,\"y\"", "\(row)", "1.50"] { batch.add(cell) }
                    batch.endRow()
                }
            }
            try table.row("last", "", "", "")
            try table.finish()
        }
        #expect(try write(format, [["first", "", "", ""]] + rows + [["last", "", "", ""]]) == text)
    }

    @Test func aClosedPipeStopsThoseWhoMakeRows() throws {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        close(ends[0])
        let table = Table([Column("a")], format: .csv, to: Output(ends[1]))
        #expect(throws: OutputError.closed) {
            try table.rows(parts: 1000) { _, batch in
                for _ in 0..<1000 {
                    batch.add("some text")
                    batch.endRow()
                }
            }
        }
        close(ends[1])
    }

    @Test func aClosedPipeStops() throws {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        close(ends[0])
        let table = Table([Column("a")], format: .csv, to: Output(ends[1]))
        #expect(throws: OutputError.closed) {
            for _ in 0..<100_000 { try table.row("some text") }
        }
        close(ends[1])
    }

    @Test func largeWritesKeepTheirOrder() throws {
        let long = String(repeating: "abcdefg", count: 30_000)
        let text = try captured { output in
            try output.print("first")
            try output.print(long)
        }
        #expect(text == "first\n" + long + "\n")
    }
}
