internal import CLibXML2
import Glibc

/// What libxml2 calls back into: turns SAX events into the arena's tree. All of it is C's to call, none of it throws.
struct TreeBuilder {
    enum Stop { case depth, size }

    var arena: UnsafeMutablePointer<Arena>
    let limits: Limits
    /// Whether what belongs to a foreign namespace is part of the tree.
    let keepsForeign: Bool
    var names: NameTable
    var context: xmlParserCtxtPtr
    /// Events of the wrapper element are not the record's.
    var isWrapped = false
    private var depth = 0
    /// How many elements of a foreign subtree are open.
    private var foreignDepth = 0
    private var namespace: UnsafePointer<UInt8>?
    /// libxml2 walks through all open declarations for every prefixed name.
    private static let mostNamespaces = 256
    private var openNamespaces = 0
    private var namespaceCounts: [(depth: Int, count: Int)] = []
    private(set) var stop: Stop?
    private(set) var failure: (line: Int, message: String)?
    /// The first prefix that no declaration binds, or another misuse of namespaces.
    private(set) var prefixFailure: (line: Int, message: String)?
    /// What to add to the parser's own count of lines where its input is pushed and moves; nil when lines are counted in our bytes.
    var lineOffset: Int?

    private var bytes: UnsafePointer<UInt8>
    private var endOfBytes: UnsafePointer<UInt8>
    /// The tag met last.
    private var lastTag: UnsafePointer<UInt8>

    init(arena: UnsafeMutablePointer<Arena>, limits: Limits, keepsForeign: Bool, names: NameTable, context: xmlParserCtxtPtr) {
        self.arena = arena
        self.limits = limits
        self.keepsForeign = keepsForeign
        self.names = names
        self.context = context
        bytes = UnsafePointer(arena.pointee.bytes.base)
        (endOfBytes, lastTag) = (bytes, bytes)
    }

    /// Before each record: its bytes, of which the first is on `line`.
    mutating func begin(_ bytes: UnsafePointer<UInt8>, count: Int, line: Int, isWrapped: Bool) {
        arena.pointee.reset()
        self.isWrapped = isWrapped
        depth = 0
        foreignDepth = 0
        namespace = nil
        openNamespaces = 0
        namespaceCounts.removeAll(keepingCapacity: true)
        stop = nil
        failure = nil
        prefixFailure = nil
        self.bytes = bytes
        endOfBytes = bytes + count
        lastTag = bytes
        arena.pointee.lines.begin(UnsafeRawBufferPointer(start: bytes, count: count), line: line)
    }

    /// Before each tree that is built of pushed input.
    mutating func begin() {
        begin(UnsafePointer(arena.pointee.bytes.base), count: 0, line: 0, isWrapped: false)
        arena.pointee.lines.beginDirect()
    }

    // MARK: Events

    mutating func startElement(
        _ name: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, namespace uri: UnsafePointer<UInt8>?,
        namespaceCount: Int, attributeCount: Int, attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
        depth += 1
        openNamespaces += namespaceCount
        if namespaceCount > 0 { namespaceCounts.append((depth, namespaceCount)) }
        if openNamespaces > Self.mostNamespaces { return halt(.size) }
        if isWrapped, depth == 1 { return }
        if depth - (isWrapped ? 1 : 0) > limits.depth { return halt(.depth) }
        if foreignDepth > 0 || !keepsForeign && isForeign(prefix, uri) {
            foreignDepth += 1
            return
        }
        if arena.pointee.nodes.count >= limits.elements || arena.pointee.attributes.count >= limits.elements { return halt(.size) }
        let isOwn = !keepsForeign || prefix == nil && uri == nil
        arena.pointee.beginElement(isOwn ? names.id(name) ?? keepName(name) : keepName(name, in: .other), offset: offsetOfTag())
        if let attributes { add(attributes, attributeCount) }
    }

    mutating func endElement() {
        if let last = namespaceCounts.last, last.depth == depth {
            openNamespaces -= last.count
            namespaceCounts.removeLast()
        }
        depth -= 1
        if isWrapped, depth == 0 { return }
        if foreignDepth > 0 {
            foreignDepth -= 1
        } else if arena.pointee.current >= 0 {
            arena.pointee.endElement()
        }
    }

    mutating func characters(_ text: UnsafePointer<UInt8>, _ length: Int) {
        if foreignDepth == 0, arena.pointee.current >= 0 { arena.pointee.addText(text, length) }
    }

