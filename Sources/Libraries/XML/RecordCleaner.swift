import Glibc

/// Makes a damaged record fit for a parser without changing its lines: what cannot stand in XML is replaced or removed.
struct RecordCleaner {
    private let text: UnsafeBufferPointer<UInt8>
    private let limits: Limits
    private var output: [UInt8] = []
    private var position = 0
    private var notes: CleaningNotes
    /// Offsets from which on no comment, CDATA section or instruction ends.
    private var endless: [String: Int] = [:]
    /// Bytes of tags that turned out to be none; too many of them are an attack.
    private var wasted = 0

    /// The cleaned bytes and what was done to them; nil when it is hopeless.
    static func clean(_ record: RawRecord, _ limits: Limits) -> (bytes: [UInt8], problems: [XMLProblem])? {
        record.bytes.withUnsafeBufferPointer { text in
            var cleaner = RecordCleaner(text, record.line, limits)
            return cleaner.run() ? (cleaner.output, cleaner.notes.problems) : nil
        }
    }

    private init(_ text: UnsafeBufferPointer<UInt8>, _ line: Int, _ limits: Limits) {
        self.text = text
        self.limits = limits
        notes = CleaningNotes(text, line)
        output.reserveCapacity(text.count + text.count / 16)
    }

    private mutating func run() -> Bool {
        while position < text.count {
            plain(to: text.count)
            guard position < text.count else { break }
            if text[position] == UInt8(ascii: "<") { markup() } else { character() }
            if wasted > 4 * text.count + 1024 * 1024 { return false }
        }
        return true
    }

    // MARK: Markup

    private mutating func markup() {
        if opens("<!--") { return drop("<!--", until: "-->") }
        if opens("<?") { return drop("<?", until: "?>") }
        if opens("<![CDATA[") { return cdata() }
        if opens("</") ? endTag() : startTag() { return }
        notes.add(looksLikeTag ? .damagedTag : .bareLess, at: position)
        literal()
    }

    /// Whether a name and something like an attribute follow, as in a tag whose quotes are wrong.
    private var looksLikeTag: Bool {
        guard let lexer = TagLexer(text, at: position) else { return false }
        let rest = text[lexer.name.upperBound...].drop { $0 <= 32 }
        let value = rest.drop { TagLexer.isName($0) }
        return value.startIndex > rest.startIndex && value.first == UInt8(ascii: "=")
    }

    /// A `<` that begins nothing.
    private mutating func literal() {
        output += Array("&lt;".utf8)
        position += 1
    }

    private func opens(_ opener: StaticString) -> Bool {
        let count = opener.utf8CodeUnitCount
        return position + count <= text.count && memcmp(text.baseAddress! + position, opener.utf8Start, count) == 0
    }

    /// Comments and instructions are not part of the tree.
    private mutating func drop(_ opener: StaticString, until closer: StaticString) {
        guard let end = find(closer, from: position + opener.utf8CodeUnitCount) else { return unterminated() }
        let content = position + opener.utf8CodeUnitCount..<end - closer.utf8CodeUnitCount
        if closer.utf8CodeUnitCount == 3 ? hasHyphens(content) : isReserved(content) { notes.add(.misused, at: position) }
        keepLines(position..<end)
        position = end
    }

    private func hasHyphens(_ content: Range<Int>) -> Bool {
        guard let last = content.last else { return false }
        return text[last] == UInt8(ascii: "-") || zip(content, content.dropFirst()).contains { text[$0] == 0x2D && text[$1] == 0x2D }
    }

    /// Instructions need a name, and `xml` is none.
    private func isReserved(_ content: Range<Int>) -> Bool {
        let name = String(decoding: text[content].prefix { TagLexer.isName($0) }, as: UTF8.self)
        return name.isEmpty || name.lowercased() == "xml"
    }

    private mutating func unterminated() {
        notes.add(.unterminated, at: position)
        literal()
    }

    private mutating func cdata() {
        let start = position + 9
        guard let end = find("]]>", from: start) else { return unterminated() }
        let content = start..<end - 3
        let kept = kept(content)
        output += Array("<![CDATA[".utf8)
        position = content.lowerBound
        while position < kept {
            plain(to: kept)
            if position < kept { character(isLiteral: true) }
        }
        output += Array("]]>".utf8)
        keepLines(kept..<end)
        position = end
    }

    private mutating func endTag() -> Bool {
        var end = position + 2
        guard end < text.count, TagLexer.startsName(text[end]) else { return false }
        while end < text.count, TagLexer.isName(text[end]) { end += 1 }
        while end < text.count, text[end] <= 32 { end += 1 }
        guard end < text.count, text[end] == UInt8(ascii: ">") else { return false }
        copyTag(to: end + 1)
        return true
    }

