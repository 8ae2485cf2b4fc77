internal import CLibXML2
import Glibc

/// Parses records one after another into a tree that is reused: one libxml2 context, one arena. One thread at a time.
///
/// libxml2 pulls the record out of memory rather than having it pushed: a fifth faster, and its cursor is a place in our bytes,
/// from which the line of each tag is counted exactly.
///
/// Most records never come to libxml2: `PlainParser` reads them. One that is not well-formed is cleaned and parsed once more: control characters, bad UTF-8, bare `&` and `<`, and
/// entities that XML does not define. Entities are never expanded and nothing outside the record is ever opened.
public final class ElementParser {
    /// Names that libxml2 interned from records, in bytes, after which its context is made anew.
    private static let dictionaryBytes = 4 * 1024 * 1024

    private let vocabulary: Vocabulary
    private let limits: Limits
    let arena: UnsafeMutablePointer<Arena>
    private let builder: UnsafeMutablePointer<TreeBuilder>
    private var context: xmlParserCtxtPtr
    private var input: UnsafeMutablePointer<UInt8>
    private var inputCapacity = 256 * 1024
    private var problems: [XMLProblem] = []
    private let names: NameIndex
    private let kinds = ByteKinds()
    private let readsPlainly: Bool

    private let keepsForeign: Bool

    /// - Parameter keepsForeign: keep elements and attributes of foreign namespaces in the tree, as one needs who judges them.
    public convenience init(vocabulary: Vocabulary, limits: Limits = Limits(), keepsForeign: Bool = false) {
        self.init(vocabulary: vocabulary, limits: limits, readsPlainly: true, keepsForeign: keepsForeign)
    }

    /// Without the plain parser everything is libxml2's: what the two make of a record can be compared.
    init(vocabulary: Vocabulary, limits: Limits = Limits(), readsPlainly: Bool, keepsForeign: Bool = false) {
        self.readsPlainly = readsPlainly
        self.keepsForeign = keepsForeign
        self.vocabulary = vocabulary
        self.limits = limits
        names = NameIndex(vocabulary)
        arena = .allocate(capacity: 1)
        arena.initialize(to: Arena(textBytes: limits.textBytes))
        context = Self.makeContext()
        builder = .allocate(capacity: 1)
        let names = NameTable(vocabulary, dictionary: context.pointee.dict)
        builder.initialize(to: TreeBuilder(arena: arena, limits: limits, keepsForeign: keepsForeign, names: names, context: context))
        context.pointee.userData = UnsafeMutableRawPointer(builder)
        input = .allocate(capacity: inputCapacity)
    }

    deinit {
        xmlFreeParserCtxt(context)
        builder.deinitialize(count: 1)
        builder.deallocate()
        arena.pointee.free()
        arena.deinitialize(count: 1)
        arena.deallocate()
        input.deallocate()
        kinds.free()
    }

    /// The record's tree, valid until the next call. The root's namespace prefixes are bound for it.
    public func parse(_ record: RawRecord, root: RootElement? = nil) throws(RecordError) -> Element {
        if readsPlainly, parsePlainly(record, root) { return Element(arena: arena, index: 0) }
        let wrapper = root?.wrapper ?? []
        if record.bytes.withUnsafeBufferPointer(OvergrownTag.exists) { throw tooMuch(.size, record) }
        if !run(record.bytes, wrapper, line: record.line) {
            try parseCleaned(record, wrapper)
        }
        noteCut()
        notePrefix()
        return Element(arena: arena, index: 0)
    }

    /// What had to be cleaned or cut since the last call.
    public func drainProblems() -> [XMLProblem] {
        defer { problems = [] }
        return problems
    }

    /// False for a record that is not as most are.
    func parsePlainly(_ record: RawRecord, _ root: RootElement?) -> Bool {
        let count = fill(record.bytes, [])
        arena.pointee.reset()
        arena.pointee.lines.begin(UnsafeRawBufferPointer(start: input, count: count), line: record.line)
        var parser = PlainParser(
            input, count: count, into: arena, names: names, kinds: kinds, limits: limits, root: root, keepsForeign: keepsForeign)
        return parser.parse()
    }

    private func parseCleaned(_ record: RawRecord, _ wrapper: [UInt8]) throws(RecordError) {
        if let stop = builder.pointee.stop { throw tooMuch(stop, record) }
        let first = builder.pointee.failure
        guard record.isComplete, let cleaned = RecordCleaner.clean(record, limits) else { throw malformed(first, record) }
        problems += cleaned.problems
        if run(cleaned.bytes, wrapper, line: record.line) {
            if cleaned.problems.isEmpty, let first { problems.append(repaired(first)) }
            return
        }
        if let stop = builder.pointee.stop { throw tooMuch(stop, record) }
        throw malformed(builder.pointee.failure ?? first, record)
    }

