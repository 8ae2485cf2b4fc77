import Glibc

/// One record as a flat tree: elements, attributes and text in rows that are reused from record to record.
@usableFromInline
struct Arena {
    @usableFromInline
    struct Node: BitwiseCopyable {
        /// Vocabulary number; below zero the place of an unknown name, counted from -1 down.
        @usableFromInline var name: Int32
        @usableFromInline var parent: Int32
        @usableFromInline var firstChild: Int32 = -1
        var lastChild: Int32 = -1
        @usableFromInline var nextSibling: Int32 = -1
        @usableFromInline var attributeStart: Int32
        @usableFromInline var attributeCount: Int32 = 0
        @usableFromInline var textStart: Int32 = 0
        @usableFromInline var textLength: Int32 = 0
        /// Where the start tag begins in the bytes that were parsed.
        var offset: Int32
        /// Whether any of the text is not white space.
        var hasText = false
        var isFragmented = false
        /// Whether a child stands between the text so far and what comes.
        var isAfterChild = false
    }

    @usableFromInline
    struct Attribute: BitwiseCopyable {
        @usableFromInline var name: Int32
        @usableFromInline var start: Int32
        @usableFromInline var length: Int32
    }

    /// An earlier piece of a text that children interrupt.
    struct Fragment: BitwiseCopyable {
        var node: Int32
        var start: Int32
        var length: Int32
    }

    struct Name: BitwiseCopyable {
        var start: Int32
        var length: Int32
        var space: NameSpace
    }

    @usableFromInline var nodes = Growing<Node>(capacity: 4096)
    @usableFromInline var attributes = Growing<Attribute>(capacity: 8192)
    @usableFromInline var bytes = Growing<UInt8>(capacity: 256 * 1024)
    var unknownNames = Growing<Name>(capacity: 64)
    private var fragments = Growing<Fragment>(capacity: 16)
    private var joining = Growing<UInt8>(capacity: 256)
    /// The element whose content is being read, -1 outside the record.
    var current: Int32 = -1
    /// The first text that was cut, -1 for none.
    var firstCut: Int32 = -1
    private let textBytes: Int
    let lines = TagLines()

    init(textBytes: Int) { self.textBytes = textBytes }

    func free() {
        nodes.free()
        attributes.free()
        bytes.free()
        unknownNames.free()
        fragments.free()
        joining.free()
    }

    mutating func reset() {
        nodes.reset(keeping: 64 * 1024)
        attributes.reset(keeping: 128 * 1024)
        bytes.reset(keeping: 4 * 1024 * 1024)
        unknownNames.reset(keeping: 4096)
        fragments.reset(keeping: 4096)
        joining.reset(keeping: 64 * 1024)
        current = -1
        firstCut = -1
    }

    // MARK: Building

    mutating func beginElement(_ name: Int32, offset: Int) {
        let index = Int32(truncatingIfNeeded: nodes.count)
        nodes.append(
            Node(
                name: name, parent: current, attributeStart: Int32(truncatingIfNeeded: attributes.count),
                offset: Int32(truncatingIfNeeded: offset)))
        if current >= 0 { link(index, to: Int(current)) }
        current = index
    }

    private mutating func link(_ child: Int32, to parent: Int) {
        if !nodes[parent].hasText { nodes[parent].textLength = 0 }
        nodes[parent].isAfterChild = true
        let last = nodes[parent].lastChild
        if last < 0 { nodes[parent].firstChild = child } else { nodes[Int(last)].nextSibling = child }
        nodes[parent].lastChild = child
    }

    mutating func addAttribute(_ name: Int32, _ value: UnsafePointer<UInt8>, _ length: Int) {
        let start = bytes.count
        let kept = length <= textBytes ? length : cut(value, length)
        bytes.append(value, kept)
        attributes.append(Attribute(name: name, start: Int32(truncatingIfNeeded: start), length: Int32(truncatingIfNeeded: kept)))
        nodes[Int(current)].attributeCount += 1
    }