    /// The first error that ends the parse is the one that tells.
    mutating func note(_ error: UnsafePointer<xmlError>) {
        if prefixFailure == nil, error.pointee.domain == Int32(XML_FROM_NAMESPACE.rawValue), error.pointee.level == XML_ERR_ERROR {
            prefixFailure = (lineHere(), error.pointee.message.map { String(cString: $0) } ?? "")
        }
        guard failure == nil, error.pointee.level.rawValue >= XML_ERR_FATAL.rawValue else { return }
        let message = error.pointee.message.map { String(cString: $0) } ?? "not well-formed"
        failure = (lineHere(), message)
    }

    // MARK: Parts

    /// The record's own namespace is the format's, whatever it is called; any other is a publisher's extension.
    private mutating func isForeign(_ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?) -> Bool {
        if arena.pointee.nodes.count == 0 {
            namespace = uri
            return false
        }
        return uri != namespace || prefix != nil && uri == nil
    }

    /// libxml2 gives five pointers per attribute: name, prefix, namespace, the value's start and end.
    private mutating func add(_ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>, _ count: Int) {
        for place in 0..<count {
            let five = attributes + 5 * place
            guard let name = five[0], let start = five[3], let end = five[4] else { continue }
            guard let id = id(of: name, prefix: five[1], five[2]) else { continue }
            arena.pointee.addMendedAttribute(id, start, end - start)
        }
    }

    private mutating func id(of name: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?) -> Int32? {
        guard let prefix else { return names.id(name) ?? keepName(name) }
        if prefix == context.pointee.str_xml, let id = names.prefixedID(name) { return id }
        return keepsForeign ? keepName(name, in: Self.space(uri, name)) : nil
    }

    private mutating func keepName(_ name: UnsafePointer<UInt8>, in space: NameSpace = .none) -> Int32 {
        arena.pointee.keepName(name, strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self)), in: space)
    }

    private static func space(_ uri: UnsafePointer<UInt8>?, _ name: UnsafePointer<UInt8>) -> NameSpace {
        guard let uri, xmlStrEqual(uri, "http://www.w3.org/2001/XMLSchema-instance") != 0 else { return .other }
        if xmlStrEqual(name, "schemaLocation") != 0 || xmlStrEqual(name, "noNamespaceSchemaLocation") != 0 { return .schemaLocation }
        return xmlStrEqual(name, "type") != 0 || xmlStrEqual(name, "nil") != 0 ? .schemaType : .other
    }

    /// The parser stands behind the tag's attributes, which cannot hold a `<`.
    private mutating func offsetOfTag() -> Int {
        if let lineOffset { return lineOffset + Int(context.pointee.input?.pointee.line ?? 0) }
        if let here = cursor(), here > lastTag, let distance = ByteSearch.last(0x3C, in: lastTag, count: here - lastTag) {
            lastTag += distance
        }
        return lastTag - bytes
    }

    private func lineHere() -> Int {
        if let lineOffset { return lineOffset + Int(context.pointee.input?.pointee.line ?? 0) }
        return arena.pointee.lines.line(at: max(lastTag, cursor() ?? lastTag) - bytes)
    }

    /// Where the parser stands in our bytes, nil when it is elsewhere.
    private func cursor() -> UnsafePointer<UInt8>? {
        guard let input = context.pointee.input, let here = input.pointee.cur, here >= bytes, here <= endOfBytes else { return nil }
        return here
    }

    private mutating func halt(_ reason: Stop) {
        stop = reason
        xmlStopParser(context)
    }
}

/// The callbacks as C knows them; the user data is the tree builder.
enum Callbacks {
    static func install(in handler: UnsafeMutablePointer<xmlSAXHandler>) {
        handler.pointee = xmlSAXHandler()
        handler.pointee.initialized = UInt32(XML_SAX2_MAGIC)
        handler.pointee.startElementNs = startElement
        handler.pointee.endElementNs = endElement
        // Equal functions spare libxml2 the question whether blanks can be ignored.
        handler.pointee.characters = characters
        handler.pointee.ignorableWhitespace = characters
        handler.pointee.cdataBlock = characters
        handler.pointee.serror = failed
    }

    private static func builder(_ data: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<TreeBuilder> {
        data.unsafelyUnwrapped.assumingMemoryBound(to: TreeBuilder.self)
    }

    private static let startElement: startElementNsSAX2Func = { data, name, prefix, uri, namespaceCount, _, count, _, attributes in
        guard let name else { return }
        builder(data).pointee.startElement(
            name, prefix: prefix, namespace: uri, namespaceCount: Int(namespaceCount), attributeCount: Int(count), attributes: attributes)
    }

    private static let endElement: endElementNsSAX2Func = { data, _, _, _ in builder(data).pointee.endElement() }

    private static let characters: charactersSAXFunc = { data, text, length in
        guard let text else { return }
        builder(data).pointee.characters(text, Int(length))
    }

    private static let failed: xmlStructuredErrorFunc = { data, error in
        guard let error else { return }
        builder(data).pointee.note(error)
    }
}
