import Testing

@testable import Sheets

struct DelimitedTests {
    static func read(_ text: String) throws -> [[String]] { try read(Array(text.utf8)).rows }

    static func read(
        _ bytes: [UInt8], limits: SheetLimits = SheetLimits()
    ) throws -> (rows: [[String]], lines: [Int], rules: [String]) {
        let rows = try SheetFile(bytes: bytes, limits: limits).rows()
        var found: (rows: [[String]], lines: [Int], rules: [String]) = ([], [], [])
        while let row = try rows.next() {
            found.rows.append(row.texts)
            found.lines.append(row.line)
        }
        found.rules = rows.drainProblems().map(\.rule)
        return found
    }

    @Test func plainRows() throws {
        #expect(try Self.read("a,b\n1,2\n") == [["a", "b"], ["1", "2"]])
        #expect(try Self.read("a,b\r\n1,\r\n,2") == [["a", "b"], ["1", ""], ["", "2"]])
        #expect(try Self.read("a,b\r1,2\r") == [["a", "b"], ["1", "2"]])
        #expect(try Self.read("a\n\nb\n") == [["a"], [], ["b"]])
        #expect(try Self.read("a,b\n\"\"\n") == [["a", "b"], [""]])
        #expect(throws: SheetError.self) { try Self.read("") }
    }

    @Test func firstCellsAtOnce() throws {
        let rows = try SheetFile(bytes: Array("a,b,c\n1\n".utf8)).rows()
        var found: [[String]] = []
        while let row = try rows.next() { row.withCells(2) { found.append($0.map { String(decoding: $0, as: UTF8.self) }) } }
        #expect(found == [["a", "b"], ["1", ""]])
    }
}

extension DelimitedTests {
    @Test func quotesByTheBook() throws {
        #expect(try Self.read("a,\"b,c\",d\n") == [["a", "b,c", "d"]])
        #expect(try Self.read("\"say \"\"yes\"\"\",2\n") == [["say \"yes\"", "2"]])
        #expect(try Self.read("\"\"\"\"\n") == [["\""]])
        let found = try Self.read(Array("a,b\n\"two\r\nlines\",\"x\rz\"\nlast,\n".utf8))
        #expect(found.rows == [["a", "b"], ["two\nlines", "x\nz"], ["last", ""]])
        #expect(found.lines == [1, 2, 5])
        #expect(found.rules == [])
    }

    /// As people write them: no row is ever lost to a stray quote.
    @Test(arguments: [
        ("5\" pipe,2\n", [["5\" pipe", "2"]], []),
        ("\"a \"quoted\" word, b\",2\n", [["a \"quoted\" word, b", "2"]], ["quote-misplaced"]),
        ("\"abc\"def,2\n", [["abcdef", "2"]], ["quote-misplaced"]),
        ("\"a\"\"b\"c\"\"d,2\n", [["a\"bc\"\"d", "2"]], ["quote-misplaced"]),
        ("\"abc,2\nd,4\n", [["\"abc", "2"], ["d", "4"]], ["quote-unclosed"]),
        ("\"abc,2\nd,\"4\"\n", [["\"abc", "2"], ["d", "4"]], ["quote-unclosed"]),
        ("a,\"\n1,2\n", [["a", "\""], ["1", "2"]], ["quote-unclosed"]),
        ("a, \"b\"\n", [["a", " \"b\""]], []),
    ])
    func quotesAsWritten(_ text: String, _ rows: [[String]], _ rules: [String]) throws {
        let found = try Self.read(Array(text.utf8))
        #expect(found.rows == rows)
        #expect(found.rules == rules)
    }

    @Test(arguments: [
        "a;b;c\n1,5;2,5;3\n1,0;2,0;4\n", "a\tb\tc\n1,5\t2,5\t3\n1,0\t2,0\t4\n", "a|b|c\n1,5|2,5|3\n1,0|2,0|4\n",
        "sep=;\r\na;b;c\n1,5;2,5;3\n1,0;2,0;4\n",
    ])
    func separatorsAreTold(_ text: String) throws {
        #expect(try Self.read(text) == [["a", "b", "c"], ["1,5", "2,5", "3"], ["1,0", "2,0", "4"]])
    }

    @Test func statedSeparatorCountsAsALine() throws {
        #expect(try Self.read(Array("sep=;\na;b\n".utf8)).lines == [2])
        let rows = try SheetFile(bytes: Array("a;b,c\n".utf8), separator: UInt8(ascii: ",")).rows()
        #expect(try rows.next()?.texts == ["a;b", "c"])
    }

