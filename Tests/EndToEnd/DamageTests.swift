import Testbed
import Testing

/// Rule 15: damage loses itself only. Each is planted in the middle of a real file, and at most the record it is in may be lost.
struct DamageTests {
    static let files = ["state.xml", "jica.xml", "undp.xml"].map { Testbed.examples + "/sudan-2011/" + $0 }

    static let damages: [(name: String, bytes: [UInt8])] = [
        ("a control character", [0x07]), ("NUL", [0x00]), ("a bare <", Array("a < b".utf8)),
        ("a < before a name", Array(" <5 litres ".utf8)),
        ("a bare &", Array("Food & water".utf8)), ("an unknown entity", Array("&nbsp;&copy;".utf8)),
        ("half a character reference", Array("&#x; &#".utf8)),
        ("a character that XML forbids", Array("&#0;&#11;".utf8)), ("bad UTF-8", [0xC3, 0x28, 0xFF, 0xE2, 0x82]),
        ("Latin-1", [0x63, 0x61, 0x66, 0xE9]),
        ("the end of CDATA", Array("]]>".utf8)), ("an open comment", Array("<!-- no end".utf8)),
        ("an open CDATA", Array("<![CDATA[ no end".utf8)),
        ("an open instruction", Array("<?php no end".utf8)), ("a stray end tag", Array("</narrative></nothing>".utf8)),
        ("an end tag too many", Array("</transaction>".utf8)), ("an attribute without quotes", Array("<p a=1 b></p>".utf8)),
        ("a doctype", Array("<!DOCTYPE x [<!ENTITY a 'b'>]>".utf8)),
        ("2000 open elements", Array(String(repeating: "<d>", count: 2000).utf8)),
    ]

    private static func position(of needle: String, in bytes: [UInt8], from start: Int = 0) -> Int? {
        let needle = Array(needle.utf8)
        guard bytes.count >= needle.count, start <= bytes.count - needle.count else { return nil }
        return (start...bytes.count - needle.count).first { bytes[$0] == needle[0] && bytes[$0..<$0 + needle.count].elementsEqual(needle) }
    }

    /// The damaged record: the first that begins after the middle of the file; and where its title ends.
    private func target(_ bytes: [UInt8]) throws -> (start: Int, text: Int, end: Int, identifier: String) {
        let start = try #require(Self.position(of: "<iati-activity ", in: bytes, from: bytes.count / 2))
        let text = try #require(Self.position(of: "</title>", in: bytes, from: start))
        let end = try #require(Self.position(of: "</iati-activity>", in: bytes, from: start))
        let name = try #require(Self.position(of: "<iati-identifier>", in: bytes, from: start)) + "<iati-identifier>".utf8.count
        let identifier = bytes[name...].prefix { $0 != 0x3C }
        return (start, text, end, String(decoding: identifier, as: UTF8.self))
    }

    /// A damaged copy of a file under identifiers of its own, so that many can be read into one store.
    private struct Copy {
        var name: String
        var bytes: [UInt8]
        var identifiers: [String]
        var damaged: String
    }

    private func copies() throws -> [Copy] {
        try Self.files.enumerated().flatMap { number, file in
            let bytes = Testbed.bytes(of: file)
            let target = try target(bytes)
            var made = Self.damages.map { ($0.name, Array(bytes[..<target.text]) + $0.bytes + Array(bytes[target.text...])) }
            let (record, title) = ("</iati-activity>", "</title>")
            made.append(("no \(record)", Array(bytes[..<target.end]) + Array(bytes[(target.end + record.utf8.count)...])))
            made.append(("no \(title)", Array(bytes[..<target.text]) + Array(bytes[(target.text + title.utf8.count)...])))
            return made.enumerated().map { index, damage in
                let prefix = "\(number)-\(index)-"
                return Copy(
                    name: "\(damage.0) in \(file.split(separator: "/").last!)", bytes: renamed(damage.1, prefix),
                    identifiers: names(bytes).map { prefix + $0 }, damaged: prefix + target.identifier)
            }
        }
    }

    private func names(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "<iati-identifier>").dropFirst().map { String($0.prefix { $0 != "<" }) }
    }

    private func renamed(_ bytes: [UInt8], _ prefix: String) -> [UInt8] {
        var (made, from) = ([UInt8](), 0)
        let tag = "<iati-identifier>"
        while let next = Self.position(of: tag, in: bytes, from: from) {
            made += bytes[from..<next + tag.utf8.count] + Array(prefix.utf8)
            from = next + tag.utf8.count
        }
        return made + bytes[from...]
    }

    @Test func losesAtMostItsOwnRecord() throws {
        let node = Node()
        let copies = try copies()
        for (index, copy) in copies.enumerated() { node.scratch.write("in/\(index).xml", copy.bytes) }
        let run = node.load([node.scratch.path("in")])
        #expect(run.code == 0, "\(run.errors)")
        let left = Set(node.run(["activities", "--format", "csv"]).table["identifier"])
        let told = Set(node.run(["problems", "--format", "csv"]).table["file"])
        for (index, copy) in copies.enumerated() {
            #expect(Set(copy.identifiers).subtracting(left).isSubset(of: [copy.damaged]), "\(copy.name)")
            #expect(told.contains(node.scratch.path("in/\(index).xml")), "\(copy.name) is told")
        }
    }

    /// Every record that ends before the cut is kept, and no other.
    @Test(arguments: files, [0.1, 0.5, 0.93])
    func cutShort(file: String, part: Double) throws {
        let bytes = Array(Testbed.bytes(of: file).prefix(Int(Double(Testbed.bytes(of: file).count) * part)))
        let node = Node()
        let run = node.load([node.scratch.write("cut.xml", bytes)])
        var ends = 0
        var from = 0
        while let next = Self.position(of: "</iati-activity>", in: bytes, from: from) { (ends, from) = (ends + 1, next + 1) }
        #expect(run.code == 0)
        #expect(node.run(["activities", "--format", "csv"]).table.rows.count == ends)
        #expect(node.run(["status", "--format", "csv"]).table["state"] == ["partial"])
    }

    /// A gzip file that is cut short keeps every record that can be unpacked whole.
    @Test(.enabled(if: Testbed.python != nil, Comment(rawValue: Testbed.withoutPython)), arguments: files)
    func cutShortAndPacked(file: String) throws {
        let node = Node()
        let script = """
            import gzip, sys, zlib
            packed = gzip.compress(open(sys.argv[1], 'rb').read())
            packed = packed[:len(packed) * 2 // 3]
            open(sys.argv[2], 'wb').write(packed)
            print(zlib.decompressobj(wbits=31).decompress(packed).count(b'</iati-activity>'))
            """
        let path = node.scratch.path("cut.xml.gz")
        let whole = Child(Testbed.python!, ["-c", script, file, path]).wait().output
        #expect(node.load([path]).code == 0)
        let count = node.run(["activities", "--format", "csv"]).table.rows.count
        #expect("\(count)\n" == whole)
        #expect(count > 0)
    }
}
