import Testing

@testable import XML

/// Damage planted in the third of five records.
struct Damage: Sendable, CustomTestStringConvertible {
    let name: String
    /// Whether the damaged record itself comes through, cleaned.
    let survives: Bool
    /// The rule that must be complained about, by the reader, the parser or the record's error.
    let rule: String
    let record: [UInt8]

    var testDescription: String { name }

    init(_ name: String, survives: Bool, rule: String, _ record: [UInt8]) {
        self.name = name
        self.survives = survives
        self.rule = rule
        self.record = record
    }

    init(_ name: String, survives: Bool = false, rule: String = "record-malformed", _ record: String) {
        self.init(name, survives: survives, rule: rule, Array(record.utf8))
    }

    /// Damage in the title's text.
    static func text(_ name: String, survives: Bool = true, rule: String, _ text: [UInt8]) -> Damage {
        let parts = Array(activity("A3", title: "before@after").utf8).split(separator: UInt8(ascii: "@"))
        return Damage(name, survives: survives, rule: rule, parts[0] + text + parts[1])
    }

    static func text(_ name: String, survives: Bool = true, rule: String, _ text: String) -> Damage {
        .text(name, survives: survives, rule: rule, Array(text.utf8))
    }

    static let inText: [Damage] = [
        .text("NUL", rule: "control-character", [0]),
        .text("a hundred thousand zeros", rule: "control-character", [UInt8](repeating: 0, count: 100_000)),
        .text("control character", rule: "control-character", [11]),
        .text("control character by number", rule: "control-character", "&#11;"),
        .text("number beyond Unicode", rule: "control-character", "&#x110000;"),
        .text("surrogate by number", rule: "control-character", "&#xD800;"),
        .text("bare ampersand", rule: "bare-ampersand", "Food & Water"),
        .text("ampersand and no semicolon", rule: "bare-ampersand", "R&D costs"),
        .text("bare less-than", rule: "bare-less-than", "a < b"),
        .text("less-than before a number", rule: "bare-less-than", "children <5"),
        .text("less-than before words", rule: "bare-less-than", "a <b and c"),
        .text("address in angle brackets", rule: "bare-less-than", "<someone@example.org>"),
        .text("less-than at the end", rule: "bare-less-than", "<"),
        .text("byte that is not UTF-8", rule: "bad-utf8", [0xFF]),
        .text("Latin letter", rule: "bad-utf8", [0x63, 0x61, 0x66, 0xE9]),
        .text("sequence cut off", rule: "bad-utf8", [0xE2, 0x82]),
        .text("overlong sequence", rule: "bad-utf8", [0xC0, 0xAF]),
        .text("surrogate in UTF-8", rule: "bad-utf8", [0xED, 0xA0, 0x80]),
        .text("noncharacter", rule: "bad-utf8", [0xEF, 0xBF, 0xBF]),
        .text("entity of HTML", rule: "unknown-entity", "caf&eacute;"),
        .text("end of CDATA", rule: "cdata-end", "a ]]> b"),
        .text("comment with hyphens", rule: "markup-misused", "<!-- a -- b -->"),
        .text("comment without end", rule: "markup-unterminated", "<!-- forgotten"),
        .text("CDATA without end", rule: "markup-unterminated", "<![CDATA[ forgotten"),
        .text("instruction without end", rule: "markup-unterminated", "<?php echo"),
        .text("instruction that must not be", rule: "markup-misused", "<?xml version='1.0'?>"),
        .text("document type", rule: "bare-less-than", "<!DOCTYPE iati-activities>"),
        .text("unknown declaration", rule: "bare-less-than", "<!ELEMENT a ANY>"),
        .text("tag without end", survives: false, rule: "record-malformed", "line<br>line"),
        .text("end tag too many", survives: false, rule: "record-malformed", "</p>"),
        .text("text in UTF-16", rule: "control-character", [0x41, 0, 0x42, 0, 0x3C, 0, 0x43, 0]),
    ]

