internal import CLibXML2
import Glibc

/// Judges what stands around the records of a file by the letter of XML: the declaration, the root's tags, what lies between.
///
/// It is fed by a `RecordReader`'s `outside`. A record counts as one empty element; any other child of the root is handed out as a
/// tree, valid until the call returns. Entities are refused even where the file declares them, and nothing outside it is opened.
public final class FrameParser {
    public enum Event {
        /// The root element with its attributes.
        case root(Element)
        case record(line: Int)
        /// Another child of the root.
        case child(Element)
        /// Characters other than white space that stand in no child; of several in a row only the first is told.
        case text(line: Int)
    }

    private let onEvent: (Event) -> Void
    private let arena: UnsafeMutablePointer<Arena>
    private let builder: UnsafeMutablePointer<TreeBuilder>
    private let context: xmlParserCtxtPtr
    private let recordTag: [UInt8]
    private var tags = TagGuard()
    private var depth = 0
    /// How deep inside a record that was too long to be handed out.
    private var recordDepth = 0
    private var isAfterText = false
    /// Whether the last thing told was a record, after which white space and more records need no parser.
    private var isAfterRecord = false
    private var pushedLines = 0
    /// The first error by the letter of XML, nil when there is none so far.
    public private(set) var failure: XMLProblem?

    public init(record: String, vocabulary: Vocabulary, limits: Limits = Limits(), onEvent: @escaping (Event) -> Void) {
        self.onEvent = onEvent
        recordTag = Array("<\(record)/>".utf8)
        xmlInitParser()
        guard let context = xmlCreatePushParserCtxt(nil, nil, nil, 0, nil) else { fatalError("out of memory") }
        self.context = context
        // The bytes are UTF-8 by now, whatever the declaration says.
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
        arena = .allocate(capacity: 1)
        arena.initialize(to: Arena(textBytes: limits.textBytes))
        builder = .allocate(capacity: 1)
        let names = NameTable(vocabulary, dictionary: context.pointee.dict)
        builder.initialize(to: TreeBuilder(arena: arena, limits: limits, keepsForeign: true, names: names, context: context))
        builder.pointee.lineOffset = 0
        builder.pointee.begin()
        FrameCallbacks.install(in: context.pointee.sax)
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    }

    /// Entities that a file declares are kept in a document, which is not freed with the context.
    deinit {
        let declared = context.pointee.myDoc
        xmlFreeParserCtxt(context)
        xmlFreeDoc(declared)
        builder.deinitialize(count: 1)
        builder.deallocate()
        arena.pointee.free()
        arena.deinitialize(count: 1)
        arena.deallocate()
    }

    public func take(_ outside: RecordReader.Outside) {
        guard failure == nil else { return }
        switch outside {
        case .bytes(let bytes, let line):
            if isAfterRecord, bytes.allSatisfy({ $0 == 32 || $0 == 10 || $0 == 9 || $0 == 13 }) { return }
            push(bytes, line: line)
        case .record(let line): isAfterRecord ? onEvent(.record(line: line)) : recordTag.withUnsafeBufferPointer { push($0, line: line) }
        }
    }

    /// To be called after the last byte.
    public func finish() {
        guard failure == nil else { return }
        xmlParseChunk(context, nil, 0, 1)
        notePrefix()
    }

    private func push(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
        isAfterRecord = false
        builder.pointee.lineOffset = line - 1 - pushedLines
        let raw = UnsafeRawBufferPointer(bytes)
        if tags.isOvergrown(raw) { return note("tag-too-large", line: line, "a tag has too many attributes") }
        pushedLines += LineCounter.count(10, in: raw)
        _ = raw.withMemoryRebound(to: CChar.self) { xmlParseChunk(context, $0.baseAddress, Int32($0.count), 0) }
        notePrefix()
    }

    private func notePrefix() {
        guard let prefix = builder.pointee.prefixFailure else { return }
        note("prefix-undefined", line: prefix.line, XMLProblem.tidy(prefix.message))
    }

    private func note(_ rule: String, line: Int, _ what: String) {
        guard failure == nil else { return }
        failure = XMLProblem(.error, rule, line: line, "The file is not well-formed XML (\(what)); correct and publish it again.")
    }

