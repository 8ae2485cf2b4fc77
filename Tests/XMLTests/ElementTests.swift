import Testing

@testable import XML

@Suite struct ElementTests {
    @Test func treeOfARecord() throws {
        let text = """
            <iati-activity>
             <title><narrative xml:lang='fr' lang='x'> un &amp; deux </narrative>
              <narrative/></title>
             <value code='a&#10;b' ref=''>5</value></iati-activity>
            """
        try parse(text) { activity, parser in
            #expect(activity.name == Name.activity.rawValue)
            #expect(activity.children.map(\.name) == [Name.title.rawValue, Name.value.rawValue])
            let title = try #require(activity.first(.title))
            let narrative = try #require(title.first(.narrative))
            #expect(narrative.text == " un & deux ")
            #expect(narrative.attribute(.lang) == "fr")
            #expect(narrative.parent?.name == Name.title.rawValue)
            #expect(title.children.map(\.line) == [2, 3])
            #expect(parser.drainProblems().isEmpty)
        }
    }

    @Test func aParserTakesItsTreeWithIt() throws {
        weak var lines: TagLines?
        try parse("<iati-activity>\n<title/></iati-activity>") { activity, parser in
            #expect(activity.first(.title)?.line == 2)
            lines = parser.arena.pointee.lines
            #expect(lines != nil)
        }
        #expect(lines == nil)
    }

    @Test func attributesOfAnElement() throws {
        try parse("<iati-activity>\n<value code='a&#10;b' ref=''>5</value></iati-activity>") { activity, _ in
            let value = try #require(activity.first(.value))
            #expect(value.attribute(.code) == "a\nb")
            #expect(value.attribute(.ref) == "")
            #expect(value.attribute(.lang) == nil)
            #expect(value.withAttributeBytes(Name.code.rawValue) { $0.count } == 3)
            #expect(value.withTextBytes { Array($0) } == [UInt8(ascii: "5")])
            #expect(value.line == 2)
        }
    }

    @Test func textIsTheElementsOwn() throws {
        try parse("<iati-activity>a <value>b</value> c<!-- x -->d <value/> <value/><![CDATA[<e>]]></iati-activity>") { activity, _ in
            #expect(activity.text == "a  cd <e>")
            #expect(activity.hasText)
        }
        try parse("<iati-activity> <value> </value> <value/> </iati-activity>") { activity, _ in
            #expect(activity.text == "")
            #expect(!activity.hasText)
            #expect(activity.first(.value)?.text == " ")
            #expect(activity.first(.value)?.hasText == false)
        }
    }

    @Test func textInManyPieces() throws {
        let pieces = String(repeating: "x<value/>", count: 50_000)
        try parse("<iati-activity>\(pieces)</iati-activity>") { activity, _ in
            #expect(activity.text == String(repeating: "x", count: 50_000))
            #expect(activity.children.reduce(0) { count, _ in count + 1 } == 50_000)
        }
    }

    @Test func unknownNamesAreSpelled() throws {
        try parse("<iati-activity><other odd='1' ref='2'/></iati-activity>") { activity, _ in
            let other = try #require(activity.children.first { _ in true })
            #expect(other.name == -1)
            #expect(other.spelledName(in: Name.vocabulary) == "other")
            #expect(other.attributes(in: Name.vocabulary).map(\.name) == ["odd", "ref"])
            #expect(other.attributes(in: Name.vocabulary).map(\.id) == [-1, Name.ref.rawValue])
            #expect(activity.first(-1) == nil)
            #expect(other.attribute(-1) == nil)
        }
    }

    @Test func foreignNamespacesAreLeftOut() throws {
        let root = RootElement(name: "iati-activities", attributes: [("xmlns:x", "urn:x&<\">"), ("version", "2.03")])
        let text = """
            <iati-activity x:ref='1' y:ref='2' ref='3'><x:title><title>no</title></x:title>\
            <title xmlns='urn:z'>no</title><y:title/><title>yes</title></iati-activity>
            """
        try parse(text, root: root) { activity, parser in
            #expect(activity.children.map(\.text) == ["yes"])
            #expect(activity.attributes(in: Name.vocabulary).map(\.value) == ["3"])
            #expect(parser.drainProblems().isEmpty)
        }
    }

    @Test func aDamagedDeclarationDoesNotTakeTheRecords() throws {
        let names = ["xmlns:x", "xmlns:x", "xmlns:1", "xmlns:", "xmlns:a:b", "xmlns:é", "xmlns:xml", "xmlns:xmlns", "xmlns"]
        let values = ["u&\u{0}\u{1}\u{FFFF}", "http://www.w3.org/XML/1998/namespace", "", "%%%"]
        for value in values {
            let root = RootElement(name: "iati-activities", attributes: names.map { ($0, value) })
            try parse("<iati-activity><title>yes</title></iati-activity>", root: root) { activity, _ in
                #expect(activity.children.map(\.text) == ["yes"])
            }
        }
    }

    @Test func aDefaultNamespaceIsTheFormatsOwn() throws {
        let root = RootElement(name: "iati-activities", attributes: [("xmlns", "http://example.org/iati")])
        let text = "<iati-activity><title>yes</title><o:title xmlns:o='urn:o'>no</o:title></iati-activity>"
        try parse(text, root: root) { activity, _ in #expect(activity.children.map(\.text) == ["yes"]) }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func linesAreExact(_ lineBreak: String) throws {
        let text = [
            "<iati-activities>", "<iati-activity a='1'", " b='", "'><title>x</title", "><value>", "1", "</value><value", " code='2'/>",
            "</iati-activity></iati-activities>",
        ]
        let reader = try RecordReader(bytes: Array(text.joined(separator: lineBreak).utf8), roots: roots)
        let record = try #require(try reader.next())
        let parser = ElementParser(vocabulary: Name.vocabulary)
        let activity = try parser.parse(record, root: reader.root)
        #expect(activity.line == 2)
        #expect(activity.children.map(\.line) == [4, 5, 7])
        #expect(parser.drainProblems().isEmpty)
    }

    @Test func aParserIsReused() throws {
        let parser = ElementParser(vocabulary: Name.vocabulary)
        for round in 0..<2000 {
            let names = (0..<20).map { "<n\(round)-\($0)-\(String(repeating: "n", count: 200))/>" }.joined()
            let text =
                round % 3 == 0 ? "<iati-activity><title></iati-activity>" : "<iati-activity><title>\(round)</title>\(names)</iati-activity>"
            let record = RawRecord(name: "iati-activity", line: 1, offset: 0, bytes: Array(text.utf8))
            if round % 3 == 0 {
                #expect(throws: RecordError.self) { try parser.parse(record) }
            } else {
                #expect(try parser.parse(record).first(.title)?.text == "\(round)")
            }
        }
    }
}
