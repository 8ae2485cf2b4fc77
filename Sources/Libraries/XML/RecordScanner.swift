import Compression
import Glibc

/// Finds where records begin and end in the decoded bytes, passing over comments, CDATA and instructions.
final class RecordScanner {
    enum Token {
        case recordStart(Int)
        /// The end tag, from its `<` to after its `>`.
        case recordEnd(Range<Int>)
        case rootStart(Int)
        case rootEnd(Range<Int>)
        /// The record held in memory is longer than allowed.
        case overrun
        case endOfStream
    }

    /// A comment, CDATA section or instruction without an end, to be read as text.
    struct Unterminated {
        let line: Int
        let opener: String
    }

    /// Junk is passed over in steps, so that it need not be in memory.
    private static let junkStep = 256 * 1024
    private static let mostNotes = 1000

    let window: Window
    private let names: Names
    private let recordBytes: Int
    private var sections: [Section] = [.comment, .cdata, .instruction]
    /// Where scanning goes on.
    private(set) var cursor: Int
    /// Where something stood between records that is neither white space nor markup to pass over.
    private var junkLine: Int?
    private var isForeign = false
    /// Each look for the end of a declaration may read far ahead.
    private var failedDoctypes = 0
    /// Declarations met between records.
    private(set) var doctypes: [Doctype] = []
    private(set) var unterminated: [Unterminated] = []

    init(_ window: Window, record: String, root: String, recordBytes: Int, from cursor: Int) {
        self.window = window
        names = Names(record: record, root: root)
        self.recordBytes = recordBytes
        self.cursor = cursor
    }

    /// Goes on from an offset outside any record.
    func resume(at offset: Int) {
        cursor = offset
        window.keep = offset
        isForeign = false
    }

    /// Goes on from an offset inside a record, behind its start tag's name.
    func enter(at offset: Int) { cursor = offset }

    func takeJunkLine() -> Int? {
        defer { junkLine = nil }
        return junkLine
    }

    func drainUnterminated() -> [Unterminated] {
        defer { unterminated = [] }
        return unterminated
    }

    func drainDoctypes() -> [Doctype] {
        defer { doctypes = [] }
        return doctypes
    }

    // MARK: Inside a record

    /// The next tag that can end the record which starts at `start`; nil holds nothing in memory.
    func nextInside(record start: Int, isHeld: Bool) throws(FileError) -> Token {
        while true {
            window.keep = isHeld ? start : cursor
            guard let mark = findMark() else {
                if isHeld, window.end - start > recordBytes { return .overrun }
                if window.isAtEnd { return .endOfStream }
                _ = try window.extend()
                continue
            }
            cursor = mark
            if !isHeld { window.keep = mark }
            let limit = (isHeld ? start : mark) + recordBytes
            if let token = try inspect(mark, limit: limit) { return token }
        }
    }

    /// The next `<` that may matter, among the bytes in memory.
    private func findMark() -> Int? {
        let end = window.pointer(at: window.end)
        let (first, second) = names.firsts
        var position = window.pointer(at: cursor)
        // Beyond this point a name may be cut off by the end of the bytes in memory.
        let safe = window.isAtEnd ? end : end - min(names.lookAhead, window.end - cursor)
        while position < safe, let found = memchr(position, 0x3C, safe - position) {
            let mark = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
            let isEndTag = mark[1] == 0x2F
            let next = isEndTag ? mark[2] : mark[1]
            if next == first || next == second || !isEndTag && (next == 0x21 || next == 0x3F) {
                return cursor + (mark - window.pointer(at: cursor))
            }
            position = mark + 1
        }
        cursor = max(cursor, cursor + (safe - window.pointer(at: cursor)))
        return nil
    }

    private func inspect(_ mark: Int, limit: Int) throws(FileError) -> Token? {
        switch window[mark + 1] {
        case 0x21, 0x3F:
            cursor = try passMarkup(at: mark, limit: limit, insideRecord: true) ?? mark + 1
            return nil
        case 0x2F: return try endTag(mark)
        default: return try startTag(mark)
        }
    }

    private func startTag(_ mark: Int) throws(FileError) -> Token? {
        cursor = mark + 1
        guard let kind = names.start(window.pointer(at: mark)), try !isQuoted(mark) else { return nil }
        return kind == .record ? .recordStart(mark) : .rootStart(mark)
    }

