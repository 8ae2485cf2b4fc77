/// An element of the record parsed last: a place in the parser's tree, valid until its next parse.
///
/// It does not keep its parser alive: hold the parser in a variable or property as long as elements are used.
/// White space between child elements is not in the tree; elements and attributes of foreign namespaces are, if the parser was made so.
public struct Element: BitwiseCopyable {
    @usableFromInline let arena: UnsafePointer<Arena>
    @usableFromInline let index: Int32

    @inlinable
    init(arena: UnsafePointer<Arena>, index: Int32) {
        self.arena = arena
        self.index = index
    }

    @inlinable var node: Arena.Node { arena.pointee.nodes[Int(index)] }

    /// The name's number in the vocabulary, -1 for a name it does not know.
    @inlinable public var name: Int { max(-1, Int(node.name)) }

    /// The name as it is written; costs a string.
    public func spelledName(in vocabulary: Vocabulary) -> String { arena.pointee.spelled(node.name, vocabulary) }

    /// Whether the name belongs to a namespace.
    public var space: NameSpace { arena.pointee.space(of: node.name) }

    /// Its place among the elements of the record, in the order of the file.
    public var ordinal: Int { Int(index) }

    /// Line in the file on which the start tag begins.
    public var line: Int { arena.pointee.lines.line(at: Int(node.offset)) }

    /// The element's own characters, its children's excluded, white space at the ends included.
    public var text: String { String(decoding: textBytes, as: UTF8.self) }

    /// Whether it has characters of its own, if it has no children even white space.
    public var hasCharacters: Bool { node.textLength > 0 }

    /// Whether it has characters of its own other than white space.
    public var hasText: Bool { node.hasText }