    @Test func encodings() throws {
        let text = "Région,日本\n1,€😀\n"
        let expected = [["Région", "日本"], ["1", "€😀"]]
        #expect(try Self.read([0xEF, 0xBB, 0xBF] + Array(text.utf8)).rows == expected)
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(try Self.read([0xFF, 0xFE] + little).rows == expected)
        #expect(try Self.read([0xFE, 0xFF] + big).rows == expected)
        let plain = "place,people\nJuba,10\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try Self.read(plain).rows == [["place", "people"], ["Juba", "10"]])
    }

    /// `é` as one byte, `’` and `€` where Windows has them.
    @Test func westernBytes() throws {
        let found = try Self.read(Array("R".utf8) + [0xE9] + Array("gion,l".utf8) + [0x92, 0x80] + Array("\n".utf8))
        #expect(found.rows == [["Région", "l’€"]])
        #expect(found.rules == ["encoding-guessed"])
    }

    /// Among right sequences a wrong byte is lost and said to be; it takes nothing with it.
    @Test func aBadByteLosesItself() throws {
        let found = try Self.read(Array("Région,Sénégal\nx".utf8) + [0xE9] + Array("y,\"a".utf8) + [0xFF, 0x00] + Array("\"\nz,é\n".utf8))
        #expect(found.rows == [["Région", "Sénégal"], ["x\u{FFFD}y", "a\u{FFFD}"], ["z", "é"]])
        #expect(found.rules == ["text-damaged"])
        // Two sources put one behind the other: mostly single bytes, and sequences that are right.
        let mixed = try Self.read(Array("caf".utf8) + [0xE9, 0x2C, 0xE8, 0x0A] + Array("é,2\n".utf8))
        #expect(mixed.rows == [["café", "è"], ["é", "2"]])
    }

    @Test func sequencesAcrossReads() throws {
        let text = String(repeating: "日本語é😀,", count: 60_000) + "end\n"
        var limits = SheetLimits()
        limits.columns = 100_000
        let found = try Self.read(Array(("x" + text).utf8), limits: limits)
        #expect(found.rows.count == 1)
        #expect(found.rows[0].count == 60_001)
        #expect(found.rows[0].dropFirst().dropLast().allSatisfy { $0 == "日本語é😀" })
        #expect(found.rules == [])
    }

    @Test func endlessLines() throws {
        var limits = SheetLimits()
        (limits.rowBytes, limits.cellBytes) = (200_000, 50_000)
        let long = String(repeating: "x", count: 1_000_000)
        let found = try Self.read(Array("a,b\n\(long),2\nc,d\n".utf8), limits: limits)
        #expect(found.rows == [["a", "b"], ["c", "d"]])
        #expect(found.lines == [1, 3])
        #expect(found.rules == ["row-too-long"])
        let open = try Self.read(Array("a,b\n\"\(String(repeating: "x,\n", count: 30_000))".utf8), limits: limits)
        #expect(open.rows.count == 30_001)
        #expect(open.rules == ["quote-unclosed"])
    }

    @Test func manyColumns() throws {
        var limits = SheetLimits()
        limits.columns = 10
        let found = try Self.read(Array((String(repeating: "x,", count: 50) + "\na,b\n").utf8), limits: limits)
        #expect(found.rows.map(\.count) == [10, 2])
        #expect(found.rules == ["row-too-wide"])
    }

    /// Quotes that never close, in every way that could make a reader look at the same bytes again and again.
    @Test(.timeLimit(.minutes(1)), arguments: ["\"a", "\"a,", "\",\"\"", "\"\"\"", "\"a\"b\"\"", "\"\n", "\"a\"b,"])
    func quotesDoNotSlowItDown(_ piece: String) throws {
        let count = 400_000 / piece.utf8.count
        let rows = try SheetFile(bytes: Array(String(repeating: piece, count: count).utf8)).rows()
        while try rows.next() != nil {}
    }

    @Test func whatIsNoSheetIsRefused() throws {
        for text in ["<!DOCTYPE html><p>", "  <html>", "<?xml version=\"1.0\"?>", "%PDF-1.4"] {
            #expect(throws: SheetError.self) { try Self.read(text) }
        }
        #expect(throws: SheetError.self) { try SheetFile(path: "/nowhere/at.csv") }
    }

    @Test func cellsBeyondTheEndAreEmpty() throws {
        let rows = try SheetFile(bytes: Array("a,  \n".utf8)).rows()
        let row = try #require(try rows.next())
        #expect(row[5] == "" && row[-1] == "" && row.isBlank(1) && !row.isBlank && row.isBlank(7))
    }
}
