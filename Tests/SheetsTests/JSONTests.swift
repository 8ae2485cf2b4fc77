import Testing

@testable import Sheets

struct JSONTests {
    private func read(_ text: String) throws -> [[String]] {
        let rows = try SheetFile(bytes: Array(text.utf8)).rows()
        var found: [[String]] = []
        while let row = try rows.next() { found.append(row.texts) }
        return found
    }

    @Test func arraysAndObjects() throws {
        #expect(
            try read("[[\"a\",\"b\"],[1.50,null],[true,\"\\u00e9\\ud83d\\ude00\\n\"]]") == [["a", "b"], ["1.50", ""], ["TRUE", "é😀\n"]])
        #expect(try read(" [{\"a\":1,\"b\":[1,2]},{\"c\":{\"d\":3},\"a\":4}]") == [["a", "b", "c"], ["1", "1 | 2"], ["4", "", "d: 3"]])
        #expect(try read("{\"meta\":{\"x\":1},\"deep\":{\"rows\":[[\"a\"],[\"b\"]]}}") == [["a"], ["b"]])
    }

    @Test func linesAreKnown() throws {
        let rows = try SheetFile(bytes: Array("[\n[1],\n\n[2]]".utf8)).rows()
        var lines: [Int] = []
        while let row = try rows.next() { lines.append(row.line) }
        #expect(lines == [2, 4])
    }

    /// What only begins like JSON is delimited text.
    @Test func whatIsNone() throws {
        #expect(try read("[note],b\n1,2\n") == [["[note]", "b"], ["1", "2"]])
        #expect(throws: SheetError.self) { try read("[1,2,3]") }
        let nested = String(repeating: "[", count: 100_000)
        #expect(try read(nested) == [[nested]])
        for text in ["[\"", "[\"\\u12", "[\"\\", "{\"a\"", "{\"a\":", "[1,", "[-"] { #expect(try read(text).count == 1) }
    }

    /// A few bytes each, and every row as wide as all before it together: the rows are made one at a time, and not ever wider.
    @Test func keysThatPileUp() throws {
        let items = (0..<20_000).map { "{\"\($0)\":1}" }.joined(separator: ",")
        let rows = try SheetFile(bytes: Array("[\(items)]".utf8)).rows()
        var widths: [Int] = []
        while let row = try rows.next() { widths.append(row.count) }
        #expect(widths.count == 20_001)
        #expect(widths.max() == 1024)
        #expect(rows.drainProblems().map(\.rule) == ["row-too-wide"])
    }

    @Test func moreValuesThanMemoryHolds() {
        let text = "[" + String(repeating: "1,", count: JSONReader.mostValues) + "1]"
        #expect(throws: SheetError("memory", "This is JSON of more than 2000000 values: give it as CSV.")) { try read(text) }
    }
}
