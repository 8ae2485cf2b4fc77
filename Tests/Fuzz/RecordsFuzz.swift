@testable import XML

/// Any bytes at all: nothing crashes, lines and offsets are right, texts are UTF-8, and a whole record at the end is found.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    let target = Target()
    target.run(bytes)
    if Target.isPlain(bytes) { target.runBeforeAWholeRecord(bytes) }
    IngestTarget().run(bytes)
    SheetFileTarget().run(bytes)
    MapTarget().run(bytes)
    if let path = InputFile.path(of: bytes) {
        SheetTarget().run(bytes, path: path)
        CheckTarget().run(bytes, path: path)
    }
    return 0
}

struct Target {
    private static let roots = ["iati-activities": "iati-activity", "iati-organisations": "iati-organisation"]
    private static let vocabulary = Vocabulary(["iati-activity", "iati-identifier", "title", "narrative", "value", "ref", "xml:lang"])
    private static let limits = Limits(recordBytes: 64 * 1024, textBytes: 1024, depth: 16, elements: 2000)
    /// One for all inputs, so that nothing left over from one can hurt the next.
    private nonisolated(unsafe) static let parser = ElementParser(vocabulary: vocabulary, limits: limits)
    private nonisolated(unsafe) static let slowParser = ElementParser(vocabulary: vocabulary, limits: limits, readsPlainly: false)
    private static let last = Array("<iati-activity><iati-identifier>LAST</iati-identifier></iati-activity>".utf8)

    /// Neither compressed nor in another encoding, as far as a glance tells.
    static func isPlain(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 4, bytes[0] == UInt8(ascii: "<"), bytes[1] != 0 else { return false }
        return String(decoding: bytes.prefix(1024), as: UTF8.self).firstRange(of: "encoding") == nil
    }

    func run(_ bytes: [UInt8]) {
        guard let reader = try? RecordReader(bytes: bytes, roots: Self.roots, limits: Self.limits) else { return }
        _ = lastIdentifier(reader, bytes)
    }

    /// Whatever stands before it, a whole record comes out.
    func runBeforeAWholeRecord(_ bytes: [UInt8]) {
        let all = bytes + Self.last
        guard (try? RecordReader(bytes: bytes, roots: Self.roots)) != nil,
            let reader = try? RecordReader(bytes: all, roots: Self.roots, limits: Self.limits), reader.root.name == "iati-activities"
        else { return }
        require(lastIdentifier(reader, all) == "LAST", "the last record is lost")
    }

    private func lastIdentifier(_ reader: RecordReader, _ bytes: [UInt8]) -> String? {
        let parser = Self.parser
        var identifier: String?
        while let record = try? reader.next() {
            require(record.bytes.count <= Self.limits.recordBytes + 256 * 1024 * 2, "the record is too long")
            if Self.isPlain(bytes) { checkPlace(record, bytes) }
            checkPlainly(record, reader.root)
            guard let element = try? parser.parse(record, root: reader.root) else { continue }
            walk(element, depth: 1)
            identifier = element.first(1)?.text
        }
        _ = reader.drainProblems()
        _ = parser.drainProblems()
        return identifier
    }

    /// What the plain parser makes of a record is what libxml2 makes of it.
    private func checkPlainly(_ record: RawRecord, _ root: RootElement) {
        guard Self.parser.parsePlainly(record, root) else { return }
        Reach.note("plain record")
        _ = Self.slowParser.drainProblems()
        guard let slow = try? Self.slowParser.parse(record, root: root) else { return fail("libxml2 refuses what was read plainly") }
        require(Self.slowParser.drainProblems().isEmpty, "libxml2 mends what was read plainly")
        guard let quick = try? Self.parser.parse(record, root: root) else { return fail("what was read plainly is refused") }
        compare(quick, slow)
    }

    private func compare(_ one: Element, _ other: Element) {
        require(one.spelledName(in: Self.vocabulary) == other.spelledName(in: Self.vocabulary) && one.line == other.line, "another element")
        require(one.text == other.text, "another text")
        let (some, others) = (one.attributes(in: Self.vocabulary), other.attributes(in: Self.vocabulary))
        require(some.elementsEqual(others) { $0.name == $1.name && $0.value == $1.value }, "other attributes")
        require(Array(one.children).count == Array(other.children).count, "other children")
        for (one, other) in zip(one.children, other.children) { compare(one, other) }
    }

    private func checkPlace(_ record: RawRecord, _ bytes: [UInt8]) {
        let end = record.offset + record.bytes.count
        require(end <= bytes.count && record.bytes == Array(bytes[record.offset..<end]), "the bytes are not the file's")
        let before = bytes[..<record.offset]
        let lineBreak: UInt8 = bytes.contains(13) && !bytes.contains(10) ? 13 : 10
        require(record.line == 1 + before.count { $0 == lineBreak }, "the line is wrong")
    }

    private func walk(_ element: Element, depth: Int) {
        require(depth <= Self.limits.depth, "the tree is too deep")
        element.withTextBytes {
            require($0.count <= Self.limits.textBytes && String(validating: $0, as: UTF8.self) != nil, "a text is wrong")
        }
        for attribute in element.attributes(in: Self.vocabulary) {
            require(!attribute.name.isEmpty && attribute.value.utf8.count <= 3 * Self.limits.textBytes, "an attribute is wrong")
        }
        var line = element.line
        for child in element.children {
            require(child.line >= line, "lines go backwards")
            line = child.line
            walk(child, depth: depth + 1)
        }
    }
}

/// A precondition whose words are still there in an optimised build.
func require(_ condition: Bool, _ message: String) {
    if !condition { fatalError(message) }
}

func fail(_ message: String) { require(false, message) }
