/// Published text inside a message: short, on one line, in quotation marks.
public enum Quote {
    static let limit = 40

    /// At most forty characters, control characters removed, what is cut marked by an ellipsis.
    public static func quoted(_ published: String) -> String {
        if isPlain(published) { return "\"\(published)\"" }
        let scalars = published.unicodeScalars.lazy.filter { !isControl($0.properties.generalCategory) }
        let kept = Array(scalars.prefix(limit + 1))
        return kept.count > limit ? "\"\(text(kept.prefix(limit - 1)))…\"" : "\"\(text(kept))\""
    }

    /// Short and of printable ASCII, as most are.
    private static func isPlain(_ published: String) -> Bool {
        published.utf8.count <= limit && published.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    /// The same of bytes, which may be long.
    public static func quoted(_ published: UnsafeBufferPointer<UInt8>) -> String {
        quoted(String(decoding: published.prefix(8 * limit), as: UTF8.self))
    }

    /// A published name, without quotation marks.
    public static func name(_ published: String) -> String { String(quoted(published).dropFirst().dropLast()) }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    /// Controls, and the invisible marks that could reorder a terminal's line.
    private static func isControl(_ category: Unicode.GeneralCategory) -> Bool {
        switch category {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }
}