    // MARK: libxml2

    private func run(_ bytes: [UInt8], _ wrapper: [UInt8], line: Int) -> Bool {
        renewContext()
        let count = fill(bytes, wrapper)
        builder.pointee.begin(input, count: count, line: line, isWrapped: !wrapper.isEmpty)
        xmlCtxtReset(context)
        guard let stream = xmlNewInputStream(context) else { fatalError("out of memory") }
        // Without a buffer of its own the stream reads our bytes where they are and never moves them.
        stream.pointee.base = UnsafePointer(input)
        stream.pointee.cur = UnsafePointer(input)
        stream.pointee.end = UnsafePointer(input + count)
        stream.pointee.line = Int32(clamping: line)
        inputPush(context, stream)
        xmlParseDocument(context)
        return context.pointee.wellFormed != 0 && builder.pointee.stop == nil && arena.pointee.nodes.count > 0
    }

    /// The bytes inside a start tag that binds the root's prefixes, and a zero at the end, which libxml2 relies on.
    private func fill(_ bytes: [UInt8], _ wrapper: [UInt8]) -> Int {
        let close: [UInt8] = wrapper.isEmpty ? [] : Array("</r>".utf8)
        let count = wrapper.count + bytes.count + close.count
        reserve(count + 16)
        memcpy(input, wrapper, wrapper.count)
        memcpy(input + wrapper.count, bytes, bytes.count)
        memcpy(input + wrapper.count + bytes.count, close, close.count)
        memset(input + count, 0, 16)
        return count
    }

    private func reserve(_ size: Int) {
        let usual = 4 * 1024 * 1024
        guard size > inputCapacity || inputCapacity > usual && size <= usual else { return }
        input.deallocate()
        inputCapacity = size <= usual ? max(size, min(usual, 2 * inputCapacity)) : size
        input = .allocate(capacity: inputCapacity)
    }

    private static func makeContext() -> xmlParserCtxtPtr {
        xmlInitParser()
        guard let context = xmlNewParserCtxt() else { fatalError("out of memory") }
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
        Callbacks.install(in: context.pointee.sax)
        return context
    }

    /// Publishers' own names pile up in the dictionary, and libxml2 refuses to go on when it is full.
    private func renewContext() {
        guard xmlDictGetUsage(context.pointee.dict) > Self.dictionaryBytes else { return }
        xmlFreeParserCtxt(context)
        context = Self.makeContext()
        context.pointee.userData = UnsafeMutableRawPointer(builder)
        builder.pointee.context = context
        builder.pointee.names = NameTable(vocabulary, dictionary: context.pointee.dict)
    }

    // MARK: Words

    private func malformed(_ failure: (line: Int, message: String)?, _ record: RawRecord) -> RecordError {
        let line = failure?.line ?? record.line
        guard record.isComplete else {
            return RecordError(rule: "record-incomplete", line: record.line, message: "The record has no end tag; publish it whole.")
        }
        let detail = XMLProblem.tidy(failure?.message ?? "it is not well-formed")
        return RecordError(
            rule: "record-malformed", line: line, message: "The record is not well-formed XML (\(detail)); correct and publish it again.")
    }

    private func repaired(_ failure: (line: Int, message: String)) -> XMLProblem {
        XMLProblem(
            "record-repaired", line: failure.line,
            "The record is not well-formed XML (\(XMLProblem.tidy(failure.message))) and was repaired.")
    }

    private func tooMuch(_ stop: TreeBuilder.Stop, _ record: RawRecord) -> RecordError {
        switch stop {
        case .depth:
            RecordError(
                rule: "record-too-deep", line: record.line,
                message: "The record's elements nest more than \(limits.depth) deep; flatten them.")
        case .size:
            RecordError(
                rule: "record-too-large", line: record.line,
                message: "The record has more than \(limits.elements) elements or attributes; split it.")
        }
    }

    private func notePrefix() {
        guard keepsForeign, let failure = builder.pointee.prefixFailure else { return }
        problems.append(
            XMLProblem(
                .error, "prefix-undefined", line: failure.line,
                "The record is not well-formed XML (\(XMLProblem.tidy(failure.message))); declare the prefix with xmlns."))
    }

    private func noteCut() {
        let cut = arena.pointee.firstCut
        guard cut >= 0 else { return }
        let line = Element(arena: arena, index: cut).line
        problems.append(XMLProblem("text-too-long", line: line, "A text is longer than \(limits.textBytes) bytes and was cut; shorten it."))
    }
}
