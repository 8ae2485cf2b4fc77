import Glibc
import Testing

@testable import XML

@Suite struct EntityTests {
    @Test func laughsAreNotCounted() throws {
        var entities = "<!ENTITY l0 \"ha\">"
        for level in 1...9 { entities += "<!ENTITY l\(level) \"" + String(repeating: "&l\(level - 1);", count: 10) + "\">" }
        let outcome = try read(
            "<!DOCTYPE iati-activities [\(entities)]><iati-activities>" + activity("A1", title: "x&l9;y", extra: "<value code='&l9;'/>")
                + "</iati-activities>")
        #expect(outcome.titles == ["xy"])
        #expect(outcome.rules == ["doctype-ignored", "unknown-entity"])
    }

    @Test func quadraticEntitiesAreNotExpanded() throws {
        let entity = "<!ENTITY a \"\(String(repeating: "a", count: 50_000))\">"
        let uses = String(repeating: "&a;", count: 50_000)
        let outcome = try read("<!DOCTYPE x [\(entity)]><iati-activities>" + activity("A1", title: uses) + "</iati-activities>")
        #expect(outcome.titles == [""])
        #expect(outcome.rules == ["doctype-ignored", "unknown-entity"])
    }

    @Test func filesAreNeverRead() throws {
        let doctype =
            "<!DOCTYPE iati-activities [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]>"
        let outcome = try read(doctype + "<iati-activities>" + activity("A1", title: "[&x;]") + "</iati-activities>")
        #expect(outcome.titles == ["[]"])
        let inside = try read("<iati-activities>" + activity("A1", title: doctype + "&x;") + "</iati-activities>")
        #expect(!inside.titles.joined().contains("root:"))
    }

    @Test func predefinedEntitiesAndNumbersAreRead() throws {
        let outcome = try read(file(activity("A1", title: "&lt;&gt;&amp;&quot;&apos;&#233;&#x1F600;")))
        #expect(outcome.titles == ["<>&\"'é😀"])
        #expect(outcome.problems.isEmpty)
    }

    /// As the text of an element does: an address with two parameters has one ampersand.
    @Test(arguments: [
        ("a&amp;b", "a&b"), ("&amp;&amp;", "&&"), ("a&#38;b&#x26;", "a&b&"), ("&amp;#38;", "&#38;"), ("&amp;amp;", "&amp;"),
        ("&lt;&gt;&quot;&apos;&#233;", "<>\"'é"), ("&amp;#3", "&#3"),
    ])
    func attributesToo(written: String, meant: String) throws {
        try parse("<iati-activity><value code='\(written)' ref='x&amp;y'>\(written)</value></iati-activity>") { activity, _ in
            let value = try #require(activity.first(.value))
            #expect(value.attribute(.code) == meant)
            #expect(value.attribute(.ref) == "x&y")
            #expect(value.text == meant)
        }
    }

    @Test func eachUnknownEntityIsNamedOnce() throws {
        let outcome = try read(file(activity("A1", title: "&nbsp;&nbsp;&eacute;")))
        #expect(outcome.problems.count == 2)
        #expect(outcome.problems[0].message.contains("&nbsp;"))
        #expect(outcome.problems[0].message.contains("2 times"))
    }
}
