import Compression
import Glibc

/// Finds the root element, past declarations, comments, and whatever was put in front of it by mistake.
struct Prolog {
    /// How far into the file the root is looked for.
    private static let reach = 1024 * 1024

    private let window: Window
    private let roots: [String: String]
    private let scanner: RecordScanner
    private var cursor = 0
    private var firstOther: String?
    private var hasText = false
    private(set) var problems: [XMLProblem] = []

    /// What the scanner needs to know to go on.
    struct Found {
        let root: RootElement
        let record: String
        /// Where the records begin.
        let end: Int
        /// False when the root has no start tag of its own, or is empty.
        let isOpen: Bool
    }

    init(_ window: Window, roots: [String: String]) {
        self.window = window
        self.roots = roots
        scanner = RecordScanner(window, record: "", root: "", recordBytes: Self.reach, from: 0)
    }

    /// The root's start tag, or the first record where there is no root; throws what the file is instead.
    mutating func find() throws -> Found {
        if let reason = Sniffer.reason(window.bytes(0..<window.end)) { throw reason }
        while try nextMark() {
            if let found = try look(at: cursor) { return found }
        }
        if let name = firstOther { throw ReadError.Reason.otherRoot(name) }
        throw ReadError.Reason.notXML
    }

    private mutating func nextMark() throws -> Bool {
        while cursor < Self.reach, try window.require(cursor + 1) {
            let byte = window[cursor]
            if byte == 0x3C {
                _ = try window.require(cursor + 256)
                return true
            }
            if byte > 32 || byte == 0 { hasText = true }
            cursor += 1
        }
        return false
    }

    private mutating func look(at mark: Int) throws -> Found? {
        if window[mark + 1] == 0x21 || window[mark + 1] == 0x3F {
            cursor = try scanner.passMarkup(at: mark, limit: mark + Self.reach, insideRecord: false) ?? mark + 1
            try note(scanner.drainDoctypes())
            return nil
        }
        cursor = mark + 1
        guard let lexer = TagLexer(window.bytes(mark..<window.end), at: 0) else { return nil }
        return try element(String(decoding: window.bytes(mark + 1..<mark + lexer.name.upperBound), as: UTF8.self), at: mark)
    }

    private mutating func note(_ doctypes: [Doctype]) throws {
        for doctype in doctypes {
            if doctype.name.lowercased() == "html" { throw ReadError.Reason.html }
            problems.append(.doctype(doctype, line: doctype.line))
        }
    }

    private mutating func element(_ name: String, at mark: Int) throws -> Found? {
        if let record = roots[name] { return try root(name, record: record, at: mark) }
        if let pair = roots.first(where: { $0.value == name }) { return bare(pair, at: mark) }
        if firstOther == nil, name.lowercased() == "html" { throw ReadError.Reason.html }
        firstOther = firstOther ?? XMLProblem.tidy(name)
        return nil
    }

    private mutating func root(_ name: String, record: String, at mark: Int) throws -> Found {
        let line = window.line(at: mark)
        noteWhatStandsBefore(name, line: line)
        let tag = try RootTag(name: name, at: mark, line: line, in: window)
        if tag.isDamaged { problems.append(.rootDamaged(name, line: line)) }
        return Found(root: tag.element, record: record, end: tag.end, isOpen: !tag.isEmpty)
    }

    private mutating func bare(_ pair: (key: String, value: String), at mark: Int) -> Found {
        let line = window.line(at: mark)
        problems.append(
            XMLProblem(
                .error, "root-missing", line: line,
                "The start tag <\(pair.key)> is missing before the first <\(pair.value)>; write it, with its version attribute."))
        return Found(root: RootElement(name: pair.key, attributes: [], line: line), record: pair.value, end: mark, isOpen: false)
    }

    private mutating func noteWhatStandsBefore(_ name: String, line: Int) {
        if let other = firstOther {
            problems.append(
                XMLProblem("root-nested", line: line, "<\(name)> stands inside <\(other)>; publish it as the root element of the file."))
        } else if hasText {
            problems.append(XMLProblem("junk-before-root", line: line, "Text stands before <\(name)>; remove it."))
        }
    }
}

/// The root's start tag, read as far as damage allows.
struct RootTag {
    /// Longest start tag that is looked for.
    private static let limit = 256 * 1024

    let element: RootElement
    /// Where the root's content begins.
    let end: Int
    let isEmpty: Bool
    let isDamaged: Bool

    init(name: String, at mark: Int, line: Int, in window: Window) throws(FileError) {
        _ = try window.require(mark + Self.limit)
        let bytes = window.bytes(mark..<min(window.end, mark + Self.limit))
        var attributes: [(name: String, value: String)] = []
        let close = Self.read(bytes, into: &attributes)
        element = RootElement(name: name, attributes: attributes, line: line)
        isDamaged = close == nil
        isEmpty = close?.isEmpty ?? false
        end = mark + (close?.end ?? 1 + name.utf8.count)
    }

    private static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, into attributes: inout [(name: String, value: String)]
    ) -> (end: Int, isEmpty: Bool)? {
        guard var lexer = TagLexer(bytes, at: 0) else { return nil }
        while true {
            switch lexer.next() {
            case .attribute(let name, let value):
                let name = String(decoding: UnsafeBufferPointer(rebasing: bytes[name]), as: UTF8.self)
                attributes.append((name, AttributeText.decoded(UnsafeBufferPointer(rebasing: bytes[value]))))
            case .close(let end, let isEmpty): return (end, isEmpty)
            case .unfinished, .malformed: return nil
            }
        }
    }
}

/// An attribute's value with its references resolved: predefined entities and characters, no others.
enum AttributeText {
    static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var text = ""
        var rest = Substring(String(decoding: bytes, as: UTF8.self))
        while let mark = rest.firstIndex(of: "&") {
            text += rest[..<mark]
            rest = rest[mark...]
            guard let end = rest.prefix(16).firstIndex(of: ";"), let value = reference(rest[rest.index(after: mark)..<end]) else {
                text += "&"
                rest = rest.dropFirst()
                continue
            }
            text += value
            rest = rest[rest.index(after: end)...]
        }
        return text + rest
    }

    private static func reference(_ name: Substring) -> String? {
        if let value = predefined[String(name)] { return value }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }

    private static let predefined = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
}
