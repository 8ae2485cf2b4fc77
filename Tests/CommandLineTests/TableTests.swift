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
