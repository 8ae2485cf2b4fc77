import Gzip
import Testing

@testable import XML

@Suite struct WellFormednessTests {
    @Test func wholeFiles() throws {
        for text in [file(activity("A1")), "<a/>", "\u{FEFF}<?xml version='1.0' encoding='utf-8'?><a>&lt;</a>\n<!-- end -->"] {
            #expect(try firstError(text) == nil)
        }
        #expect(try WellFormedness.firstError(bytes: gzip(Array(file(activity("A1")).utf8))) == nil)
        let long = file((0..<5000).map { activity("A\($0)") }.joined())
        #expect(try firstError(long) == nil)
        #expect(try firstError(long.dropLast(10)) != nil)
    }

    @Test(arguments: [
        "", "<a>", "<a></b>", "<a>&x;</a>", "<a b='1' b='2'/>", "<a/>x", "x<a/>", "<a>\u{1}</a>", "<a><!-- -- --></a>", "<a/><b/>",
    ])
    func damage(_ text: String) throws {
        #expect(try firstError(text)?.rule == "not-well-formed")
    }

    @Test func theLineIsGiven() throws {
        #expect(try firstError("<a>\n<b>\n</c>\n</a>")?.line == 3)
    }

    @Test func floodsEnd() throws {
        let attributes = (0..<1_000_000).map { " a\($0)=''" }.joined()
        #expect(try firstError("<a\(attributes)/>")?.rule == "tag-too-large")
        #expect(try firstError("<a>\(String(repeating: "b = c > d ", count: 100_000))</a>") == nil)
        #expect(try firstError(String(repeating: "<a>", count: 100_000)) != nil)
        let entities = "<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'><!ENTITY y '&x;&x;&x;&x;'>]>"
        #expect(try firstError(entities + "<a b='&y;'/>") != nil)
    }

    private func firstError(_ text: some StringProtocol) throws -> XMLProblem? {
        let problem = try WellFormedness.firstError(bytes: Array(text.utf8))
        return problem
    }
}