    private mutating func startTag() -> Bool {
        guard var lexer = TagLexer(text, at: position) else { return false }
        var values: [Range<Int>] = []
        while true {
            switch lexer.next() {
            case .attribute(_, let value): values.append(value)
            case .close(let end, _):
                for value in values { self.value(value) }
                copyTag(to: end)
                return true
            case .unfinished, .malformed:
                wasted += lexer.position - position
                return false
            }
        }
    }

    private mutating func value(_ range: Range<Int>) {
        copyTag(to: range.lowerBound)
        let kept = kept(range)
        while position < kept {
            plain(to: kept)
            guard position < kept else { break }
            if text[position] == UInt8(ascii: "<") {
                notes.add(.bareLess, at: position)
                literal()
            } else {
                character()
            }
        }
        guard kept < range.upperBound else { return }
        output.append(text[range.upperBound])
        keepLines(kept..<range.upperBound)
        position = range.upperBound + 1
    }

    /// Where a text that is too long is cut.
    private mutating func kept(_ range: Range<Int>) -> Int {
        guard range.count > limits.textBytes else { return range.upperBound }
        notes.add(.tooLong(limits.textBytes), at: range.lowerBound)
        return range.lowerBound + UTF8Text.prefixLength(text.baseAddress! + range.lowerBound, range.count, atMost: limits.textBytes)
    }

    private mutating func copyTag(to end: Int) {
        while position < end {
            let byte = text[position]
            if byte < 32, byte != 9, byte != 10, byte != 13 { notes.add(.control, at: position) }
            output.append(byte < 32 && byte != 10 && byte != 13 ? 32 : byte)
            position += 1
        }
    }

    private mutating func keepLines(_ range: Range<Int>) {
        for byte in text[range] where byte == 10 || byte == 13 { output.append(byte) }
    }

    /// The offset after the next closer; the search is not repeated where it must fail.
    private mutating func find(_ closer: StaticString, from start: Int) -> Int? {
        let key = closer.description
        guard start < text.count, start < endless[key] ?? .max else { return nil }
        let wanted = UnsafeBufferPointer(start: closer.utf8Start, count: closer.utf8CodeUnitCount)
        guard let found = ByteSearch.first(wanted, in: text.baseAddress! + start, count: text.count - start) else {
            endless[key] = start
            return nil
        }
        return start + found + wanted.count
    }

    // MARK: Characters

    /// Copies up to the next byte that needs a look.
    private mutating func plain(to end: Int) {
        let start = position
        while position < end, Self.isPlain[Int(text[position])] { position += 1 }
        output += UnsafeBufferPointer(rebasing: text[start..<position])
    }

    private static let isPlain: [Bool] = (0..<256).map { (byte: Int) -> Bool in
        let special: [Int] = [0x26, 0x3C, 0x5D]
        let space: [Int] = [9, 10, 13]
        return space.contains(byte) || (32..<128).contains(byte) && !special.contains(byte)
    }

    /// One character of text or of an attribute's value.
    private mutating func character(isLiteral: Bool = false) {
        switch text[position] {
        case UInt8(ascii: "&") where !isLiteral: reference()
        case UInt8(ascii: "]") where !isLiteral && opens("]]>"):
            replace(with: Array("]]&gt;".utf8), .strayCDATAEnd, length: 3)
        case 9, 10, 13, 32..<128: copy(1)
        case 0..<32: replace(with: [32], .control)
        default: sequence()
        }
    }

    private mutating func copy(_ count: Int) {
        output += text[position..<position + count]
        position += count
    }

    private mutating func replace(with bytes: [UInt8], _ note: CleaningNotes.Kind, length: Int = 1) {
        notes.add(note, at: position)
        output += bytes
        position += length
    }

    private mutating func sequence() {
        let length = UTF8Text.sequenceLength(text, at: position)
        if length > 0 { copy(length) } else { replace(with: [0xEF, 0xBF, 0xBD], .badUTF8) }
    }

    private mutating func reference() {
        let end = min(text.count, position + 66)
        let name = text[position + 1..<end].prefix { TagLexer.isName($0) || $0 == UInt8(ascii: "#") }
        guard !name.isEmpty, name.endIndex < end, text[name.endIndex] == UInt8(ascii: ";"), let kind = Reference(name) else {
            return replace(with: Array("&amp;".utf8), .bareAmpersand)
        }
        let length = name.count + 2
        switch kind {
        case .allowed: copy(length)
        case .forbidden: replace(with: [32], .control, length: length)
        case .unknown(let name): replace(with: [], .unknownEntity(name), length: length)
        }
    }
}
