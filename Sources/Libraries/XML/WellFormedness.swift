internal import CLibXML2
import Compression

/// Judges a whole file by the letter of XML, as a validator must; a record reader forgives more.
///
/// Entities are refused even where the file declares them, and nothing outside the file is opened.
public final class WellFormedness {
    private static let blockSize = 64 * 1024

    private let context: xmlParserCtxtPtr
    private var first: XMLProblem?
    private var tags = TagGuard()

    /// The first error in a file, nil when it is well-formed.
    public static func firstError(path: String) throws(FileError) -> XMLProblem? {
        try WellFormedness().check(ByteSource(path: path))
    }

    /// The first error in bytes, nil when they are well-formed.
    public static func firstError(bytes: [UInt8]) throws(FileError) -> XMLProblem? {
        try WellFormedness().check(ByteSource(bytes: bytes))
    }

    private init() {
        xmlInitParser()
        // Of an encoding that fails libxml2 tells no parser, but standard error.
        xmlSetStructuredErrorFunc(nil, Self.failed)
        guard let context = xmlCreatePushParserCtxt(nil, nil, nil, 0, nil) else { fatalError("out of memory") }
        self.context = context
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
        context.pointee.sax.pointee = xmlSAXHandler()
        context.pointee.sax.pointee.initialized = UInt32(XML_SAX2_MAGIC)
        context.pointee.sax.pointee.serror = Self.failed
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    }

    /// Entities that a file declares are kept in a document, which is not freed with the context.
    deinit {
        let declared = context.pointee.myDoc
        xmlFreeParserCtxt(context)
        xmlFreeDoc(declared)
    }

    private func check(_ source: ByteSource) throws(FileError) -> XMLProblem? {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.blockSize, alignment: 64)
        defer { block.deallocate() }
        while first == nil {
            let count = try source.read(into: block)
            guard count > 0 else { return end(source.fault, source.format) }
            push(UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
        return first
    }

    private func push(_ bytes: UnsafeRawBufferPointer) {
        if tags.isOvergrown(bytes) { return note("tag-too-large", "A tag has too many attributes") }
        xmlParseChunk(context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), 0)
    }

    private func end(_ fault: ByteSource.Fault?, _ format: ByteSource.Format) -> XMLProblem? {
        xmlParseChunk(context, nil, 0, 1)
        return fault.map { .fault($0, format: format) } ?? first
    }

    private func note(_ rule: String, _ what: String) {
        guard first == nil else { return }
        let line = context.pointee.input.map { Int($0.pointee.line) } ?? 0
        first = XMLProblem(.error, rule, line: line, "The file is not well-formed XML (\(what)); correct and publish it again.")
    }

    private static let failed: xmlStructuredErrorFunc = { data, error in
        guard let data, let error, error.pointee.level.rawValue >= XML_ERR_FATAL.rawValue else { return }
        let message = error.pointee.message.map { String(cString: $0) } ?? "it breaks off"
        Unmanaged<WellFormedness>.fromOpaque(data).takeUnretainedValue().note("not-well-formed", XMLProblem.tidy(message))
    }
}
