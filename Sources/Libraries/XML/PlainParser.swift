import Glibc

/// Reads well-formed records of the usual shape, several times as fast as libxml2; all others are left to that.
///
/// It never reads a record otherwise than libxml2 does: where it is not sure, it declines. So names beyond ASCII, default namespaces,
/// processing instructions, text behind a child, and whatever is not well-formed are not its business. Elements with a prefix are foreign,
/// for without a default namespace a prefix always means another. The bytes must be followed by sixteen zeros.
struct PlainParser {
    /// Each attribute of a tag is compared with each.
    private static let mostAttributes = 64
    private static let mostDeclarations = 64
    /// libxml2 has a limit of its own.
    private static let deepest = 200
    private static let longestName = 256
    private static let longestComment = 1 << 20

    private typealias Spelling = (start: UnsafePointer<UInt8>, length: Int)

    private let start: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>
    private let arena: UnsafeMutablePointer<Arena>
    private let names: NameIndex
    private let kinds: ByteKinds
    private let limits: Limits
    private let hasDefaultNamespace: Bool
    private let keepsForeign: Bool
    private let prefixes: [[UInt8]]
    private var at: UnsafePointer<UInt8>
    /// How many elements are open.
    private var depth = 0
    /// Where the tags of the open elements of a foreign subtree begin.
    private var foreign: [UnsafePointer<UInt8>] = []
    private var isForeign = false
    private var declarations = 0
    /// Attributes of the tag that are not known by number.
    private var otherAttributes: [Spelling] = []
    /// Blanks before the tag, left out because a child was expected.
    private var blanks: Spelling

    /// - Parameters:
    ///   - root: the element around the record.
    ///   - keepsForeign: foreign elements belong into the tree, if the root binds their prefix; else the record is not read.
    init(
        _ bytes: UnsafePointer<UInt8>, count: Int, into arena: UnsafeMutablePointer<Arena>, names: NameIndex, kinds: ByteKinds,
        limits: Limits, root: RootElement?, keepsForeign: Bool = false
    ) {
        start = bytes
        end = bytes + count
        at = bytes
        blanks = (bytes, 0)
        self.arena = arena
        self.names = names
        self.kinds = kinds
        self.limits = limits
        hasDefaultNamespace = root?.hasDefaultNamespace ?? false
        prefixes = keepsForeign ? root?.foreignPrefixes ?? [] : []
        self.keepsForeign = keepsForeign
    }

    /// False for a record that libxml2 must read; the arena then holds no more than a part of it.
    mutating func parse() -> Bool {
        if keepsForeign && hasDefaultNamespace { return false }
        guard at.pointee == UInt8(ascii: "<"), startTag() else { return false }
        while depth > 0 { guard content() else { return false } }
        return at == end
    }

    private mutating func content() -> Bool {
        guard at.pointee == UInt8(ascii: "<") else { return isForeign ? foreignText() : text() }
        switch at[1] {
        case UInt8(ascii: "/"): return endTag()
        case UInt8(ascii: "!"): return at[2] == UInt8(ascii: "-") ? comment() : cdata()
        default: return startTag()
        }
    }
}

// MARK: - Tags

extension PlainParser {
    private mutating func startTag() -> Bool {
        let tag = at
        at += 1
        guard depth < min(limits.depth, Self.deepest), let (length, isPrefixed) = nameLength() else { return false }
        defer { blanks.length = 0 }
        depth += 1
        if keepsForeign && isPrefixed { return foreignTag(length) }
        if isForeign || isPrefixed {
            guard depth > 1, !hasDefaultNamespace, keepBlanks() else { return false }
            foreign.append(tag)
            isForeign = true
            at += length
            return attributes()
        }
        guard arena.pointee.nodes.count < limits.elements else { return false }
        arena.pointee.beginElement(names.id(at, length) ?? arena.pointee.keepName(at, length), offset: tag - start)
        at += length
        return attributes()
    }

