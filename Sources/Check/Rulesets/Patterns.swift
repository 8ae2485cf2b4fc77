/// A regular expression as a rule writes it. The commonest form, a text without certain characters, is looked at byte by byte.
struct Pattern: Sendable {
    let text: String
    private let excluded: Characters?

    /// Throws what is wrong with it.
    init(_ text: String) throws {
        self.text = text
        excluded = Self.excluded(text)
        if excluded == nil { _ = try Regex(text) }
    }

    /// Whether it matches anywhere in the bytes.
    func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ patterns: Patterns) -> Bool {
        guard let excluded else { return patterns.matches(text, String(decoding: bytes, as: UTF8.self)) }
        return !bytes.isEmpty && !bytes.contains(where: excluded.contains)
    }

    /// The characters of `^[^...]+$`, if they are plain ones.
    private static func excluded(_ expression: String) -> Characters? {
        guard expression.hasPrefix("^[^"), expression.hasSuffix("]+$") else { return nil }
        var excluded = Characters()
        var isEscaped = false
        for byte in expression.utf8.dropFirst(3).dropLast(3) {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            guard byte < 128, !ASCII.isLetter(byte), !ASCII.isDigit(byte), isEscaped || !Array("[]^-".utf8).contains(byte) else {
                return nil
            }
            excluded.insert(byte)
            isEscaped = false
        }
        return isEscaped ? nil : excluded
    }

    /// A set of characters of ASCII.
    private struct Characters {
        private var low: UInt64 = 0
        private var high: UInt64 = 0

        mutating func insert(_ byte: UInt8) {
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
        }

        func contains(_ byte: UInt8) -> Bool {
            byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 128 && high >> UInt64(byte - 64) & 1 == 1
        }
    }
}

/// The other regular expressions, compiled once for a thread.
final class Patterns {
    private var compiled: [String: Regex<AnyRegexOutput>] = [:]

    /// Whether the expression matches anywhere in the text; one that cannot be compiled matches nothing.
    fileprivate func matches(_ expression: String, _ text: String) -> Bool {
        regex(expression).map { (try? $0.firstMatch(in: text)) != nil } ?? false
    }

    private func regex(_ expression: String) -> Regex<AnyRegexOutput>? {
        if let known = compiled[expression] { return known }
        compiled[expression] = (try? Regex(expression))?.matchingSemantics(.unicodeScalar)
        return compiled[expression]
    }
}
