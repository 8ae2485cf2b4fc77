import Compression
import Glibc

/// A document that a machine wrote, as a flat sequence of tags and texts: nothing is nested, nothing is kept but the present token.
///
/// Names are told without their prefixes. Predefined entities and character references are resolved, others left as they stand; bytes
/// that are no UTF-8 become U+FFFD. A document type declaration is refused: none of these formats has one. One thread at a time.
public final class MarkupReader {
    public enum Token: Sendable {
        case start
        /// Also follows the start of an element that closes itself.
        case end
        case text
    }

    /// Why the document ends before its end.
    public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
        /// Line in the document, counted from 1.
        public let line: Int
        public let explanation: String
        public var description: String { "line \(line): \(explanation)" }
    }

    /// Longest tag, and longest stretch of text that comes as one token.
    private static let tagBytes = 256 << 10
    private static let textBytes = 64 << 20

    private let source: ByteSource
    private let window: Window
    private var cursor = 0
    private var name = 0..<0
    private var attributes = 0..<0
    private var text = 0..<0
    private var isRaw = false
    private var closesItself = false
    private var scratch: [UInt8] = []
    private var attributeScratch: [UInt8] = []
    /// Elements that are open.
    public private(set) var depth = 0

    public init(_ source: ByteSource) throws(FileError) {
        self.source = source
        window = try Window(source)
    }

    /// What the bytes themselves suffered, once they have ended.
    public var fault: ByteSource.Fault? { source.fault }

    /// The next token, nil at the end.
    public func next() throws(Failure) -> Token? {
        do {
            return try step()
        } catch let failure as Failure {
            throw failure
        } catch {
            throw failure("it cannot be read on")
        }
    }

    /// Whether the present tag has this name, whatever its prefix.
    public func isNamed(_ wanted: StaticString) -> Bool { Self.same(window.bytes(name), wanted) }

    /// The value of an attribute of the present start tag, nil when it is absent; the bytes are lent for the call only.
    ///
    /// - Parameter prefixed: asks for the name behind some prefix, whichever it is.
    public func withAttribute<Result>(
        _ wanted: StaticString, prefixed: Bool = false, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result? {
        guard let value = attribute(wanted, prefixed) else { return nil }
        let bytes = window.bytes(value)
        if Self.isPlain(bytes) { return try body(bytes) }
        Self.resolve(bytes, into: &attributeScratch)
        return try attributeScratch.withUnsafeBufferPointer { try body($0) }
    }

    public func attribute(_ wanted: StaticString, prefixed: Bool = false) -> String? {
        withAttribute(wanted, prefixed: prefixed) { String(decoding: $0, as: UTF8.self) }
    }

    /// The present text as UTF-8; the bytes are lent for the call only.
    public func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        let bytes = window.bytes(text)
        if Self.isPlain(bytes) { return try body(bytes) }
        Self.resolve(bytes, into: &scratch, isRaw: isRaw)
        return try scratch.withUnsafeBufferPointer { try body($0) }
    }

    // MARK: Tokens

    private func step() throws -> Token? {
        if closesItself {
            closesItself = false
            depth -= 1
            return .end
        }
        while true {
            window.keep = cursor
            (name, attributes) = (cursor..<cursor, cursor..<cursor)
            guard try window.require(cursor + 1) else { return nil }
            if window[cursor] != 0x3C { return try readText() }
            _ = try window.require(cursor + 9)
            switch window[cursor + 1] {
            case 0x21:
                if try passDeclaration() { return .text }
            case 0x3F: try pass(until: "?>", from: cursor + 2)
            case 0x2F: return try endTag()
            default: return try startTag()
            }
        }
    }

    private func readText() throws -> Token {
        isRaw = false
        text = cursor..<(try window.find(0x3C, from: cursor, limit: cursor + Self.textBytes) ?? min(window.end, cursor + Self.textBytes))
        cursor = text.upperBound
        return .text
    }

    private func startTag() throws -> Token {
        guard let close = try tagEnd(), TagLexer.startsName(window[cursor + 1]) else { throw failure("a tag is not well-formed") }
        closesItself = window[close - 1] == 0x2F
        setName(from: cursor + 1, to: close)
        attributes = name.upperBound..<(closesItself ? close - 1 : close)
        cursor = close + 1
        depth += 1
        return .start
    }

    private func endTag() throws -> Token {
        guard let close = try window.find(0x3E, from: cursor, limit: cursor + Self.tagBytes) else { throw failure("a tag has no end") }
        setName(from: cursor + 2, to: close)
        cursor = close + 1
        depth -= 1
        return .end
    }

    private func setName(from start: Int, to limit: Int) {
        var end = start
        var local = start
        while end < limit, TagLexer.isName(window[end]) {
            end += 1
            if window[end - 1] == UInt8(ascii: ":") { local = end }
        }
        name = local..<end
    }

    /// The place of the `>` that stands in no quotes.
    private func tagEnd() throws -> Int? {
        var position = cursor + 1
        let limit = cursor + Self.tagBytes
        var quote: UInt8 = 0
        while position < limit {
            guard try window.require(position + 1) else { return nil }
            let stop = min(window.end, limit)
            let base = window.pointer(at: position)
            var index = 0
            while index < stop - position {
                let byte = base[index]
                if quote != 0 {
                    if byte == quote { quote = 0 }
                } else if byte == 0x3E {
                    return position + index
                } else if byte == 0x22 || byte == 0x27 {
                    quote = byte
                } else if byte == 0x3C {
                    return nil
                }
                index += 1
            }
            position = stop
        }
        return nil
    }

    /// True for a CDATA section, which is text.
    private func passDeclaration() throws -> Bool {
        if starts("<!--") {
            try pass(until: "-->", from: cursor + 4)
            return false
        }
        guard starts("<![CDATA[") else { throw failure("it has a document type declaration, which this format does not allow") }
        let start = cursor + 9
        try pass(until: "]]>", from: start, isHeld: true)
        text = start..<cursor - 3
        isRaw = true
        return true
    }

    private func starts(_ text: StaticString) -> Bool {
        window.end - cursor >= text.utf8CodeUnitCount && memcmp(window.pointer(at: cursor), text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    private func pass(until end: StaticString, from start: Int, isHeld: Bool = false) throws {
        let length = end.utf8CodeUnitCount
        var position = start
        while let found = try window.find(0x3E, from: position, limit: isHeld ? start + Self.textBytes : .max) {
            position = found + 1
            if position - length >= start, memcmp(window.pointer(at: position - length), end.utf8Start, length) == 0 {
                cursor = position
                return
            }
            if !isHeld { window.keep = max(window.keep, position - length) }
        }
        throw failure("a section has no end")
    }

    private func failure(_ explanation: String) -> Failure {
        Failure(line: window.line(at: max(window.keep, min(cursor, window.end))), explanation: explanation)
    }

    // MARK: Attributes

    private func attribute(_ wanted: StaticString, _ prefixed: Bool) -> Range<Int>? {
        let bytes = window.bytes(attributes)
        guard let base = bytes.baseAddress else { return nil }
        var position = 0
        while position < bytes.count {
            while position < bytes.count, base[position] <= 0x20 { position += 1 }
            let start = position
            var local = position
            while position < bytes.count, base[position] != 0x3D, base[position] > 0x20 {
                position += 1
                if base[position - 1] == UInt8(ascii: ":") { local = position }
            }
            let name = UnsafeBufferPointer(start: base + local, count: position - local)
            let isWanted = (local > start) == prefixed && Self.same(name, wanted)
            while position < bytes.count, base[position] != 0x22, base[position] != 0x27 { position += 1 }
            guard position + 1 < bytes.count, let end = memchr(base + position + 1, Int32(base[position]), bytes.count - position - 1)
            else {
                return nil
            }
            let value = position + 1..<UnsafeRawPointer(end) - UnsafeRawPointer(base)
            if isWanted { return attributes.lowerBound + value.lowerBound..<attributes.lowerBound + value.upperBound }
            position = value.upperBound + 1
        }
        return nil
    }

    // MARK: Bytes

    private static func same(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
        bytes.count == text.utf8CodeUnitCount && (bytes.isEmpty || memcmp(bytes.baseAddress!, text.utf8Start, bytes.count) == 0)
    }

    /// ASCII without references, controls and carriage returns.
    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes where byte >= 0x80 || byte == 0x26 || byte < 0x20 && byte != 0x09 && byte != 0x0A { return false }
        return true
    }

    private static func resolve(_ bytes: UnsafeBufferPointer<UInt8>, into result: inout [UInt8], isRaw: Bool = false) {
        result.removeAll(keepingCapacity: true)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x26, !isRaw, let reference = Self.reference(bytes, index) {
                result.append(contentsOf: String(Character(reference.scalar)).utf8)
                index += reference.length
            } else if byte == 0x0D {
                if index + 1 == bytes.count || bytes[index + 1] != 0x0A { result.append(0x0A) }
                index += 1
            } else if byte < 0x80 {
                if byte >= 0x20 || byte == 0x09 || byte == 0x0A { result.append(byte) }
                index += 1
            } else {
                let length = UTF8Text.sequenceLength(bytes, at: index)
                if length == 0 {
                    result.append(contentsOf: [0xEF, 0xBF, 0xBD])
                } else {
                    result.append(contentsOf: bytes[index..<index + length])
                }
                index += max(length, 1)
            }
        }
    }

    /// The character that `&...;` stands for, nil when it stands for none that may be in a text.
    private static func reference(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> (scalar: Unicode.Scalar, length: Int)? {
        guard let end = bytes[start..<min(bytes.count, start + 16)].firstIndex(of: 0x3B) else { return nil }
        let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
        guard let scalar = predefined[name] ?? numbered(name) else { return nil }
        return (scalar, end + 1 - start)
    }

    private static func numbered(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let number, number >= 0x20 || number == 9 || number == 10 || number == 13 else { return nil }
        return Unicode.Scalar(number)
    }

    private static let predefined: [String: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
}