    /// The tree has the name without its prefix.
    private mutating func foreignTag(_ length: Int) -> Bool {
        guard depth > 1, arena.pointee.nodes.count < limits.elements else { return false }
        let name = UnsafeBufferPointer(start: at, count: length)
        guard let prefix = prefixes.first(where: { name.starts(with: $0) && name[$0.count] == UInt8(ascii: ":") }) else { return false }
        let local = arena.pointee.keepName(at + prefix.count + 1, length - prefix.count - 1, in: .other)
        arena.pointee.beginElement(local, offset: at - 1 - start)
        at += length
        return attributes()
    }

    /// The arena drops blanks before a first child, but a foreign element is none.
    private mutating func keepBlanks() -> Bool {
        if blanks.length == 0 { return true }
        return memchr(blanks.start, Int32(UInt8(ascii: "\r")), blanks.length) == nil && add(blanks.start, blanks.length)
    }

    private mutating func attributes() -> Bool {
        let first = arena.pointee.attributes.count
        if !otherAttributes.isEmpty { otherAttributes.removeAll(keepingCapacity: true) }
        while true {
            let hasSpace = skipBlanks()
            switch at.pointee {
            case UInt8(ascii: ">"):
                at += 1
                return true
            case UInt8(ascii: "/"):
                guard at[1] == UInt8(ascii: ">") else { return false }
                at += 2
                close()
                return true
            default:
                guard hasSpace, attribute(after: first) else { return false }
            }
        }
    }

    private mutating func attribute(after first: Int) -> Bool {
        let count = arena.pointee.attributes.count
        guard count < limits.elements, count - first + otherAttributes.count < Self.mostAttributes,
            let (length, isPrefixed) = nameLength()
        else { return false }
        let name = Spelling(at, length)
        at += length
        let quote = at[1]
        guard at.pointee == UInt8(ascii: "="), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
        at += 2
        if !isForeign, let known = names.id(name.start, length) { return isNew(known, after: first) && value(to: quote, of: known) }
        guard isNew(name), isAllowed(name, isPrefixed), !(keepsForeign && isPrefixed) else { return false }
        otherAttributes.append(name)
        if isForeign || isPrefixed { return value(to: quote, of: nil) }
        return value(to: quote, of: arena.pointee.keepName(name.start, length))
    }

    private func isNew(_ known: Int32, after first: Int) -> Bool {
        for place in first..<arena.pointee.attributes.count where arena.pointee.attributes[place].name == known { return false }
        return true
    }

    private func isNew(_ name: Spelling) -> Bool {
        !otherAttributes.contains { $0.length == name.length && memcmp($0.start, name.start, name.length) == 0 }
    }

    /// A tag may bind prefixes, but not say what names without one mean.
    private mutating func isAllowed(_ name: Spelling, _ isPrefixed: Bool) -> Bool {
        guard name.length >= 5, memcmp(name.start, "xmlns", 5) == 0 else { return true }
        if name.length == 5 { return false }
        if isPrefixed, name.start[5] == UInt8(ascii: ":") { declarations += 1 }
        return declarations <= Self.mostDeclarations
    }

    private mutating func endTag() -> Bool {
        at += 2
        let opened = openTag() + 1
        var length = 0
        while kinds.has(ByteKinds.name, at[length]) || at[length] == UInt8(ascii: ":") {
            guard at[length] == opened[length] else { return false }
            length += 1
        }
        guard length > 0, !kinds.has(ByteKinds.name, opened[length]), opened[length] != UInt8(ascii: ":") else { return false }
        at += length
        skipBlanks()
        guard at.pointee == UInt8(ascii: ">") else { return false }
        at += 1
        close()
        return true
    }

    private func openTag() -> UnsafePointer<UInt8> {
        foreign.last ?? start + Int(arena.pointee.nodes[Int(arena.pointee.current)].offset)
    }

    private mutating func close() {
        depth -= 1
        guard isForeign else { return arena.pointee.endElement() }
        foreign.removeLast()
        isForeign = !foreign.isEmpty
    }

