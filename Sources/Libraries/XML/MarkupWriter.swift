/// Writes elements as UTF-8; what a text may not hold as it is, is escaped, and what XML has no way to say is left out.
public final class MarkupWriter {
    public typealias Attribute = (name: String, value: String?)

    public private(set) var bytes: [UInt8] = []
    /// Nil: nothing is indented, and the text has only the line breaks that are asked for.
    private let indent: Int?
    private var depth = 0

    /// - Parameter depth: how many elements stand around; nil writes all on one line.
    public init(depth: Int? = 0) { indent = depth }

    /// An element with nothing but elements inside, or none.
    public func element(_ name: String, _ attributes: [Attribute] = [], content: () -> Void) {
        open(name, attributes)
        let start = bytes.count
        depth += 1
        content()
        depth -= 1
        guard bytes.count > start else { return closeEmpty() }
        startLine()
        close(name)
    }

    /// An element with text, or none.
    public func element(_ name: String, _ attributes: [Attribute] = [], text: String = "") {
        open(name, attributes)
        if text.isEmpty { return closeEmpty() }
        escape(text)
        close(name)
    }

    /// Begins a new line where nothing else would.
    public func breakLine() { bytes.append(UInt8(ascii: "\n")) }

    /// A start tag alone, for `close` to follow.
    public func open(_ name: String, _ attributes: [Attribute] = []) {
        startLine()
        bytes.append(UInt8(ascii: "<"))
        bytes += name.utf8
        for case (let name, let value?) in attributes {
            bytes.append(UInt8(ascii: " "))
            bytes += name.utf8
            bytes += "=\"".utf8
            escape(value)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
    }

    private func closeEmpty() {
        bytes.removeLast()
        bytes += "/>".utf8
    }

    public func close(_ name: String) {
        bytes += "</".utf8
        bytes += name.utf8
        bytes.append(UInt8(ascii: ">"))
    }

    private func startLine() {
        guard let indent, !bytes.isEmpty || indent > 0 else { return }
        if !bytes.isEmpty { breakLine() }
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * (indent + depth)))
    }

    /// White space other than blanks stands by number, so that attributes keep it and no line breaks are made.
    private func escape(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes += "&amp;".utf8
            case "<": bytes += "&lt;".utf8
            case ">": bytes += "&gt;".utf8
            case "\"": bytes += "&quot;".utf8
            case "\t", "\n", "\r": bytes += "&#\(scalar.value);".utf8
            default: if Self.isCharacter(scalar) { bytes += Array(String(scalar).utf8) }
            }
        }
    }

    /// https://www.w3.org/TR/xml/#charsets
    private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
    }
}
