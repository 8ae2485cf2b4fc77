import Foundation
import Testing

@testable import Sheets

/// What is written is read again.
struct WriterTests {
    private func written(_ fill: (WorkbookWriter) throws -> Void) throws -> SheetFile {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let book = try WorkbookWriter(path: path)
        try fill(book)
        try book.close()
        return try SheetFile(bytes: Array(Data(contentsOf: URL(fileURLWithPath: path))))
    }

    private func rows(_ file: SheetFile, _ sheet: Int = 0) throws -> [[String]] {
        let rows = try file.rows(sheet)
        var found: [[String]] = []
        while let row = try rows.next() { found.append(row.texts) }
        return found
    }

    @Test func thereAndBack() throws {
        let file = try written { book in
            let sheet = try book.sheet("Données")
            try sheet.header(["partner", "المبلغ"], widths: [30, 12])
            try sheet.row([.text("JICA 日本"), .decimal("1200.50"), .integer(-7), .empty, .code("007")])
            try sheet.row([.text("=1+1"), .text("+x"), .text("https://example.org"), .text("a\0b\u{1}"), .decimal("no number")])
            try sheet.note("a note", row: 0, column: 0)
            let other = try book.sheet("Right to left", isRightToLeft: true)
            try other.row([.decimal("0.1")])
        }
        #expect(file.sheets.map(\.name) == ["Données", "Right to left"])
        #expect(
            try rows(file) == [
                ["partner", "المبلغ"], ["JICA 日本", "1200.5", "-7", "", "007"], ["=1+1", "+x", "https://example.org", "ab", "no number"],
            ])
        #expect(try rows(file, 1) == [["0.1"]])
        #expect(try file.rows().next()?.kind(0) == .text)
    }

    /// A list of values lies on a hidden sheet, so that commas and many words do no harm.
    @Test func listsOfValues() throws {
        let values = (1...100).map { "value, number \($0)" }
        let file = try written { book in
            let sheet = try book.sheet("One")
            try sheet.header(["a"])
            try sheet.allow(values, inColumn: 0, rows: 1...500)
            try sheet.allow(["x", "y"], inColumn: 1, rows: 1...500)
        }
        #expect(file.sheets.map(\.isHidden) == [false, true])
        #expect(try rows(file, 1).prefix(3) == [["value, number 1", "x"], ["value, number 2", "y"], ["value, number 3"]])
    }

    @Test func longTextsAreCut() throws {
        let file = try written { book in try book.sheet("One").row([.text(String(repeating: "é", count: 40_000))]) }
        #expect(try rows(file)[0][0].count == 32_766)
    }

    @Test(arguments: ["", "a/b", "what?", String(repeating: "x", count: 32), "one", "'quoted"])
    func namesThatCannotBe(_ name: String) throws {
        let book = try WorkbookWriter(path: FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path)
        _ = try book.sheet("One")
        #expect(throws: SheetError.self) { try book.sheet(name) }
    }

    @Test func afterTheEnd() throws {
        #expect(throws: SheetError.self) { try WorkbookWriter(path: "/nowhere/at-all.xlsx").close() }
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let book = try WorkbookWriter(path: path)
        let sheet = try book.sheet("One")
        try sheet.row([.integer(1)])
        try book.close()
        #expect(throws: SheetError.self) { try sheet.row([.integer(2)]) }
        #expect(throws: SheetError.self) { try book.sheet("Two") }
        #expect(throws: SheetError.self) { try book.close() }
    }
}
