/// Regular expressions as rules write them, compiled once for a thread. The commonest form, a text without certain characters, is
/// looked at byte by byte.
final class Patterns {
    private enum Pattern {
        case without([UInt8])
        case general(Regex<AnyRegexOutput>)
    }

    private var compiled: [String: Pattern] = [:]

    /// Throws what is wrong with an expression.
    static func check(_ text: String) throws {
        if excluded(text) == nil { _ = try Regex(text) }
    }

    /// Whether the expression matches anywhere in the text; one that cannot be compiled matches nothing.
    func matches(_ expression: String, _ text: String) -> Bool {
        switch pattern(expression) {
        case .without(let excluded): !text.isEmpty && !text.utf8.contains { excluded.contains($0) }
        case .general(let regex): (try? regex.firstMatch(in: text)) != nil
        case nil: false
        }
    }

    private func pattern(_ expression: String) -> Pattern? {
        if let known = compiled[expression] { return known }
        if let excluded = Self.excluded(expression) {
            compiled[expression] = .without(excluded)
        } else if let regex = try? Regex(expression) {
            compiled[expression] = .general(regex.matchingSemantics(.unicodeScalar))
        }
        return compiled[expression]
    }

    /// The characters of `^[^...]+$`, if they are plain ones.
    private static func excluded(_ expression: String) -> [UInt8]? {
        guard expression.hasPrefix("^[^"), expression.hasSuffix("]+$") else { return nil }
        var excluded: [UInt8] = []
        var isEscaped = false
        for byte in expression.utf8.dropFirst(3).dropLast(3) {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            guard byte < 128, !ASCII.isLetter(byte), !ASCII.isDigit(byte), isEscaped || !Array("[]^-".utf8).contains(byte) else {
                return nil
            }
            excluded.append(byte)
            isEscaped = false
        }
        return isEscaped ? nil : excluded
    }
}