    static let inTags: [Damage] = [
        Damage("less-than in an attribute", survives: true, rule: "bare-less-than", activity("A3", extra: "<value code=\"a < b\"/>")),
        Damage("ampersand in an attribute", survives: true, rule: "bare-ampersand", activity("A3", extra: "<value code=\"a & b\"/>")),
        Damage("tag in an attribute", survives: true, rule: "bare-less-than", activity("A3", extra: "<value code='</iati-activity>'/>")),
        Damage(
            "record in an attribute", survives: true, rule: "bare-less-than",
            activity("A3", extra: "<value code='<iati-activity>' ref='b'/>")),
        Damage("attribute twice", activity("A3", extra: "<value code='1' code='2'/>")),
        Damage("attribute without quotes", survives: true, rule: "tag-damaged", activity("A3", extra: "<value code=1/>")),
        Damage("attribute without value", survives: true, rule: "bare-less-than", activity("A3", extra: "<value code/>")),
        Damage("quote missing", survives: true, rule: "tag-damaged", activity("A3", extra: "<value code=\"1/>")),
        Damage("single quote missing", survives: true, rule: "tag-damaged", activity("A3", extra: "<value code='1/>")),
        Damage("child not closed", activity("A3", extra: "<transaction>")),
        Damage("child closed twice", activity("A3", extra: "</title>")),
        Damage("tags crossed", activity("A3", extra: "<transaction><value></transaction></value>")),
        Damage("end tag cut", activity("A3", extra: "<value>1</val")),
        Damage("quote missing in the record's tag", activity("A3").replacing("\"USD\"", with: "\"USD")),
        Damage("record without end tag", rule: "end-tag-missing", activity("A3").replacing("</iati-activity>", with: "")),
        Damage(
            "record with half an end tag", rule: "end-tag-missing", activity("A3").replacing("</iati-activity>", with: "</iati-activity")),
        Damage("record without start tag", rule: "junk-between-records", activity("A3").replacing("<iati-activity ", with: "")),
        Damage(
            "record with a wrong start tag", rule: "junk-between-records", activity("A3").replacing("<iati-activity ", with: "<activity ")),
        Damage("record cut in the middle", rule: "end-tag-missing", String(activity("A3").prefix(120))),
        Damage("record cut in a tag", rule: "end-tag-missing", String(activity("A3").prefix(100))),
        Damage("root closed early", rule: "record-after-root", "</iati-activities>\n"),
        Damage("root opened again", rule: "second-root", "<iati-activities version=\"2.03\">\n"),
        Damage("another file put in the middle", rule: "second-root", "</iati-activities>\n" + file("")),
        Damage("text between", rule: "junk-between-records", "Warning: mysql_connect() failed\n"),
        Damage("zeros between", rule: "junk-between-records", String(repeating: "\0", count: 5000)),
        Damage("comment between without end", rule: "markup-unterminated", "<!-- the third\n"),
    ]
}

@Suite struct DamageTests {
    @Test(arguments: Damage.inText + Damage.inTags)
    func damageLosesAtMostItsOwnRecord(_ damage: Damage) throws {
        let start = Array(("<iati-activities version=\"2.03\">\n" + activity("A1") + activity("A2")).utf8)
        let end = Array((activity("A4", title: "<![CDATA[whole]]>") + activity("A5", title: "b<!-- c -->") + "</iati-activities>\n").utf8)
        let outcome = try read(start + damage.record + end)
        let survivors = ["A1", "A2"] + (damage.survives ? ["A3"] : []) + ["A4", "A5"]
        #expect(outcome.identifiers == survivors)
        #expect((outcome.rules + outcome.errors.map(\.rule)).contains(damage.rule))
        let lineOfLast = (start + damage.record).count { $0 == 10 } + 1 + 6
        #expect(outcome.lines.last == lineOfLast)
        #expect(outcome.titles.suffix(2) == ["whole", "b"])
    }

    @Test(arguments: Damage.inText)
    func aFileOfDamagedRecordsOnly(_ damage: Damage) throws {
        let record = damage.record
        let outcome = try read(Array("<iati-activities>".utf8) + record + record + record + Array("</iati-activities>".utf8))
        #expect(outcome.identifiers.count == (damage.survives ? 3 : 0))
    }

    @Test func cleanedTextIsWhatAReaderExpects() throws {
        let outcome = try read(file(activity("A1", title: "Food & Water < 5 &eacute;&amp;&#65; \u{1}x")))
        #expect(outcome.titles == ["Food & Water < 5 &A  x"])
    }

    @Test func everyByteAtEveryPlaceOfATag() throws {
        let record = Array("<iati-activity a=\"b\"><iati-identifier>X</iati-identifier></iati-activity>".utf8)
        let start = Array("<iati-activities>".utf8)
        let end = Array("<iati-activity><iati-identifier>Y</iati-identifier></iati-activity></iati-activities>".utf8)
        for place in record.indices {
            for byte in [0, 1, 10, 0x20, 0x22, 0x26, 0x27, 0x2D, 0x2F, 0x3C, 0x3D, 0x3E, 0x3F, 0x21, 0x5D, 0x80, 0xC3, 0xFF] as [UInt8] {
                var damaged = record
                damaged[place] = byte
                let outcome = try read(start + damaged + end)
                #expect(outcome.identifiers.last == "Y", "byte \(byte) at \(place)")
            }
        }
    }
}
