/// A JSON value on its way into a `<script>` element: no character of it can end the element or the line.
indirect enum JSON: Sendable {
    case string(String)
    case number(Double)
    case bool(Bool)
    case null
    case array([JSON])
    /// Members in order.
    case object([(String, JSON)])

    var serialized: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(to out: inout [UInt8]) {
        switch self {
        case .string(let value): Self.write(value, to: &out)
        case .number(let value): out += (value.isFinite ? "\(value)" : "null").utf8
        case .bool(let value): out += (value ? "true" : "false").utf8
        case .null: out += "null".utf8
        case .array(let values): Self.write(values, between: "[", "]", to: &out) { $0.write(to: &$1) }
        case .object(let members):
            Self.write(members, between: "{", "}", to: &out) { member, out in
                Self.write(member.0, to: &out)
                out.append(UInt8(ascii: ":"))
                member.1.write(to: &out)
            }
        }
    }

    private static func write<T>(
        _ values: [T], between open: Unicode.Scalar, _ close: Unicode.Scalar, to out: inout [UInt8], _ write: (T, inout [UInt8]) -> Void
    ) {
        out.append(UInt8(ascii: open))
        for (index, value) in values.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            write(value, &out)
        }
        out.append(UInt8(ascii: close))
    }

    private static func write(_ value: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        defer { out.append(UInt8(ascii: "\"")) }
        if value.utf8.allSatisfy(isBare) {
            out += value.utf8
            return
        }
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\"".utf8
            case "\\": out += "\\\\".utf8
            case "<", ">", "&", "\u{2028}", "\u{2029}": out += escape(scalar).utf8
            default: out += scalar.value < 0x20 ? Array(escape(scalar).utf8) : Array(UTF8.encode(scalar)!)
            }
        }
    }

    /// A byte that stands for itself, wherever it is.
    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): false
        default: byte >= 0x20 && byte < 0x80
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

extension JSON: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self = .string(value) }
}

extension JSON {
    static func integer(_ value: Int) -> JSON { .number(Double(value)) }
    static func strings(_ values: [String]) -> JSON { .array(values.map { JSON.string($0) }) }
}