    /// The same for a value as libxml2 gives it.
    mutating func addMendedAttribute(_ name: Int32, _ value: UnsafePointer<UInt8>, _ length: Int) {
        guard memchr(value, Int32(UInt8(ascii: "&")), length) != nil else { return addAttribute(name, value, length) }
        var mended = Array(UnsafeBufferPointer(start: value, count: length))
        let kept = mended.withUnsafeMutableBufferPointer { Self.mendAmpersands($0.baseAddress!, length) }
        addAttribute(name, mended, kept)
    }

    /// Where it expands no entities, libxml2 writes every ampersand of an attribute as `&#38;`. Gives the length without.
    private static func mendAmpersands(_ value: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
        guard let first = memchr(value, Int32(UInt8(ascii: "&")), length) else { return length }
        var from = UnsafePointer(first.assumingMemoryBound(to: UInt8.self))
        var to = value + (from - UnsafePointer(value))
        let end = UnsafePointer(value + length)
        while from < end {
            to.pointee = from.pointee
            from += end - from >= 5 && memcmp(from, "&#38;", 5) == 0 ? 5 : 1
            to += 1
        }
        return to - value
    }

    /// Keeps a name that the vocabulary lacks.
    mutating func keepName(_ name: UnsafePointer<UInt8>, _ length: Int, in space: NameSpace = .none) -> Int32 {
        unknownNames.append(Name(start: Int32(truncatingIfNeeded: bytes.count), length: Int32(truncatingIfNeeded: length), space: space))
        bytes.append(name, length)
        return -Int32(truncatingIfNeeded: unknownNames.count)
    }

    /// Whether a name that the vocabulary lacks is spelled so.
    func isSpelled(_ name: Int32, _ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        guard name < 0 else { return false }
        let place = unknownNames[Int(-1 - name)]
        return Int(place.length) == length && memcmp(bytes.base + Int(place.start), text, length) == 0
    }

    mutating func addText(_ text: UnsafePointer<UInt8>, _ length: Int) {
        let index = Int(current)
        let node = nodes[index]
        let isSpace = (node.isAfterChild || !node.hasText) && Self.isSpace(text, length)
        if isSpace, node.isAfterChild { return }
        if node.textLength == 0 {
            nodes[index].textStart = Int32(truncatingIfNeeded: bytes.count)
        } else if Int(node.textStart + node.textLength) != bytes.count {
            fragments.append(Fragment(node: current, start: node.textStart, length: node.textLength))
            nodes[index].isFragmented = true
            nodes[index].textStart = Int32(truncatingIfNeeded: bytes.count)
            nodes[index].textLength = 0
        }
        nodes[index].hasText = node.hasText || !isSpace
        nodes[index].isAfterChild = false
        extend(index, text, length)
    }

    private mutating func extend(_ index: Int, _ text: UnsafePointer<UInt8>, _ length: Int) {
        let free = textBytes - Int(nodes[index].textLength)
        let kept = length <= free ? length : cut(text, length, to: free)
        bytes.append(text, kept)
        nodes[index].textLength += Int32(truncatingIfNeeded: kept)
    }

    mutating func endElement() {
        let index = Int(current)
        if nodes[index].isFragmented { join(index) }
        current = nodes[index].parent
    }

    /// Puts the pieces of an interrupted text one behind the other.
    private mutating func join(_ index: Int) {
        var first = fragments.count
        while first > 0, fragments[first - 1].node == Int32(index) { first -= 1 }
        joining.truncate(to: 0)
        for place in first..<fragments.count { joining.append(bytes.base + Int(fragments[place].start), Int(fragments[place].length)) }
        joining.append(bytes.base + Int(nodes[index].textStart), Int(nodes[index].textLength))
        fragments.truncate(to: first)
        let kept = joining.count <= textBytes ? joining.count : cut(joining.base, joining.count)
        nodes[index].textStart = Int32(truncatingIfNeeded: bytes.count)
        nodes[index].textLength = Int32(truncatingIfNeeded: kept)
        bytes.append(joining.base, kept)
    }

    private mutating func cut(_ text: UnsafePointer<UInt8>, _ length: Int, to limit: Int? = nil) -> Int {
        if firstCut < 0 { firstCut = current }
        return UTF8Text.prefixLength(text, length, atMost: limit ?? textBytes)
    }

    private static func isSpace(_ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        var index = 0
        while index < length, text[index] <= 32 { index += 1 }
        return index == length
    }
}