    private func endTag(_ mark: Int) throws(FileError) -> Token? {
        cursor = mark + 1
        guard let kind = names.end(window.pointer(at: mark)) else { return nil }
        var close = mark + names.endLength(kind)
        while try window.require(close + 1), window[close] <= 32, close < mark + 4096 { close += 1 }
        guard close < window.end, window[close] == UInt8(ascii: ">"), try !isQuoted(mark) else { return nil }
        cursor = close + 1
        return kind == .record ? .recordEnd(mark..<close + 1) : .rootEnd(mark..<close + 1)
    }

    /// Whether a tag stands inside the quotes of an attribute of the tag before it.
    private func isQuoted(_ mark: Int) throws(FileError) -> Bool {
        let floor = max(window.keep, mark - 16 * 1024)
        guard floor < mark, let distance = ByteSearch.last(0x3C, in: window.pointer(at: floor), count: mark - floor) else { return false }
        let start = floor + distance
        guard TagLexer.startsName(window[start + 1]), window.search(UInt8(ascii: "="), start..<mark) != nil else { return false }
        _ = try window.require(mark + 16 * 1024)
        guard var lexer = TagLexer(window.bytes(start..<min(window.end, mark + 16 * 1024)), at: 0) else { return false }
        return lexer.hasValue(around: mark - start)
    }

    // MARK: Between records

    /// The next tag of a record or the root; other things are passed over, and noted if they do not belong there.
    func nextOutside() throws(FileError) -> Token {
        while true {
            try skipSpace()
            window.keep = cursor
            guard try window.require(cursor + 1) else { return .endOfStream }
            _ = try window.require(cursor + names.lookAhead)
            if let token = try outside(at: cursor) { return token }
        }
    }

    private func outside(at mark: Int) throws(FileError) -> Token? {
        guard window[mark] == 0x3C else {
            note(mark)
            let limit = mark + Self.junkStep
            cursor = try window.find(0x3C, from: mark, limit: limit) ?? min(limit, window.end)
            return nil
        }
        if window[mark + 1] == 0x21 || window[mark + 1] == 0x3F {
            if let end = try passMarkup(at: mark, limit: mark + recordBytes, insideRecord: false) {
                cursor = end
                return nil
            }
        } else if let token = try window[mark + 1] == 0x2F ? endTag(mark) : startTag(mark) {
            return token
        }
        if isPrefixed(mark) { isForeign = true }
        note(mark)
        cursor = mark + 1
        return nil
    }

    private func note(_ offset: Int) {
        if junkLine == nil, !isForeign { junkLine = window.line(at: offset) }
    }

    /// Elements of another namespace may stand beside the records.
    private func isPrefixed(_ mark: Int) -> Bool {
        guard let lexer = TagLexer(window.bytes(mark..<window.end), at: 0) else { return false }
        return window.search(UInt8(ascii: ":"), mark + lexer.name.lowerBound..<mark + lexer.name.upperBound) != nil
    }

    /// White space, and the byte order marks of files put one behind the other.
    func skipSpace() throws(FileError) {
        while try window.require(cursor + 1) {
            cursor += window.bytes(cursor..<window.end).firstIndex { $0 > 32 || $0 == 0 } ?? window.end - cursor
            window.keep = cursor
            guard cursor < window.end else { continue }
            if window[cursor] == 0xEF, try window.require(cursor + 3), window[cursor + 1] == 0xBB, window[cursor + 2] == 0xBF {
                cursor += 3
            } else {
                return
            }
        }
    }

    // MARK: Comments, CDATA, instructions, document types

    /// The end of the markup at `<!` or `<?`; nil when it has none and is to be read as text.
    func passMarkup(at mark: Int, limit: Int, insideRecord: Bool) throws(FileError) -> Int? {
        _ = try window.require(mark + 9)
        if let index = sections.firstIndex(where: { $0.opens(window.pointer(at: mark)) }) {
            let end = try sections[index].end(from: mark, limit: limit, in: window, names: names)
            if end == nil, unterminated.count < Self.mostNotes {
                unterminated.append(Unterminated(line: window.line(at: mark), opener: sections[index].openerText))
            }
            return end
        }
        guard !insideRecord, failedDoctypes < 16, Doctype.opens(window.pointer(at: mark)) else { return nil }
        guard let doctype = try Doctype(at: mark, in: window) else {
            failedDoctypes += 1
            return nil
        }
        if doctypes.count < Self.mostNotes { doctypes.append(doctype) }
        return doctype.end
    }
}