    /// Nil when what begins here is no name of ASCII letters with at most one prefix.
    private func nameLength() -> (length: Int, isPrefixed: Bool)? {
        guard let local = simpleNameLength(at) else { return nil }
        guard at[local] == UInt8(ascii: ":") else { return at[local] < 128 ? (local, false) : nil }
        guard let rest = simpleNameLength(at + local + 1) else { return nil }
        let length = local + 1 + rest
        return at[length] < 128 && at[length] != UInt8(ascii: ":") ? (length, true) : nil
    }

    private func simpleNameLength(_ name: UnsafePointer<UInt8>) -> Int? {
        guard kinds.has(ByteKinds.nameStart, name.pointee) else { return nil }
        var length = 1
        while kinds.has(ByteKinds.name, name[length]) { length += 1 }
        return length <= Self.longestName ? length : nil
    }

    @discardableResult
    private mutating func skipBlanks() -> Bool {
        let start = at
        while kinds.has(ByteKinds.blank, at.pointee) { at += 1 }
        return at > start
    }
}

// MARK: - Values

extension PlainParser {
    /// Up to and with the closing quotation mark; a value of no attribute is only looked at.
    private mutating func value(to quote: UInt8, of attribute: Int32?) -> Bool {
        let begin = at
        while at.pointee != quote {
            if kinds.has(ByteKinds.plainValue, at.pointee) || at.pointee == UInt8(ascii: "\"") || at.pointee == UInt8(ascii: "'") {
                at += 1
            } else if !skipSequence() {
                at = begin
                return rewrittenValue(to: quote, of: attribute)
            }
        }
        guard at - begin <= limits.textBytes else { return false }
        if let attribute { arena.pointee.addAttribute(attribute, begin, at - begin) }
        at += 1
        return true
    }

    /// A value with references, or with white space that counts as a space.
    private mutating func rewrittenValue(to quote: UInt8, of attribute: Int32?) -> Bool {
        var value: [UInt8] = []
        while at.pointee != quote {
            let begin = at
            switch at.pointee {
            case UInt8(ascii: "&"):
                guard let character = reference() else { return false }
                value += character
            case UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "\t"):
                at += at.pointee == UInt8(ascii: "\r") && at[1] == UInt8(ascii: "\n") ? 2 : 1
                value.append(32)
            default:
                guard at.pointee != UInt8(ascii: "<"), skipCharacter() else { return false }
                value += UnsafeBufferPointer(start: begin, count: at - begin)
            }
        }
        at += 1
        guard value.count <= limits.textBytes else { return false }
        if let attribute { arena.pointee.addAttribute(attribute, value, value.count) }
        return true
    }
}

// MARK: - Text

extension PlainParser {
    private mutating func text() -> Bool {
        let begin = at
        skipBlanks()
        let node = arena.pointee.nodes[Int(arena.pointee.current)]
        let isBlank = at.pointee == UInt8(ascii: "<")
        if node.isAfterChild { return isBlank }
        // The arena drops blanks before the first child anyhow.
        if isBlank, !node.hasText, kinds.has(ByteKinds.nameStart, at[1]) {
            blanks = (begin, at - begin)
            return true
        }
        at = begin
        while at.pointee != UInt8(ascii: "<") { guard piece() else { return false } }
        return true
    }

    /// A run of characters that stand for themselves, or one that does not.
    private mutating func piece() -> Bool {
        let begin = at
        skipPlainText()
        guard at == begin else { return add(begin, at - begin) }
        switch at.pointee {
        case UInt8(ascii: "&"): return reference().map { add($0, $0.count) } ?? false
        case UInt8(ascii: "\r"): return lineBreak()
        default: return false
        }
    }

    private mutating func skipPlainText() {
        while true {
            while kinds.has(ByteKinds.plainText, at.pointee) { at += 1 }
            if at.pointee == UInt8(ascii: "]"), at[1] != UInt8(ascii: "]") || at[2] != UInt8(ascii: ">") {
                at += 1
            } else if at.pointee < 128 || !skipSequence() {
                return
            }
        }
    }

    private mutating func foreignText() -> Bool {
        while at.pointee != UInt8(ascii: "<") {
            let begin = at
            skipPlainText()
            if at.pointee == UInt8(ascii: "&") {
                guard reference() != nil else { return false }
            } else if at.pointee == UInt8(ascii: "\r") {
                at += 1
            } else if at == begin {
                return false
            }
        }
        return true
    }