    // MARK: What the callbacks ask for

    fileprivate func begin(_ tag: FrameCallbacks.Tag) {
        depth += 1
        isAfterText = false
        isAfterRecord = false
        if recordDepth > 0 || depth == 2 && isRecord(tag) {
            recordDepth += 1
            return
        }
        builder.pointee.startElement(
            tag.name, prefix: tag.prefix, namespace: tag.uri, namespaceCount: 0, attributeCount: tag.attributeCount,
            attributes: tag.attributes)
        notePrefix()
        if let stop = builder.pointee.stop {
            return note("record-too-large", line: line, stop == .depth ? "elements nest too deep" : "an element is too large")
        }
        guard depth == 1 else { return }
        onEvent(.root(Element(arena: arena, index: 0)))
        builder.pointee.begin()
    }

    fileprivate func end() {
        depth -= 1
        isAfterText = false
        if recordDepth > 0 {
            recordDepth -= 1
            if recordDepth == 0 {
                isAfterRecord = true
                onEvent(.record(line: line))
            }
        } else if depth > 0 {
            builder.pointee.endElement()
            guard depth == 1 else { return }
            onEvent(.child(Element(arena: arena, index: 0)))
            builder.pointee.begin()
        }
    }

    fileprivate func characters(_ text: UnsafePointer<UInt8>, _ count: Int) {
        if recordDepth > 0 { return }
        if depth > 1 { return builder.pointee.characters(text, count) }
        let text = UnsafeBufferPointer(start: text, count: count)
        guard depth == 1, !isAfterText, let first = text.firstIndex(where: { $0 > 32 }) else { return }
        isAfterText = true
        // The parser stands behind the text.
        onEvent(.text(line: line - text[first...].count { $0 == 10 }))
    }

    fileprivate func failed(_ error: UnsafePointer<xmlError>) {
        builder.pointee.note(error)
        guard error.pointee.level.rawValue >= XML_ERR_FATAL.rawValue else { return }
        note("not-well-formed", line: line, XMLProblem.tidy(error.pointee.message.map { String(cString: $0) } ?? "it breaks off"))
    }

    private var line: Int { (builder.pointee.lineOffset ?? 0) + Int(context.pointee.input?.pointee.line ?? 0) }

    private func isRecord(_ tag: FrameCallbacks.Tag) -> Bool {
        let name = UnsafeBufferPointer(start: tag.name, count: strlen(UnsafeRawPointer(tag.name).assumingMemoryBound(to: CChar.self)))
        return tag.prefix == nil && name.elementsEqual(recordTag.dropFirst().dropLast(2))
    }
}

/// The callbacks as C knows them; the user data is the frame parser, which outlives the context.
private enum FrameCallbacks {
    struct Tag {
        let name: UnsafePointer<UInt8>
        let prefix: UnsafePointer<UInt8>?
        let uri: UnsafePointer<UInt8>?
        let attributeCount: Int
        let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    }

    static func install(in handler: UnsafeMutablePointer<xmlSAXHandler>) {
        handler.pointee = xmlSAXHandler()
        handler.pointee.initialized = UInt32(XML_SAX2_MAGIC)
        handler.pointee.startElementNs = startElement
        handler.pointee.endElementNs = endElement
        handler.pointee.characters = characters
        handler.pointee.ignorableWhitespace = characters
        handler.pointee.cdataBlock = characters
        handler.pointee.serror = failed
    }

    private static func parser(_ data: UnsafeMutableRawPointer?) -> FrameParser {
        Unmanaged<FrameParser>.fromOpaque(data.unsafelyUnwrapped).takeUnretainedValue()
    }

    private static let startElement: startElementNsSAX2Func = { data, name, prefix, uri, _, _, count, _, attributes in
        guard let name else { return }
        parser(data).begin(Tag(name: name, prefix: prefix, uri: uri, attributeCount: Int(count), attributes: attributes))
    }

    private static let endElement: endElementNsSAX2Func = { data, _, _, _ in parser(data).end() }

    private static let characters: charactersSAXFunc = { data, text, length in
        if let text { parser(data).characters(text, Int(length)) }
    }

    private static let failed: xmlStructuredErrorFunc = { data, error in
        if let error { parser(data).failed(error) }
    }
}
