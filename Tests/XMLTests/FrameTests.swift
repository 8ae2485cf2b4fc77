import Testing

@testable import XML

/// What stands around records, judged by the letter.
struct FrameTests {
    private static let vocabulary = Vocabulary(["root", "record", "version", "child"])

    /// What a frame parser tells of a file, in short.
    private func events(_ text: String) throws -> (told: [String], failure: XMLProblem?) {
        var told: [String] = []
        let reader = try RecordReader(bytes: Array(text.utf8), roots: ["root": "record"])
        let parser = FrameParser(record: "record", vocabulary: Self.vocabulary) { event in
            switch event {
            case .root(let element): told.append("root \(element.line) \(element.attribute(2) ?? "")")
            case .record(let line): told.append("record \(line)")
            case .child(let element): told.append("child \(element.line) \(element.spelledName(in: Self.vocabulary)) \(element.space)")
            case .text(let line): told.append("text \(line)")
            }
        }
        reader.outside = { parser.take($0) }
        while try reader.next() != nil {}
        parser.finish()
        return (told, parser.failure)
    }

    @Test func everythingAroundRecordsIsTold() throws {
        let text = """
            <?xml version="1.0"?>
            <!-- before -->
            <root version="2">
            <record>
            <child/></record>
            <x:own xmlns:x="y"><child/></x:own>
            stray
            <record/>
            </root>
            <!-- after -->
            """
        let (told, failure) = try events(text)
        #expect(told == ["root 3 2", "record 4", "child 6 own other", "text 7", "record 8"])
        #expect(failure == nil)
    }

    @Test(arguments: [
        "<root><record/>", "<root><record/></root><record/>", "<root a=\"1\" a=\"2\"><record/></root>", "<root><record/>&nbsp;</root>",
        " <?xml version=\"1.0\"?><root><record/></root>", "<root><record/></root>x", "<root><x:a/><record/></root>",
        "<root><record/>]]></root>",
    ])
    func whatIsNotWellFormedIsTold(text: String) throws { #expect(try events(text).failure != nil) }

    @Test(arguments: [
        "<root><record/> <record/>\n</root>\n", "<root/>", "<!DOCTYPE root><root><record/></root>", "\u{FEFF}<root><record/></root>",
        "<!DOCTYPE root [<!ENTITY a \"b\">]><root><record/></root>",
    ])
    func whatIsWellFormedIsNot(text: String) throws { #expect(try events(text).failure == nil) }

    @Test func foreignNamesAreKeptWhenAskedFor() throws {
        let parser = ElementParser(vocabulary: Self.vocabulary, keepsForeign: true)
        let bytes = Array("<record xmlns:x='y' x:a='1' child='2'><x:own/><child/></record>".utf8)
        let record = try parser.parse(RawRecord(name: "record", line: 1, offset: 0, bytes: bytes))
        #expect(record.children.map(\.space) == [.other, .none])
        #expect(record.attributes(in: Self.vocabulary).map(\.name) == ["a", "child"])
        #expect(parser.drainProblems().isEmpty)
        _ = try parser.parse(RawRecord(name: "record", line: 1, offset: 0, bytes: Array("<record><z:own/></record>".utf8)))
        #expect(parser.drainProblems().map(\.rule) == ["prefix-undefined"])
    }

    /// What the plain parser reads of foreign elements, and what it leaves to libxml2: the trees are the same.
    @Test(arguments: [
        ("<x:own a='1' version='2'> t <child/></x:own>", true), (" <x:own/> <child/><xy:own><x:child></x:child></xy:own>", true),
        ("<x:own xml:lang='en'/>", false), ("<x:own x:a='1'/>", false), ("<z:own/>", false), ("<y:own/>", false),
        ("<x:own xmlns:x='z'/>", false), ("<x:own></child>", false), ("<x:own></xy:own>", false), ("<xsi:own/>", false),
    ])
    func foreignElementsAreReadPlainly(content: String, isPlain: Bool) throws {
        let root = RootElement(
            name: "root",
            attributes: [
                ("xmlns:x", "http://example.org/x"), ("xmlns:xy", "https://example.org/a-b"), ("xmlns:y", "urn:y z"),
                ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ])
        let record = RawRecord(name: "record", line: 1, offset: 0, bytes: Array("<record>\(content)</record>".utf8))
        let plain = ElementParser(vocabulary: Self.vocabulary, keepsForeign: true)
        #expect(plain.parsePlainly(record, root) == isPlain)
        guard isPlain else { return }
        let peer = ElementParser(vocabulary: Self.vocabulary, readsPlainly: false, keepsForeign: true)
        #expect(try shape(plain.parse(record, root: root)) == shape(peer.parse(record, root: root)))
    }

    private func shape(_ element: Element) -> String {
        let attributes = element.attributes(in: Self.vocabulary).map { "\($0.name)=\($0.value)" }
        let inside = element.children.map(shape).joined()
        let name = "\(element.spelledName(in: Self.vocabulary)) \(element.name) \(element.space) \(element.line)"
        return "<\(name) \(attributes) '\(element.text)'>\(inside)</>"
    }
}