    private mutating func add(_ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let known = Int(arena.pointee.nodes[Int(arena.pointee.current)].textLength)
        guard known + length <= limits.textBytes else { return false }
        arena.pointee.addText(text, length)
        return true
    }

    /// XML knows one line break only.
    private mutating func lineBreak() -> Bool {
        at += at[1] == UInt8(ascii: "\n") ? 2 : 1
        return add([UInt8(ascii: "\n")], 1)
    }

    /// The character that a reference at an ampersand stands for.
    private mutating func reference() -> [UInt8]? {
        for (spelling, character) in Self.references where memcmp(at, spelling.utf8Start, spelling.utf8CodeUnitCount) == 0 {
            at += spelling.utf8CodeUnitCount
            return [character]
        }
        return number()
    }

    private static let references: [(StaticString, UInt8)] = [
        ("&amp;", 0x26), ("&lt;", 0x3C), ("&gt;", 0x3E), ("&quot;", 0x22), ("&apos;", 0x27),
    ]

    /// A character by its number, `&#233;` or `&#xE9;`, of eight digits at most.
    private mutating func number() -> [UInt8]? {
        guard at[1] == UInt8(ascii: "#") else { return nil }
        let isHexadecimal = at[2] == UInt8(ascii: "x")
        var place = at + (isHexadecimal ? 3 : 2)
        let digits = place
        var value: UInt32 = 0
        while place - digits <= 8, let digit = Self.digit(place.pointee, isHexadecimal) {
            value = value &* (isHexadecimal ? 16 : 10) &+ digit
            place += 1
        }
        guard place > digits, place - digits <= 8, place.pointee == UInt8(ascii: ";"), Self.isAllowed(value),
            let scalar = Unicode.Scalar(value)
        else { return nil }
        at = place + 1
        return UTF8.encode(scalar).map(Array.init)
    }

    private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46 where isHexadecimal, 0x61...0x66 where isHexadecimal: UInt32(byte & 0xDF) - 0x37
        default: nil
        }
    }

    /// XML's `Char`; surrogates are no scalars.
    private static func isAllowed(_ value: UInt32) -> Bool {
        value == 9 || value == 10 || value == 13 || value >= 32 && value & 0xFFFF_FFFE != 0xFFFE
    }

    /// A right sequence of several bytes.
    private mutating func skipSequence() -> Bool {
        guard at.pointee >= 128 else { return false }
        let length = UTF8Text.sequenceLength(UnsafeBufferPointer(start: at, count: min(4, end - at)), at: 0)
        at += length
        return length > 0
    }
}

// MARK: - Comments and CDATA

extension PlainParser {
    private mutating func comment() -> Bool {
        guard at[3] == UInt8(ascii: "-") else { return false }
        let begin = at
        at += 4
        while !(at.pointee == UInt8(ascii: "-") && at[1] == UInt8(ascii: "-")) { guard skipCharacter() else { return false } }
        guard at[2] == UInt8(ascii: ">"), at - begin < Self.longestComment else { return false }
        at += 3
        return true
    }

    private mutating func cdata() -> Bool {
        guard memcmp(at, "<![CDATA[", 9) == 0, isForeign || !arena.pointee.nodes[Int(arena.pointee.current)].isAfterChild else {
            return false
        }
        at += 9
        let begin = at
        while !(at.pointee == UInt8(ascii: "]") && at[1] == UInt8(ascii: "]") && at[2] == UInt8(ascii: ">")) {
            guard at.pointee != UInt8(ascii: "\r"), skipCharacter() else { return false }
        }
        guard at == begin || isForeign || add(begin, at - begin) else { return false }
        at += 3
        return true
    }

    private mutating func skipCharacter() -> Bool {
        if at.pointee >= 128 { return skipSequence() }
        guard at.pointee >= 32 || kinds.has(ByteKinds.blank, at.pointee) else { return false }
        at += 1
        return true
    }
}
