import Compression
import Glibc

/// A stretch that hides tags from the scanner: a comment, a CDATA section or an instruction.
///
/// One without an end must not swallow the rest of the file. It counts as text when no end comes within the limit, or when
/// what it would swallow shows that its end was forgotten.
struct Section {
    static let comment = Section(opener: "<!--", closer: ("-", "-"))
    static let cdata = Section(opener: "<![CDATA[", closer: ("]", "]"))
    static let instruction = Section(opener: "<?", closer: ("?", nil), reach: 64 * 1024)

    let openerText: String
    private let opener: [UInt8]
    /// The one or two bytes before the `>` that ends it.
    private let closer: (UInt8, UInt8?)
    private let reach: Int
    /// Offsets up to which no end is to be found, so that many openers do not search the same bytes.
    private var silentTo = 0
    /// The last record's end that was found to be swallowed, likewise.
    private var swallowed = -1

    private init(opener: String, closer: (Unicode.Scalar, Unicode.Scalar?), reach: Int = .max) {
        openerText = opener
        self.opener = Array(opener.utf8)
        self.closer = (UInt8(ascii: closer.0), closer.1.map { UInt8(ascii: $0) })
        self.reach = reach
    }

    func opens(_ mark: UnsafePointer<UInt8>) -> Bool { memcmp(mark, opener, opener.count) == 0 }

    /// The offset after the section's end, nil when it is to be read as text.
    mutating func end(from mark: Int, limit: Int, in window: Window, names: Names) throws(FileError) -> Int? {
        let start = mark + opener.count
        let limit = reach == .max ? limit : min(limit, mark + reach)
        guard let end = try closing(from: start, limit: limit, in: window) else { return nil }
        return forgotEnd(start..<end, in: window, names: names) ? nil : end
    }

    private mutating func closing(from start: Int, limit: Int, in window: Window) throws(FileError) -> Int? {
        var position = max(start, silentTo)
        while let found = try window.find(UInt8(ascii: ">"), from: position, limit: limit) {
            position = found + 1
            if isEnd(found, from: start, in: window) {
                silentTo = found
                return position
            }
        }
        silentTo = max(silentTo, min(limit, window.end))
        return nil
    }

    private func isEnd(_ found: Int, from start: Int, in window: Window) -> Bool {
        guard let second = closer.1 else { return found > start && window[found - 1] == closer.0 }
        return found >= start + 2 && window[found - 1] == second && window[found - 2] == closer.0
    }

    /// A comment cannot hold another; CDATA and instructions do not reach from one record into the next.
    private mutating func forgotEnd(_ content: Range<Int>, in window: Window, names: Names) -> Bool {
        switch openerText {
        case "<!--": return window.search(opener, content) != nil
        case "<?":
            if !content.contains(swallowed) { swallowed = window.search(names.recordEnd, content) ?? -1 }
            return swallowed >= 0
        default:
            guard let nested = window.search(opener, content) else { return false }
            return window.search(names.recordEnd, content.lowerBound..<nested) != nil
        }
    }
}
