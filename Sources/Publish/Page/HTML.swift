/// Markup that is safe by construction: interpolated text is escaped, interpolated `HTML` stands as it is.
///
///     let title: HTML = "<h2>\(textFromAFile)</h2>"
///
/// The only way around escaping is `unsafeRaw`, for markup and scripts that this module itself holds.
struct HTML: ExpressibleByStringInterpolation, Sendable {
    private(set) var text: String

    init() { text = "" }
    init(stringLiteral value: String) { text = value }
    init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }
    init(unsafeRaw raw: String) { text = raw }

    static func + (a: HTML, b: HTML) -> HTML { HTML(unsafeRaw: a.text + b.text) }
    static func += (a: inout HTML, b: HTML) { a.text += b.text }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate(set) var text = ""

        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity + 16 * interpolationCount) }

        mutating func appendLiteral(_ literal: String) { text += literal }
        /// Text of any origin: escaped for element content and for quoted attributes alike.
        mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }
        mutating func appendInterpolation(_ value: Int) { text += String(value) }
        mutating func appendInterpolation(_ markup: HTML) { text += markup.text }
        mutating func appendInterpolation(unsafeRaw raw: String) { text += raw }
    }

    /// The five characters that end text or an attribute become entities; invisible controls are dropped.
    static func escaped(_ value: String) -> String {
        if value.utf8.allSatisfy(isBare) { return value }
        var clean = value.withoutControls
        return clean.withUTF8 { bytes in
            var result: [UInt8] = []
            result.reserveCapacity(bytes.count + 16)
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "&"): result += "&amp;".utf8
                case UInt8(ascii: "<"): result += "&lt;".utf8
                case UInt8(ascii: ">"): result += "&gt;".utf8
                case UInt8(ascii: "\""): result += "&quot;".utf8
                case UInt8(ascii: "'"): result += "&#39;".utf8
                default: result.append(byte)
                }
            }
            return String(decoding: result, as: UTF8.self)
        }
    }

    /// A byte that stands for itself, wherever it is.
    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
        default: byte >= 0x20 && byte < 0x7F
        }
    }
}

extension Sequence<HTML> {
    func joined() -> HTML { reduce(into: HTML()) { $0 += $1 } }
}

extension String {
    /// White space as single spaces, without control characters and the marks that turn the direction of later text.
    var withoutControls: String {
        guard unicodeScalars.contains(where: Self.isControl) else { return self }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar == "\t" || scalar == "\n" || scalar == "\r" {
                result.append(" ")
            } else if !Self.isControl(scalar) {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
