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
        var result = ""
        write(to: &result)
        return result
    }

    private func write(to out: inout String) {
        switch self {
        case .string(let value): Self.write(value, to: &out)
        case .number(let value): out += value.isFinite ? "\(value)" : "null"
        case .bool(let value): out += value ? "true" : "false"
        case .null: out += "null"
        case .array(let values): Self.write(values, to: &out)
        case .object(let members): Self.write(members, to: &out)
        }
    }

    private static func write(_ values: [JSON], to out: inout String) {
        out += "["
        for (index, value) in values.enumerated() {
            if index > 0 { out += "," }
            value.write(to: &out)
        }
        out += "]"
    }

    private static func write(_ members: [(String, JSON)], to out: inout String) {
        out += "{"
        for (index, member) in members.enumerated() {
            if index > 0 { out += "," }
            write(member.0, to: &out)
            out += ":"
            member.1.write(to: &out)
        }
        out += "}"
    }

    private static func write(_ value: String, to out: inout String) {
        out += "\""
        defer { out += "\"" }
        if value.utf8.allSatisfy(isBare) {
            out += value
            return
        }
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "<", ">", "&", "\u{2028}", "\u{2029}": out += escape(scalar)
            default:
                if scalar.value < 0x20 { out += escape(scalar) } else { out.unicodeScalars.append(scalar) }
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
