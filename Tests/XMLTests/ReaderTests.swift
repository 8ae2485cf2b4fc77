import Compression
import Testing

@testable import XML

@Suite struct ReaderTests {
    @Test func recordsAreTheExactBytes() throws {
        let first = "<iati-activity a='1'>\r\n <x/>\r\n</iati-activity >"
        let second = "<iati-activity/>"
        let text = "<iati-activities>\r\n" + first + "\r\n" + second + "</iati-activities>"
        let reader = try RecordReader(bytes: Array(text.utf8), roots: roots)
        let records = try all(reader)
        #expect(records.map { String(decoding: $0.bytes, as: UTF8.self) } == [first, second])
        #expect(records.map(\.line) == [2, 5])
        #expect(records.map(\.offset) == [19, 19 + first.utf8.count + 2])
        #expect(reader.drainProblems().isEmpty)
        #expect(try reader.contentHash == ContentHash(of: Array(text.utf8)))
        #expect(reader.bytesRead == text.utf8.count)
    }

    @Test func rootIsKnownBeforeTheFirstRecord() throws {
        let text =
            "<?xml version='1.0'?>\n<!-- a > b <iati-activities> -->\n<iati-organisations version=\"2.03\"\n xmlns:x='urn:x' note='&lt;&#65;&unknown;'>"
        let reader = try RecordReader(bytes: Array(text.utf8), roots: roots)
        #expect(reader.root.name == "iati-organisations")
        #expect(reader.root.line == 3)
        #expect(reader.root.attribute("version") == "2.03")
        #expect(reader.root.attribute("note") == "<A&unknown;")
        #expect(reader.root.attribute("other") == nil)
        #expect(try reader.next() == nil)
        #expect(reader.drainProblems().map(\.rule) == ["root-end-missing"])
    }

    @Test func emptyRootHasNoRecords() throws {
        #expect(try read("<iati-activities/>").rules == [])
        #expect(try read("<iati-activities></iati-activities>").rules == [])
    }

    @Test func similarNamesAreNotRecords() throws {
        let outcome = try read(file(activity("A1", extra: "<iati-activity-list/><iati-activityx></iati-activityx>")))
        #expect(outcome.identifiers == ["A1"])
        #expect(outcome.problems.isEmpty)
    }

    @Test func tagsInCommentsAndCDATAAreNotRecords() throws {
        let hidden = "<!-- <iati-activity><iati-identifier>NO</iati-identifier></iati-activity> -->\n"
        let cdata = "<![CDATA[</iati-activity><iati-activity>]]>"
        let instruction = "<?note </iati-activities> > ?>"
        let outcome = try read(file(hidden, activity("A1", title: cdata, extra: hidden + instruction), hidden, instruction, activity("A2")))
        #expect(outcome.identifiers == ["A1", "A2"])
        #expect(outcome.titles.first == "</iati-activity><iati-activity>")
        #expect(outcome.problems.isEmpty)
    }

    @Test func quotedTagsAreNotRecords() throws {
        let outcome = try read(
            file(
                activity("A1", extra: "<value code=\"x > y\" ref='a/>b'/>"),
                "<iati-activity a='/>' b=\">\"><iati-identifier>A2</iati-identifier></iati-activity>"))
        #expect(outcome.identifiers == ["A1", "A2"])
        #expect(outcome.problems.isEmpty)
    }

    @Test func foreignElementsMayStandBesideTheRecords() throws {
        let outcome = try read(file("<x:note xmlns:x='urn:x'>text <b>more</b></x:note>\n", activity("A1")))
        #expect(outcome.identifiers == ["A1"])
        #expect(outcome.problems.isEmpty)
    }

    @Test(arguments: [1, 2, 3, 7, 64, 1000])
    func lengthOfTheFileDoesNotMatter(_ count: Int) throws {
        let padding = String(repeating: "x", count: 1021)
        let records = (0..<count).map { activity("A\($0)", title: padding) }.joined()
        let outcome = try read(file(records))
        #expect(outcome.identifiers == (0..<count).map { "A\($0)" })
        #expect(outcome.lines == (0..<count).map { 3 + 6 * $0 })
        #expect(outcome.problems.isEmpty)
    }

    @Test func aTruncatedFileKeepsWhatWasWhole() throws {
        let whole = Array(file(activity("A1"), activity("A2"), activity("A3")).utf8)
        for length in 60..<whole.count - 1 {
            let outcome = try read(Array(whole[..<length]))
            let expected =
                String(decoding: whole[..<length], as: UTF8.self).split(separator: "</iati-activity>", omittingEmptySubsequences: false)
                .count - 1
            #expect(outcome.identifiers.count == expected, "cut at \(length)")
            #expect(
                outcome.rules.contains { $0 == "file-truncated" || $0 == "root-end-missing" || $0 == "root-damaged" }, "cut at \(length)")
        }
    }

    @Test func manyComplaintsDoNotFillTheMemory() throws {
        let strays = String(repeating: "</iati-activity>", count: 100_000)
        #expect(try read(file(activity("A1"), strays, activity("A2"))).problems.count < 2000)
    }

    @Test func doctypeIsPassedOver() throws {
        let doctype = "<!DOCTYPE iati-activities [<!-- > ] --><!ENTITY e \"]>\"><!ELEMENT a ANY>] >\n"
        let outcome = try read(
            "<?xml version='1.0'?>" + doctype + "<iati-activities>" + activity("A1", title: "x&e;y") + "</iati-activities>")
        #expect(outcome.titles == ["xy"])
        #expect(outcome.rules.sorted() == ["doctype-ignored", "unknown-entity"])
        #expect(outcome.problems.contains { $0.message.contains("&e;") })
    }
}

func all(_ reader: RecordReader) throws -> [RawRecord] {
    var records: [RawRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
}