    /// The element's own characters as UTF-8; the bytes are lent for the call only.
    @inlinable
    public func withTextBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try body(UnsafeBufferPointer(start: arena.pointee.bytes.base + Int(node.textStart), count: Int(node.textLength)))
    }

    /// The attribute's value, nil when it is absent.
    public func attribute(_ id: Int) -> String? { find(id).map { String(decoding: bytes(of: $0), as: UTF8.self) } }

    public func hasAttribute(_ id: Int) -> Bool { find(id) != nil }

    /// The attribute's value as UTF-8, nil when it is absent; the bytes are lent for the call only.
    @inline(__always)
    public func withAttributeBytes<Result>(_ id: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result? {
        guard let attribute = find(id) else { return nil }
        return try body(bytes(of: attribute))
    }

    /// The attribute's value as UTF-8, nil when it is absent; the bytes stay until the parser's next record.
    public func attributeBytes(_ id: Int) -> UnsafeBufferPointer<UInt8>? { find(id).map(bytes) }

    /// The element's own characters as UTF-8; the bytes stay until the parser's next record.
    public var textBytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: arena.pointee.bytes.base + Int(node.textStart), count: Int(node.textLength))
    }

    /// All attributes in the order written: the name's number or -1, its spelling, the value.
    public func attributes(in vocabulary: Vocabulary) -> [(id: Int, name: String, value: String)] {
        let first = Int(node.attributeStart)
        return (first..<first + Int(node.attributeCount)).map { place in
            let attribute = arena.pointee.attributes[place]
            let value = String(decoding: bytes(of: attribute), as: UTF8.self)
            return (max(-1, Int(attribute.name)), arena.pointee.spelled(attribute.name, vocabulary), value)
        }
    }

    /// Calls `body` with each attribute in the order written; its value is lent for the call only.
    @inlinable
    public func forEachAttribute(_ body: (Attribute) throws -> Void) rethrows {
        let node = node
        for place in Int(node.attributeStart)..<Int(node.attributeStart + node.attributeCount) {
            try body(Attribute(arena: arena, row: arena.pointee.attributes[place]))
        }
    }

    /// The attribute of that name, nil when it is absent.
    @inlinable public func attributeNamed(_ id: Int) -> Attribute? { find(id).map { Attribute(arena: arena, row: $0) } }

    /// An attribute of an element, valid as long as the element is.
    public struct Attribute: BitwiseCopyable {
        @usableFromInline let arena: UnsafePointer<Arena>
        @usableFromInline let row: Arena.Attribute

        @inlinable
        init(arena: UnsafePointer<Arena>, row: Arena.Attribute) {
            self.arena = arena
            self.row = row
        }

        /// The name's number in the vocabulary, -1 for a name it does not know.
        @inlinable public var name: Int { max(-1, Int(row.name)) }
        public var space: NameSpace { arena.pointee.space(of: row.name) }
        public func spelledName(in vocabulary: Vocabulary) -> String { arena.pointee.spelled(row.name, vocabulary) }

        @inlinable public var value: UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(start: arena.pointee.bytes.base + Int(row.start), count: Int(row.length))
        }
    }

    /// The child elements in order.
    @inlinable public var children: Children { Children(arena: arena, place: node.firstChild) }

    @inlinable public var hasChildren: Bool { node.firstChild >= 0 }

    /// The first child of that name.
    public func first(_ id: Int) -> Element? {
        var child = node.firstChild
        while child >= 0 {
            let node = arena.pointee.nodes[Int(child)]
            if Int(node.name) == id, id >= 0 { return Element(arena: arena, index: child) }
            child = node.nextSibling
        }
        return nil
    }

    /// The element around it, nil for the record.
    public var parent: Element? { node.parent < 0 ? nil : Element(arena: arena, index: node.parent) }

    /// The elements inside it at any depth, in the order of the file.
    public var descendants: Descendants { Descendants(arena: arena, top: index, place: index) }

    @inlinable func find(_ id: Int) -> Arena.Attribute? {
        let first = Int(node.attributeStart)
        for place in first..<first + Int(node.attributeCount) {
            let attribute = arena.pointee.attributes[place]
            if Int(attribute.name) == id, id >= 0 { return attribute }
        }
        return nil
    }

    private func bytes(of attribute: Arena.Attribute) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: arena.pointee.bytes.base + Int(attribute.start), count: Int(attribute.length))
    }

    /// The children of an element, in order.
    public struct Children: Sequence, IteratorProtocol {
        @usableFromInline let arena: UnsafePointer<Arena>
        @usableFromInline var place: Int32

        @inlinable
        init(arena: UnsafePointer<Arena>, place: Int32) {
            self.arena = arena
            self.place = place
        }

        @inlinable public mutating func next() -> Element? {
            guard place >= 0 else { return nil }
            defer { place = arena.pointee.nodes[Int(place)].nextSibling }
            return Element(arena: arena, index: place)
        }
    }

    /// What is inside an element, in the order of the file.
    public struct Descendants: Sequence, IteratorProtocol {
        let arena: UnsafePointer<Arena>
        let top: Int32
        var place: Int32

        public mutating func next() -> Element? {
            place += 1
            // What comes later stands outside as soon as its parent stands before the top.
            guard Int(place) < arena.pointee.nodes.count, arena.pointee.nodes[Int(place)].parent >= top else { return nil }
            return Element(arena: arena, index: place)
        }
    }
}

/// Which namespace a name belongs to.
public enum NameSpace: UInt8, Sendable, BitwiseCopyable {
    /// None, or that of XML itself.
    case none
    /// Attributes that tell where a schema is to be found; they may stand anywhere.
    case schemaLocation
    /// Attributes that change what an element is: `xsi:type` and `xsi:nil`.
    case schemaType
    case other
}

extension Arena {
    func space(of name: Int32) -> NameSpace { name >= 0 ? .none : unknownNames[Int(-1 - name)].space }

    func spelled(_ name: Int32, _ vocabulary: Vocabulary) -> String {
        if name >= 0 { return vocabulary.names[Int(name)] }
        let place = unknownNames[Int(-1 - name)]
        return String(decoding: UnsafeBufferPointer(start: bytes.base + Int(place.start), count: Int(place.length)), as: UTF8.self)
    }
}
