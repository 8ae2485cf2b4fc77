import Compression
import Glibc

/// A document type declaration, passed over: what it declares is never used.
struct Doctype {
    /// The longest declaration that is looked for.
    private static let limit = 1024 * 1024

    let line: Int
    /// Offset after its `>`.
    let end: Int
    let name: String
    let declaresEntities: Bool

    /// Nil when the declaration that opens at the mark has no end.
    init?(at mark: Int, in window: Window) throws(FileError) {
        guard let end = try Self.end(from: mark + 9, in: window) else { return nil }
        line = window.line(at: mark)
        self.end = end
        declaresEntities = window.search(Array("<!ENTITY".utf8), mark..<end) != nil
        let name = window.bytes(mark + 9..<end).drop { $0 <= 32 }.prefix { TagLexer.isName($0) }
        self.name = String(decoding: name, as: UTF8.self)
    }

    static func opens(_ mark: UnsafePointer<UInt8>) -> Bool {
        strncasecmp("<!DOCTYPE", UnsafeRawPointer(mark).assumingMemoryBound(to: CChar.self), 9) == 0
    }

    /// The `>` outside quotes and the internal subset's brackets and comments; no tag may begin before it.
    private static func end(from start: Int, in window: Window) throws(FileError) -> Int? {
        var position = start
        var depth = 0
        while position < start + limit, try window.require(position + 1) {
            _ = try window.require(position + 4)
            if depth <= 0, window[position] == UInt8(ascii: "<") { return nil }
            switch window[position] {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">") where depth <= 0: return position + 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"):
                guard let last = try endOfQuote(at: position, limit: start + limit, in: window) else { return nil }
                position = last
            default: break
            }
            position += 1
        }
        return nil
    }

    /// The last byte of the quoted value or comment that begins here, or the byte itself where neither does.
    private static func endOfQuote(at position: Int, limit: Int, in window: Window) throws(FileError) -> Int? {
        if window[position] != UInt8(ascii: "<") { return try window.find(window[position], from: position + 1, limit: limit) }
        let isComment = memcmp(window.pointer(at: position), "<!--", 4) == 0
        return isComment ? try endOfComment(from: position + 4, limit: limit, in: window) : position
    }

    private static func endOfComment(from start: Int, limit: Int, in window: Window) throws(FileError) -> Int? {
        var position = start
        while let found = try window.find(UInt8(ascii: ">"), from: position, limit: limit) {
            if found >= start + 2, window[found - 1] == UInt8(ascii: "-"), window[found - 2] == UInt8(ascii: "-") { return found }
            position = found + 1
        }
        return nil
    }
}
