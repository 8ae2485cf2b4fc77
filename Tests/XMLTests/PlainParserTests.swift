import Testing

@testable import XML

/// What the plain parser reads, libxml2 reads alike; what it leaves to libxml2 is rare.
@Suite struct PlainParserTests {
    private let plain = ElementParser(vocabulary: Name.vocabulary)
    private let peer = ElementParser(vocabulary: Name.vocabulary, readsPlainly: false)

    @Test(arguments: [
        "<title>a</title>", "<title/>", "<title />", "<title></title >", "<title ref='x' code=\"y'z\"/>",
        "<title>&lt;&gt;&amp;&quot;&apos;&#233;&#xE9;&#x1f600;&#13;</title>", "<title xml:lang='fr' lang='x'>é \u{1F600} ]] ]</title>",
        "<title> <!-- a < b --> x <!----> y</title>", "<title><![CDATA[ <b>&amp;</b> ]]]]></title>", "<title><![CDATA[]]></title>",
        "<title>a\r\nb\rc</title>\r\n<value>\r</value>", "<title> <value> </value> <value/> </title>",
        "<title> <!-- x --> <value/></title>",
        "<other odd='1' even='2'><title/></other>", "<title ref='a &amp; b &amp;#38;&#38;&lt;&#10;\r\n\t' code=\"\n\"/>",
        "<x:title ref='1' y:ref='2'><title ref='3'>a &amp; ]] \r\n é</title><![CDATA[<]]></x:title><title/>",
        " <x:title/> <title> <x:title/> a <x:title/> b</title> <x:title/> ", "<title> <x:title> <title> </title> </x:title> </title>",
        "<title x:ref='1' xmlns:x='urn:x' xml:space='preserve' ref='2'><x:title xmlns:x='urn:y'/></title>", "<xml:title/>",
        "<t-1.x_y>1</t-1.x_y>", "<title>  \t\n a \n</title>", "<title code=''></title>",
    ])
    func readsTheUsual(_ content: String) { #expect(read(record(content))) }

    @Test(arguments: [
        "<title>", "</title>", "<title></titles>", "<title></titl>", "<title>&nbsp;</title>", "<title>a & b</title>",
        "<title>a < b</title>",
        "<title ref='a' ref='b'/>", "<title odd='a' odd='b'/>", "<title ref='a'code='b'/>", "<title ref=a/>", "<title ref/>",
        "<title ref='a<b'/>", "<title ref='&nbsp;'/>", "<title ref='&#1;'/>", "<x:title x:ref='a' x:ref='b'/>",
        "<title xmlns:x='a' xmlns:x='b'/>", "<x:title>&nbsp;</x:title>", "<x:title>]]></x:title>", "<x:title></y:title>",
        "<x:title></title>", "<x:y:title/>", "<:title/>", "<x:/>", "<x:1/>", "<title :ref='1'/>", "<title xmlns=''/>",
        "<x:title xmlns='urn:x'/>",
        " \r\n<x:title/>", "<title xmlns:xml='urn:x' xmlns:xmlns='urn:y' xmlns:z=''/>", "<xmlns:title/>", "<title xmlnsx='1'/>",
        "<title>]]></title>", "<title>\u{1}</title>", "<title>&#1;</title>",
        "<title>&#xD800;</title>", "<title>&#;</title>",
        "<title>&#xFFFE;</title>", "<title>&#999999999;</title>", "<!-- a -- b -->", "<!-- a --->", "<?x?>", "<!DOCTYPE x>", "<x:title/>",
        "<title x:ref='1'/>", "<title xmlns='urn:x'/>", "<title xml:space='preserve'/>", "<title xml:lang='a' xml:lang='b'/>", "<é/>",
        "<title>a<value/>b</title>", "<title> <value/> b <value/> </title>", "<title ref='a\nb'/>", "<title><![CDATA[a</title>", "<1/>",
        "< title/>",
        "<title ref = 'a'/>", "<title>\u{FFFE}</title>", "<title", "<title ref='", "<!-", "<", "&", "&#", "<![CDATA[", "<!--", "<title/",
        "<title xml:langx='a'/>", "<title xml:lang:x='a'/>", "<title/></iati-activity><iati-activity>",
    ])
    func neverReadsOtherwise(_ content: String) { _ = read(record(content)) }

    @Test func brokenBytesAreNotItsBusiness() {
        for bytes: [UInt8] in [
            [0xC0, 0x80], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBE], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0], [0x0B],
        ] {
            var broken = record("<title>@</title>")
            broken.replaceSubrange(broken.firstIndex(of: 0x40)!...broken.firstIndex(of: 0x40)!, with: bytes)
            #expect(!read(broken))
        }
    }

    /// Every record of the usual shape, with a byte changed, dropped or doubled anywhere.
    @Test func damageIsReadAlike() {
        let whole = record(
            """

             <title xml:lang='en' ref="a &amp; b">x &amp; y<!-- c --> é&#10;</title>
             <x:other x:odd='1' xmlns:x='u'>a<title>&lt;</title></x:other>
             <other odd='1'><value code='2'><![CDATA[<3>]]></value>\r
            </other><transaction/>
            """)
        for place in whole.indices {
            for byte in [0x20, 0x22, 0x26, 0x27, 0x2D, 0x2F, 0x3A, 0x3C, 0x3D, 0x3E, 0x5D, 0x61, 0x80, 0x0D] as [UInt8] {
                var changed = whole
                changed[place] = byte
                _ = read(changed)
            }
            _ = read(Array(whole[..<place] + whole[(place + 1)...]))
            _ = read(Array(whole[..<place] + whole[place...place] + whole[place...]))
        }
    }

    /// With a default namespace a prefix may mean the format's own.
    @Test func namesOfADefaultNamespace() {
        let root = RootElement(name: "iati-activities", attributes: [("xmlns", "urn:a"), ("xmlns:x", "urn:a")])
        #expect(read(record("<title>a</title>"), root: root))
        #expect(!read(record("<x:title>a</x:title>"), root: root))
    }

    @Test(.enabled(if: SharedData.folder != nil, "no shared data beside the package; set CONCORD_SHARED"))
    func realRecordsAreReadAlike() throws {
        var (records, plainly) = (0, 0)
        for path in SharedData.files("iati") {
            guard let reader = try? RecordReader(path: path, roots: roots) else { continue }
            while let record = try reader.next() {
                records += 1
                if read(record.bytes, line: record.line, root: reader.root) { plainly += 1 }
            }
        }
        #expect(plainly * 100 > records * 98)
    }

    private func record(_ content: String) -> [UInt8] { Array("<iati-activity ref='1'>\(content)</iati-activity>".utf8) }

    /// Whether the plain parser reads the record; then it must be as libxml2 reads it.
    private func read(_ bytes: [UInt8], line: Int = 7, root: RootElement? = nil) -> Bool {
        let record = RawRecord(name: "iati-activity", line: line, offset: 0, bytes: bytes)
        guard plain.parsePlainly(record, root) else { return false }
        let found = described(Element(arena: plain.arena, index: 0))
        do {
            let expected = described(try peer.parse(record, root: root))
            #expect(peer.drainProblems().isEmpty)
            #expect(found == expected)
        } catch {
            Issue.record("read though libxml2 does not: \(String(decoding: bytes.prefix(300), as: UTF8.self)): \(error)")
        }
        return true
    }

    private func described(_ element: Element) -> String {
        let vocabulary = Name.vocabulary
        let attributes = element.attributes(in: vocabulary).map { " \($0.id) \($0.name)=[\($0.value)]" }.joined()
        let children = element.children.map { described($0) }.joined()
        let start = "<\(element.name) \(element.spelledName(in: vocabulary)) \(element.line)\(attributes) \(element.hasText)>"
        return "\(start)[\(element.text)]\(children)</>"
    }
}
